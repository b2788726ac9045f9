import { appFamily } from './agent-apps.ts';
import { type FoundProduct, productTable } from './agent-table.ts';
import { KNOWN_APPS, KNOWN_BOTS, KNOWN_BROWSERS, KNOWN_LIBRARIES } from './lexicons/agent-products.ts';

/** What told the family: a list, a name that says robot, the engine – or nothing but the first word. */
export type AgentKind = 'bot' | 'named-bot' | 'app' | 'library' | 'browser' | 'engine' | 'word' | 'none';

/** Browser, app, program or robot of an agent. */
export interface NamedAgent extends FoundProduct {
  kind: AgentKind;
}

const knownBot = productTable(KNOWN_BOTS);
const knownProduct = productTable([...KNOWN_APPS, ...KNOWN_LIBRARIES, ...KNOWN_BROWSERS]);
const FIRST_LIBRARY = KNOWN_APPS.length;
const FIRST_BROWSER = FIRST_LIBRARY + KNOWN_LIBRARIES.length;

const found = (family: string, major: string | undefined = ''): FoundProduct => ({ family, major });
const majorOf = (pattern: RegExp, agent: string): string => pattern.exec(agent)?.[1] ?? '';

/** Office 12 was sold as 2007 and so on; mail clients say the inner number. */
const OUTLOOK_YEARS: Readonly<Record<string, string>> = { 12: '2007', 14: '2010', 15: '2013', 16: '2016' };

