import type { ConsentState } from '../../../../shared/model.ts';
import { type ConsentTool, isObject, objectIn, textsIn } from './tool.ts';

/** `create_ads_profile`, `c:statistics-x1` → words. */
const words = (purpose: string): string => purpose.replace(/[_:-]+/g, ' ').trim();

/**
 * Didomi: `didomi_token`, JSON in base64 with `purposes.enabled` and `purposes.disabled`. The newer `didomi_dcs` holds numbers that
 * only an account at Didomi gives a meaning, and is not read.
 */
export const didomi: ConsentTool = {
  format: 'didomi',
  name: /^didomi_token$/,
  read: (value) => {
    const { purposes } = objectIn(Buffer.from(value, 'base64').toString('utf8'));
    if (!isObject(purposes)) return {};
    const states = (list: unknown, state: ConsentState) =>
      textsIn(list).map((purpose): [string, ConsentState] => [words(purpose), state]);
    return Object.fromEntries([...states(purposes.enabled, 'granted'), ...states(purposes.disabled, 'denied')]);
  },
};
