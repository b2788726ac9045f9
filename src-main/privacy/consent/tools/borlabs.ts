import { type ConsentTool, isObject, objectIn, stateOf, textsIn } from './tool.ts';

/** Groups that every installation begins with; of what was refused the cookie keeps no word. */
const GROUPS = ['statistics', 'marketing'];

/** Borlabs Cookie: `{"consents":{"essential":[…],"statistics":["google-analytics"]},"version":1}`, the services agreed to by group. */
export const borlabs: ConsentTool = {
  format: 'borlabs',
  name: /^borlabs_cookie$/,
  read: (value) => {
    const { consents } = objectIn(value);
    if (!isObject(consents)) return {};
    const groups = new Set([...GROUPS, ...Object.keys(consents)]);
    groups.delete('essential');
    return Object.fromEntries([...groups].map((group) => [group, stateOf(textsIn(consents[group]).length > 0)]));
  },
};