/** Agents whose shape says more than a product name: the apps of Facebook, Outlook behind Internet Explorer, and the like. */
function bySpecialShape(agent: string): NamedAgent | undefined {
  if (agent.includes('FBAN/') || agent.includes('FBAV/')) {
    const messenger = /FBAN\/Messenger(?:Lite)?For/.test(agent);
    return as('app', found(messenger ? 'Facebook Messenger' : 'Facebook', majorOf(/FBAV\/(\d+)/, agent)));
  }
  const office = /Outlook|MSOffice/.test(agent)
    ? /(?:Microsoft (?:Office )?Outlook|MSOffice)[ /](1[2456])\b/.exec(agent)?.[1]
    : undefined;
  if (office && !agent.includes('Mac OS')) return as('app', found('Outlook', OUTLOOK_YEARS[office]));
  if (agent.startsWith('Luminary')) return as('app', found('Luminary', majorOf(/^Luminary\w*\/(\d+)/, agent)));
  if (agent.startsWith('atc/')) return as('app', found('Apple Watch App', majorOf(/model\/Watch(\d+)/, agent)));
  if (agent.includes('/web/snippet')) return as('bot', found('GooglePlusBot'));
  const crawling = agent.includes('MSIECrawler') ? /MSIE (\d+)/.exec(agent) : null;
  if (crawling) return as('bot', found('MSIECrawler', crawling[1]));
  const tiktok = /musical_ly|trill_|BytedanceWebview/.test(agent)
    ? (/\bapp_version\/(\d+)/.exec(agent) ?? /(?:musical_ly|trill)_(\d{1,3})\./.exec(agent))
    : null;
  if (tiktok) return as('app', found('TikTok', tiktok[1]));
  if (agent.includes('__weibo__')) return as('app', found('Weibo', majorOf(/__weibo__(\d+)/, agent)));
  if (agent.includes(' MMS/1') && agent.includes('Chrome/')) return as('browser', found('Opera Neon', '1'));
  const textMode = /^(E?Links) \((\d+)/.exec(agent);
  return as('browser', textMode ? found(textMode[1] as string, textMode[2]) : undefined);
}

const NAME_BEFORE = /[\w \-![\]:]{0,50}$/;
const WORD_BEFORE = /(?:[\w[\]^`]{1,50}|[A-Za-z_-]{1,50} ?)?(?: the )?$/;

/** What `pattern` finds, with as much of the text before it as `before` lets belong to the name. */
function nameAround(agent: string, pattern: RegExp, before: RegExp): FoundProduct | undefined {
  const match = pattern.exec(agent);
  if (!match) return undefined;
  // Searching backwards from the word instead of forwards to it: a pattern that begins with any word is tried at every letter.
  const head = before.exec(agent.slice(Math.max(0, match.index - 56), match.index))?.[0] ?? '';
  const name = `${head}${match[1]}`.trim();
  return name === '' ? undefined : found(name, match[2]);
}

/** A robot that says so in its name: "Foo Bot/1.2", "foo-spider 3", "FooCrawler". The words before, as far as they belong to the name. */
function bySpeakingName(agent: string): FoundProduct | undefined {
  if (!/bot|spider|crawl|scrape|archiver|indexer/i.test(agent)) return undefined;
  const slashed = /\/([A-Za-z_]+(?:[Bb]ot|[Ss]pider))[ -](\d+)/.exec(agent);
  if (slashed) return found(slashed[1] as string, slashed[2]);
  return (
    nameAround(
      agent,
      /((?:[Aa]rchiver|[Ii]ndexer|[Ss]craper|[Bb]ot|[Ss]pider|[Cc]rawl[a-z]*))[/ ](\d+)/,
      NAME_BEFORE,
    ) ??
    // A telephone is called Cubot.
    nameAround(
      agent,
      /(?<![Cc][Uu])([Bb]ot)\b(?:(?:[ /]| v)(\d+))?/,
      /(?:[A-Za-z][A-Za-z0-9 -]{0,50})?[^(;/]?[^(;/]?$/,
    ) ??
    nameAround(agent, /((?:spider|scrape|crawl)[\w[\]]{0,50})(?:(?:[ /]| v)(\d+))?/i, WORD_BEFORE)
  );
}

/** Opera says 9.80 for ever and its own version elsewhere. */
function opera(agent: string): FoundProduct | undefined {
  if (!/Opera|OPR\/|Opera Mobi/.test(agent)) return undefined;
  const chromium = /\bOPR\/(\d+)/.exec(agent);
  if (chromium) return found(/Mobile Safari|Android.* Mobile/.test(agent) ? 'Opera Mobile' : 'Opera', chromium[1]);
  const major = majorOf(/Version\/(\d+)/, agent) || majorOf(/Opera[/ ](\d+)/, agent);
  if (agent.includes('Opera Tablet')) return found('Opera Tablet', major);
  return found(agent.includes('Opera Mobi') ? 'Opera Mobile' : 'Opera', major);
}

/** Versions of Internet Explorer by engine: in compatibility mode the name lies and the engine does not. */
const TRIDENT: Readonly<Record<string, string>> = { 4: '8', 5: '9', 6: '10', 7: '11' };

function microsoft(agent: string): FoundProduct | undefined {
  const edge = /\b(Edge|Edg|EdgA|EdgiOS|EdgW)\/(\d+)/.exec(agent);
  if (edge) {
    const mobile = edge[1] === 'EdgA' || edge[1] === 'EdgiOS' || /Windows Phone|Mobile Safari/.test(agent);
    return found(mobile ? 'Edge Mobile' : 'Edge', edge[2]);
  }
  const mobile = /IEMobile[/ ](\d+)/.exec(agent);
  if (mobile) return found('IE Mobile', mobile[1]);
  const frame = /chromeframe\/(\d+)/.exec(agent);
  if (frame) return found('Chrome Frame', frame[1]);
  const plain = /MSIE (\d+)/.exec(agent)?.[1] ?? /Trident.*rv[: ](\d+)/.exec(agent)?.[1];
  if (agent.includes('XBLWP7')) return found('IE Large Screen', plain);
  const engine = TRIDENT[majorOf(/Trident\/(\d+)/, agent)];
  if (plain === undefined && engine === undefined) return undefined;
  return found('IE', engine !== undefined && Number(engine) > Number(plain ?? 0) ? engine : plain);
}

function gecko(agent: string): FoundProduct | undefined {
  const firefox = /Firefox\/(\d+)(?:\.\d+)*(a\d|b\d)?/.exec(agent);
  if (!firefox) return undefined;
  if (/\b(?:Mobile|Tablet)\b/.test(agent)) return found('Firefox Mobile', firefox[1]);
  const stage = firefox[2]?.[0];
  return found(stage === 'a' ? 'Firefox Alpha' : stage === 'b' ? 'Firefox Beta' : 'Firefox', firefox[1]);
}

/** A product of its own within an agent of Chrome on a desk: `Chrome/120 Safari/537.36 Foo/3` is Foo. */
function ownName(agent: string): FoundProduct | undefined {
  const own =
    /Safari\/[\d.]+ ([A-Za-z][\w-]*)\/v?(\d+)[\w.]*$/.exec(agent) ??
    /Chrome\/[\d.]+ (?!Mobile|Safari|Version)([A-Za-z][\w-]*)\/v?(\d+)[\w.]* Safari\/[\d.]+$/.exec(agent) ??
    /Gecko\) (?!Version|Chrom)([A-Za-z][\w-]*)\/v?(\d+)[\w.]* Chrome\/[\d.]+ Safari\/[\d.]+$/.exec(agent);
  return own ? found(own[1] as string, own[2]) : undefined;
}

function chromium(agent: string): FoundProduct | undefined {
  const ios = /CriOS\/(\d+)/.exec(agent);
  if (ios) return found('Chrome Mobile iOS', ios[1]);
  const old = /CrMo\/(\d+)/.exec(agent);
  if (old) return found('Chrome Mobile', old[1]);
  const chrome = /\b(Chrome|Chromium)\/(\d+)/.exec(agent);
  if (!chrome) return undefined;
  if (/; wv\)|Version\/[\d.]+ Chrome\//.test(agent) && agent.includes('Android'))
    return found('Chrome Mobile WebView', chrome[2]);
  if (/ Mobile(?:[ /]|$)/.test(agent)) return found('Chrome Mobile', chrome[2]);
  const open = /Chromium\/(\d+)/.exec(agent);
  return ownName(agent) ?? (open ? found('Chromium', open[1]) : found('Chrome', chrome[2]));
}

/** Consoles and phones of the time before Android. */
function olderDevice(agent: string): FoundProduct | undefined {
  if (/PLAYSTATION 3|PlayStation Vita|Nintendo (?:3DS|WiiU|Switch)| NX\//i.test(agent)) {
    const webkit = /WebKit|3DS/.test(agent);
    return found(webkit ? 'NetFront NX' : 'NetFront', majorOf(/ NX\/(\d+)/, agent));
  }
  if (/PlayStation Portable|PSP/.test(agent)) return found('NetFront');
  const tablet = /PlayBook.*RIM Tablet OS (\d+)/.exec(agent);
  if (tablet) return found('BlackBerry WebKit', tablet[1]);
  if (/BB10|Black[bB]erry/.test(agent)) {
    const webkit = /Version\/(\d+)/.exec(agent);
    return webkit
      ? found('BlackBerry WebKit', webkit[1])
      : found('BlackBerry', majorOf(/Black[bB]erry\s?(\d+)/, agent));
  }
  if (/Series60\/5\.0/.test(agent)) return found('Nokia Browser', '7');
  const series = /Series60\/(\d)/.exec(agent);
  if (series) return found('Nokia OSS Browser', series[1]);
  return agent.startsWith('Nokia')
    ? found('Nokia Services (WAP) Browser', majorOf(/^Nokia\w*\/(\d+)/, agent))
    : undefined;
}

function safari(agent: string): FoundProduct | undefined {
  const version = majorOf(/Version\/(\d+)/, agent);
  if (/\b(?:iPhone|iPad|iPod)\b/.test(agent) && agent.includes('AppleWebKit'))
    return found(version !== '' && agent.includes('Safari') ? 'Mobile Safari' : 'Mobile Safari UI/WKWebView', version);
  const nightly = /AppleWebKit\/(\d+)[\d.]*\+ .*Safari/.exec(agent);
  if (nightly) return found('WebKit Nightly', nightly[1]);
  if (/\bSafari\//.test(agent) && agent.startsWith('Mozilla')) return found('Safari', version);
  const mail = /Mac OS X.*AppleWebKit\/(\d+)[\d.]* \(KHTML, like Gecko\)$/.exec(agent);
  return mail ? found('Apple Mail', mail[1]) : undefined;
}

/** The stock browser of Android before Chrome, and apps that use what the system brings. */
function android(agent: string): FoundProduct | undefined {
  const version = /(?<![\w-])Android[ -/:](?:.*Android )?(\d+)/.exec(agent);
  return version ? found('Android', version[1]) : undefined;
}

function byEngine(agent: string): FoundProduct | undefined {
  return (
    opera(agent) ??
    microsoft(agent) ??
    gecko(agent) ??
    chromium(agent) ??
    olderDevice(agent) ??
    android(agent) ??
    safari(agent)
  );
}

const as = (kind: AgentKind, product: FoundProduct | undefined): NamedAgent | undefined =>
  product && { ...product, kind };

function listed(lower: string): NamedAgent | undefined {
  const product = knownProduct(lower);
  if (!product) return undefined;
  return as(product.rank < FIRST_LIBRARY ? 'app' : product.rank < FIRST_BROWSER ? 'library' : 'browser', product);
}

/** Family and major version of an agent, and what told them; family '' where it names none. */
export function browserOf(agent: string): NamedAgent {
  const lower = agent.toLowerCase();
  return (
    bySpecialShape(agent) ??
    as('bot', knownBot(lower)) ??
    as('named-bot', bySpeakingName(agent)) ??
    listed(lower) ??
    as('engine', byEngine(agent)) ??
    as('word', appFamily(agent)) ?? { family: '', major: '', kind: 'none' }
  );
}
