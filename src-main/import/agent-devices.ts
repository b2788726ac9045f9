import type { Device } from '../../shared/model.ts';

/** Televisions, consoles, watches, cars and glasses. */
const OTHER_THINGS =
  /\b(?:HbbTV|Smart-?TV|SMART-TV|NetCast|BRAVIA|GoogleTV|AppleTV|Apple TV|CrKey|Roku|tvOS|watchOS|AFT[A-Z]{1,3}|Web0S|WebTV|DTV|PLAYSTATION|PlayStation|PSP|Nintendo|Xbox|QtCarBrowser|Tesla|OculusBrowser|Mobile VR|BrightSign|Viera|Maple)\b|\bTV\b|Andr0id/i;
const TABLETS =
  /\biPad|\bTablet\b(?! PC)|\bKF[A-Z]{2,5}\b|Kindle|PlayBook|hp-tablet|TouchPad|\bSM-[TXP]\d|\bGT-P\d|Nexus (?:7|9|10)\b|\bSilk\/(?!.*\bMobile\b)|\bWeTab/i;
const PHONES =
  /iPhone|iPod|\biPh\b|Windows Phone|IEMobile|\bMobile\b|Opera M(?:ini|obi)|MIDP|CLDC|Black[bB]erry|BB10|Symb(?:ian|OS)|Series ?[346]0|\bS60|KAIOS|UCWEB|J2ME|MAUI|Windows (?:CE|Mobile)|\bBREW|\bBada\b|Nokia|\bwds \d|UP\.Browser|DoCoMo|\bPhone\b/i;
const DESKTOPS =
  /^(?:Windows|Mac OS X|Mac OS|Linux|Chrome OS|Ubuntu|Kubuntu|Mint|Mandriva|Mageia|Debian|Red Hat|Fedora|CentOS|SUSE|Gentoo|Slackware|Arch Linux|FreeBSD|OpenBSD|NetBSD|DragonFly|BSD|Solaris|SerenityOS)$/;

/** What kind of thing a person's agent runs on. An Android that does not say Mobile is a tablet, as Google asks makers to have it. */
export function deviceOf(agent: string, os: string, browser: string): Device {
  if (OTHER_THINGS.test(agent)) return 'other';
  if (TABLETS.test(agent)) return 'tablet';
  if (os === 'Android' && / Chrome\/| Version\//.test(agent) && !/\bMobile\b|Opera M/.test(agent)) return 'tablet';
  if (os === 'iOS' || os === 'Android' || os === 'HarmonyOS') return 'phone';
  if (os === '' || !DESKTOPS.test(os))
    return PHONES.test(agent) ? 'phone' : os === '' && browser === '' ? 'unknown' : 'other';
  return os === 'Linux' && /\bMobile\b|Opera Mini/.test(agent) ? 'phone' : 'desktop';
}
