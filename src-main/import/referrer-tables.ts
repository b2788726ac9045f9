import { AI_ASSISTANTS, SEARCH_ENGINES, SOCIAL_NETWORKS } from './lexicons/referrer-lists.ts';

/** What a host of a list stands for. */
export interface ListedHost {
  name: string;
  /** Names of the parameter that carries the search term; a pattern of the path between slashes. */
  params: readonly string[];
  /** Character set of terms that are not UTF-8. */
  charset: string;
}

type Table = ReadonlyMap<string, ListedHost>;

const RENAMED: Readonly<Record<string, string>> = { Twitter: 'X' };

/** Reads lines "name: host host | parameter parameter | character set". The first line that names a host counts. */
function tableOf(lines: readonly string[]): Table {
  const table = new Map<string, ListedHost>();
  for (const line of lines) {
    const [head = '', params = '', charsets = ''] = line.split(' | ');
    const cut = head.lastIndexOf(': ');
    const name = head.slice(0, cut);
    const listed: ListedHost = {
      name: RENAMED[name] ?? name,
      params: params.split(' ').filter((param) => param !== ''),
      charset: charsets.split(' ')[0] ?? '',
    };
    for (const host of head.slice(cut + 2).split(' ')) {
      const short = host.replace(/^www\./, '').replace(/\/$/, '');
      if (!table.has(short)) table.set(short, listed);
    }
  }
  return table;
}

/** Hosts of each kind of source. */
export const HOSTS = {
  search: tableOf([
    ...SEARCH_ENGINES,
    'Brave: search.brave.com | q',
    'Kagi: kagi.com | q',
    'Startpage: startpage.com eu.startpage.com | query',
    'Mojeek: mojeek.com mojeek.co.uk | q',
    'Swisscows: swisscows.com | query',
    'Naver: m.search.naver.com | query',
    'Bing: com.microsoft.bing | q',
    'DuckDuckGo: com.duckduckgo.mobile.android | q',
  ]),
  assistants: tableOf([
    ...AI_ASSISTANTS,
    'Copilot: copilot.cloud.microsoft m365.cloud.microsoft',
    'Kimi: kimi.com kimi.moonshot.cn',
    'Grok: grok.com',
    'Meta AI: meta.ai',
    'Poe: poe.com',
    'Phind: phind.com',
    'Qwen: chat.qwen.ai',
    'Gemini: com.google.android.apps.bard',
    'ChatGPT: com.openai.chatgpt',
    'Perplexity: ai.perplexity.app.android',
    'NotebookLM: notebooklm.google.com',
    'Mistral: chat.mistral.ai',
  ]),
  social: tableOf([
    ...SOCIAL_NETWORKS,
    'Facebook: com.facebook.katana com.facebook.lite com.facebook.orca',
    'Instagram: com.instagram.android',
    'Twitter: com.twitter.android',
    'LinkedIn: com.linkedin.android lnkd.in',
    'Reddit: com.reddit.frontpage',
    'Pinterest: com.pinterest',
    'TikTok: com.zhiliaoapp.musically tiktok.com',
    'Telegram: org.telegram.messenger',
    'YouTube: com.google.android.youtube',
    'WhatsApp: com.whatsapp',
    'Threads: com.instagram.barcelona threads.net threads.com',
    'Bluesky: xyz.blueskyweb.app',
  ]),
  mail: tableOf([
    'Gmail: mail.google.com com.google.android.gm',
    'Outlook: outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft com.microsoft.office.outlook',
    'Yahoo! Mail: mail.yahoo.com mail.yahoo.co.jp com.yahoo.mobile.client.android.mail',
    'Proton Mail: mail.proton.me mail.protonmail.com',
    'GMX: deref-gmx.net deref-gmx.com gmx.net gmx.com gmx.de gmx.at gmx.ch',
    'WEB.DE: navigator.web.de bap.navigator.web.de lightmailer.web.de deref-web.de',
    'T-Online: email.t-online.de',
    'iCloud Mail: icloud.com',
    'AOL Mail: mail.aol.com',
    'Mail.ru: e.mail.ru',
    'Yandex Mail: mail.yandex.ru mail.yandex.com',
    'Orange Mail: messagerie.orange.fr',
    'Mailchimp: list-manage.com campaign-archive.com mailchi.mp',
  ]),
  ads: tableOf([
    'Google Ads: googleads.g.doubleclick.net doubleclick.net googleadservices.com googlesyndication.com',
    'Taboola: taboola.com',
    'Outbrain: outbrain.com',
    'Criteo: criteo.com criteo.net',
    'Yandex Direct: yabs.yandex.ru an.yandex.ru',
  ]),
} as const;
export type HostKind = keyof typeof HOSTS;

/** `google.de` and `google.co.uk` stand in the lists as `google.{}`, `de.bing.com` as `{}.bing.com`. */
const withoutCountry = (host: string): string[] => [
  host.replace(/\.(?:com?\.)?[a-z]{2}$/, '.{}'),
  host.replace(/^[a-z]{2}(?:-[a-z]{2})?\./, '{}.'),
  host.replace(/\.[a-z]{2}\./, '.{}.'),
];

/** Hosts of a list that have an entry with a path: only for them need the steps of a path be tried. */
const deepHosts = (kind: HostKind): ReadonlySet<string> =>
  new Set([...HOSTS[kind].keys()].filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/'))));
const DEEP = Object.fromEntries((Object.keys(HOSTS) as HostKind[]).map((kind) => [kind, deepHosts(kind)])) as Record<
  HostKind,
  ReadonlySet<string>
>;

/** Looks a host up, with its path for the few entries that need one (`x.com/i/grok`). */
export function exactly(kind: HostKind, host: string, path: string): ListedHost | undefined {
  for (const name of [host, ...withoutCountry(host)]) {
    if (!DEEP[kind].has(name)) {
      const found = HOSTS[kind].get(name);
      if (found !== undefined) return found;
      continue;
    }
    const steps = path.split('/', 5).filter((step) => step !== '');
    for (let depth = Math.min(steps.length, 3); depth >= 0; depth--) {
      const found = HOSTS[kind].get([name, ...steps.slice(0, depth)].join('/'));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Looks a host and the domains above it up: `m.facebook.com` is Facebook. */
export function orAbove(kind: HostKind, host: string, path: string): ListedHost | undefined {
  for (let rest = host, steps = 0; rest.includes('.') && steps < 8; rest = rest.slice(rest.indexOf('.') + 1), steps++) {
    const found = exactly(kind, rest, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Search engine of a host; undefined for the other pages of the same company. */
export const engineOf = (host: string, path: string): ListedHost | undefined =>
  exactly('search', host, path) ?? exactly('search', withoutMobile(host), path);

/** Whether the host itself says that it is the search of a portal, which has mail and a network beside. */
export const isPortalSearch = (host: string): boolean => /^(?:m\.)?(?:search|suche)/.test(host);

/** Without the part that only says "for telephones". */
export const withoutMobile = (host: string): string => host.replace(/^(?:m|mobile|touch|amp)\./, '');

/** Host (lower case, without www, port and user), path and query of an address; null for what is none. */
export function partsOf(url: string): { host: string; path: string; query: string } | null {
  const parts =
    /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(?:www\.)?([^/:?#]*)(?::\d*)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(url);
  if (!parts) return null;
  // Some engines write the term behind the hash sign.
  return {
    host: (parts[1] ?? '').toLowerCase().replace(/\.$/, ''),
    path: parts[2] ?? '',
    query: parts[3] || parts[4] || '',
  };
}
