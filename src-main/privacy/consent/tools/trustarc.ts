import { type ConsentTool, stateOf } from './tool.ts';

/**
 * TrustArc: levels agreed to, 0 required, 1 functional, 2 advertising: `notice_gdpr_prefs=0,1,2:`, and
 * `cmapi_cookie_privacy=permit 1,2,3`, which counts from 1. `::implied` marks what holds as long as nobody has answered.
 */
export const trustarc: ConsentTool = {
  format: 'trustarc',
  name: /^(?:notice_gdpr_prefs|cmapi_cookie_privacy)$/,
  read: (value, name) => {
    const counted = name === 'notice_gdpr_prefs' ? /^(\d(?:[,|]\d)*):/ : /^permit[ _+](\d(?:[,|]\d)*)(?: required)?$/;
    const levels = counted.exec(value.trim())?.[1]?.split(/[,|]/).map(Number);
    if (!levels || value.includes('implied')) return {};
    const first = name === 'notice_gdpr_prefs' ? 0 : 1;
    return { functional: stateOf(levels.includes(first + 1)), advertising: stateOf(levels.includes(first + 2)) };
  },
};
