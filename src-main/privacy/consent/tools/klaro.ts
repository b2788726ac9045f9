import { byService, type ConsentTool, objectIn } from './tool.ts';

/** Klaro: cookie or storage `klaro`, written once an answer is saved: `{"matomo":true,"googleAds":false}`, by the site's own names of services. */
export const klaro: ConsentTool = {
  format: 'klaro',
  name: /^klaro$/,
  read: (value) =>
    byService(Object.entries(objectIn(value)).filter((one): one is [string, boolean] => typeof one[1] === 'boolean')),
};
