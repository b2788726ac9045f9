import { type ConsentTool, isObject, objectIn, stateOf } from './tool.ts';

/** Purposes by number; 1 is what is strictly necessary. */
const PURPOSES = ['', '', 'functional', 'experience', 'measurement', 'marketing'];

/** iubenda: `_iub_cs-NUMBER`, JSON with `"purposes":{"1":true,"4":false,"5":false}`. */
export const iubenda: ConsentTool = {
  format: 'iubenda',
  name: /^_iub_cs_s?\d+(?:_granular)?$/,
  read: (value) => {
    const { purposes } = objectIn(value);
    if (!isObject(purposes)) return {};
    return Object.fromEntries(
      Object.entries(purposes).flatMap(([number, granted]) => {
        const purpose = PURPOSES[Number(number)];
        return purpose && typeof granted === 'boolean' ? [[purpose, stateOf(granted)]] : [];
      }),
    );
  },
};
