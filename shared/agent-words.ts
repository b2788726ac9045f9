/** Names of browsers and systems as people know them. Figures, the lab and exports keep the names of the agents' own catalogue. */

const IN_APP = 'Page inside an app';

/** Families that say less, or more, than people need; all others are called what they are. */
const BROWSERS: Readonly<Record<string, string>> = {
  'Chrome Mobile': 'Chrome',
  'Chrome Mobile iOS': 'Chrome',
  'Chrome Mobile WebView': IN_APP,
  'Mobile Safari': 'Safari',
  'Mobile Safari UI/WKWebView': IN_APP,
  'Firefox Mobile': 'Firefox',
  'Firefox iOS': 'Firefox',
  'Firefox Alpha': 'Firefox (test version)',
  'Firefox Beta': 'Firefox (test version)',
  'Edge Mobile': 'Edge',
  'Opera Mobile': 'Opera',
  'Opera Tablet': 'Opera',
  'DuckDuckGo Mobile': 'DuckDuckGo',
  'QQ Browser Mobile': 'QQ Browser',
  'Ecosia iOS': 'Ecosia',
  'Ecosia Android': 'Ecosia',
  IE: 'Internet Explorer',
  'IE Mobile': 'Internet Explorer',
  'IE Large Screen': 'Internet Explorer',
  Android: 'Android’s old browser',
  Other: '',
};

const SYSTEMS: Readonly<Record<string, string>> = {
  'Mac OS X': 'Mac',
  'Mac OS': 'old Mac',
  iOS: 'iPhone or iPad',
  'ATV OS X': 'Apple TV',
  WatchOS: 'Apple Watch',
  'Chrome OS': 'Chromebook',
  'Chromecast Android': 'Chromecast',
  'Chromecast Fuchsia': 'Chromecast',
  'Chromecast Linux': 'Chromecast',
  'Chromecast SmartSpeaker': 'Chromecast',
  'BlackBerry Tablet OS': 'BlackBerry',
  'BlackBerry OS': 'BlackBerry',
  Other: '',
};

const wordFor = (words: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(words, name) ? (words[name] as string) : name;

/** A browser on its system: "Chrome on Android"; a robot with the rule that found it. '' when nothing is known. */
export function agentWords(browser: string, os: string, botRule = ''): string {
  if (botRule !== '') return `${browser} (${botRule})`;
  const [program, system] = [wordFor(BROWSERS, browser), wordFor(SYSTEMS, os)];
  if (program === '') return system;
  return system === '' ? program : `${program} on ${system}`;
}
