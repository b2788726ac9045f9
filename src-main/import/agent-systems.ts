type Rule = readonly [RegExp, string];

/** Rules in order: the first that fits names the system. Televisions and watches first, as they name Linux or iOS, too. */
const RARE: readonly Rule[] = [
  [/HbbTV.*firetv/i, 'FireHbbTV'],
  [/HbbTV.*(?:samsung|maple)/i, 'Samsung'],
  [/HbbTV.*sony/i, 'Sony'],
  [/HbbTV.*philips/i, 'Philips'],
  [/HbbTV.*panasonic/i, 'Panasonic'],
  [/HbbTV.*\bLGE\b/i, 'LG'],
  [/CrKey.*DeviceType\/SmartSpeaker/, 'Chromecast SmartSpeaker'],
  [/Fuchsia.*CrKey/, 'Chromecast Fuchsia'],
  [/CrKey.*DeviceType\/AndroidTV|Android.*CrKey/, 'Chromecast Android'],
  [/CrKey/, 'Chromecast Linux'],
  [/GoogleTV|Google TV/, 'GoogleTV'],
  [/watchOS/i, 'WatchOS'],
  [/tvOS/, 'tvOS'],
  [/Apple ?TV/, 'ATV OS X'],
  [/\bRoku/, 'Roku'],
  [/Web0S/, 'Web0S'],
  [/WebTV/, 'WebTV'],
  [/Tizen/, 'Tizen'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/KAIOS/i, 'KaiOS'],
  [/Sailfish/, 'Sailfish'],
  [/SerenityOS/, 'SerenityOS'],
  [/X11; Windows.*CitrixChromeApp|\bCrOS\b/, 'Chrome OS'],
  [/Windows Phone|\bwds \d|WP7|WPDesktop/, 'Windows Phone'],
  [/Windows Mobile|WindowsMobile/, 'Windows Mobile'],
  [/Kindle\/|\bKindle (?!Fire)/, 'Kindle'],
  [/Maemo/, 'Maemo'],
  [/MeeGo/, 'MeeGo'],
  [/Bada/, 'Bada'],
  [/\bBrew MP\b|\bBMP[/ ]/i, 'Brew MP'],
  [/\bBREW\b/i, 'BREW'],
  [/\bVRE\b/, 'VRE'],
  [/RIM Tablet OS|PlayBook/, 'BlackBerry Tablet OS'],
  [/\bBB10\b|Black[bB]erry/, 'BlackBerry OS'],
  [/WeTab/, 'WeTab'],
  [/(?:web|hpw)OS/, 'webOS'],
  [/Symbian\/3.*Series60\/5\.2/, 'Symbian^3 Anna'],
  [/Symbian\/3.*Series60\/5\.3/, 'Symbian^3 Belle'],
  [/Symbian\/3/, 'Symbian^3'],
  [/Symb(?:ian|OS)|\bS60\b|S60V\d|Series ?60/, 'Symbian OS'],
  [/Series30Plus/, 'Nokia Series 30 Plus'],
  [/Series40/, 'Nokia Series 40'],
  [/\((?:Mobile|Tablet);.*Gecko.*Firefox/, 'Firefox OS'],
];
const COMMON: readonly Rule[] = [
  [/\biOS\b|iPhone|iPad|iPod|\biPh\b|\bIOS\/|EdgiOS/, 'iOS'],
  [/\bAndr[o0]id|^JUC ?\(Linux; ?U;|Dalvik|Adr \d|\bKF[A-Z]{2,4} Build|Silk-Accelerated|ROBLOX Android/i, 'Android'],
  [/Windows|\bWin(?:NT|32|64|9[58]|16)\b|\bwin32\b|WinHTTP/i, 'Windows'],
  [/FreeBSD/i, 'FreeBSD'],
  [/OpenBSD/i, 'OpenBSD'],
  [/NetBSD/i, 'NetBSD'],
  [/DragonFly/i, 'DragonFly'],
  [/Solaris|SunOS/i, 'Solaris'],
  [/Mac[ _]?OS[ _]?X|macOS|Mac_OS_X|Macintosh.*OS X|\bOS X\b/i, 'Mac OS X'],
  [/Mac_PowerPC|Macintosh.*PPC/i, 'Mac OS'],
  [/Macintosh|\bDarwin.*(?:x86_64|i386|Mac)/, 'Mac OS X'],
  [/CFNetwork/, 'iOS'],
  [/\bDarwin\b/i, 'Mac OS X'],
  [/Ubuntu/i, 'Ubuntu'],
  [/Kubuntu/i, 'Kubuntu'],
  [/Linux Mint|\bMint\//i, 'Mint'],
  [/Mandriva/i, 'Mandriva'],
  [/Mageia/i, 'Mageia'],
  [/Debian/i, 'Debian'],
  [/Red ?Hat/i, 'Red Hat'],
  [/Fedora/i, 'Fedora'],
  [/CentOS/i, 'CentOS'],
  [/SUSE/i, 'SUSE'],
  [/Gentoo/i, 'Gentoo'],
  [/Slackware/i, 'Slackware'],
  [/Arch ?Linux/i, 'Arch Linux'],
  [/Linux/i, 'Linux'],
  [/\bBSD\b/, 'BSD'],
];

/** What every agent of a rare system has in it. Nearly no agent has any of it, and asking once is cheaper than asking forty times. */
const MAY_BE_RARE =
  /hbbtv|crkey|google ?tv|watchos|tvos|apple ?tv|roku|web0s|webtv|tizen|harmony|kaios|sailfish|serenityos|citrix|cros|windows ?(?:phone|mobile)|wds|wp(?:7|desk)|kindle|maemo|meego|bada|brew|bmp|vre|playbook|rim tablet|bb10|blackberry|wetab|(?:web|hpw)os|symb|s60|series ?[346]0|\((?:mobile|tablet);/;

/** Operating system of an agent, called as the uap-core test data calls it; '' where it names none. */
export function systemOf(agent: string): string {
  if (MAY_BE_RARE.test(agent.toLowerCase())) for (const [pattern, name] of RARE) if (pattern.test(agent)) return name;
  for (const [pattern, name] of COMMON) if (pattern.test(agent)) return name;
  return '';
}
