import type { ConsentState } from '../../shared/model.ts';
import { purposesOf } from '../import/consent-changes.ts';
import { bannerAnswer, isBannerName } from '../privacy/consent/banner-cookies.ts';
import { BadConsentString } from '../privacy/consent/bits.ts';
import { decodeGpp, looksLikeGpp } from '../privacy/consent/gpp.ts';
import {
  decodeDnt,
  decodeFlag,
  decodeGcd,
  decodeGcs,
  decodeGpc,
  decodePrivacyInfo,
  decodeShopifyConsent,
  decodeUsPrivacy,
} from '../privacy/consent/short-strings.ts';
import { joined, type OurPurposes, type Signal } from '../privacy/consent/signal.ts';
import { decodeTcf, looksLikeTcf } from '../privacy/consent/tcf.ts';
import { linesOfText } from './lab-lines.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string whose form tells what it is. */
function decodeBare(text: string, nowMs: number): Signal | null {
  if (/^\d[YN-]{3}$/i.test(text)) return decodeUsPrivacy(text);
  if (/^G1[01-]{2}$/i.test(text)) return decodeGcs(text);
  if (/^1[1-5][lpqtrmnuv]1[lpqtrmnuv]1[lpqtrmnuv]1[lpqtrmnuv]\d?/i.test(text)) return decodeGcd(text);
  if (looksLikeTcf(text)) return decodeTcf(text, nowMs);
  if (looksLikeGpp(text)) return decodeGpp(text, nowMs);
  return null;
}

/** Categories of consent tools (Segment `categoryPreferences`, OneTrust groups): purposes by the words of their names. */
function decodeCategories(format: string, categories: Fields): Signal {
  const states = Object.entries(categories).map(([name, value]): [string, ConsentState] => [
    name,
    value === true || value === 1 || /^(?:true|1|granted|yes)$/i.test(String(value)) ? 'granted' : 'denied',
  ]);
  const ours = joined(
    states.flatMap(([name, state]) => purposesOf(name).map((purpose): OurPurposes => ({ [purpose]: state }))),
  );
  return { format, valid: true, problems: [], ours, details: { categories: Object.fromEntries(states) } };
}

/** OneTrust's cookie: `groups=C0001:1,C0002:0`. */
const oneTrustGroups = (text: string): Fields | null => {
  const groups = /groups(?:=|%3D)([\w:,%]+)/i.exec(text)?.[1];
  if (groups === undefined) return null;
  const pairs = decodeURIComponent(groups)
    .split(',')
    .map((pair) => pair.split(':'));
  return Object.fromEntries(pairs.filter(([name, value]) => name !== undefined && value !== undefined));
};

/** Cookiebot's name, as camelCase is taken apart. */
const written = (name: string) => name.replace(/^cookie_consent$/, 'cookieconsent');

type Decode = (value: unknown, nowMs: number, name: string) => Signal | null;
const text = (value: unknown) => String(value).trim();

/** By the name of the field, lower case with `_` for other signs. */
const BY_NAME: readonly [{ test(name: string): boolean }, Decode][] = [
  [/^(?:sec_gpc|gpc|global_?privacy_?control)$/, (value) => decodeGpc(value === true ? '1' : text(value))],
  [/^dnt$|^do_?not_?track$/, (value) => decodeDnt(text(value))],
  [/^(?:us_?privacy|usprivacy|uspv1|ccpa)$/, (value) => decodeUsPrivacy(text(value))],
  [/^gcs$/, (value) => decodeGcs(text(value))],
  [/^gcd$/, (value) => decodeGcd(text(value))],
  [
    /^(?:gdpr_consent|tc_?string|euconsent(?:_v2)?|tcf|consent_?string)$/,
    (value, nowMs) => decodeTcf(text(value), nowMs),
  ],
  [/^_?(?:gpp|gpp_?string|gpp_consent)$/, (value, nowMs) => decodeGpp(text(value), nowMs)],
  [/^privacy_info$/, (value) => (isFields(value) ? decodePrivacyInfo(value) : null)],
  [/^category_?preferences$/, (value) => (isFields(value) ? decodeCategories('segment-consent', value) : null)],
  [
    /^optanonconsent$/,
    (value) => {
      const groups = oneTrustGroups(text(value));
      return groups ? decodeCategories('onetrust', groups) : null;
    },
  ],
  [
    { test: (name) => isBannerName(written(name)) },
    (value, _nowMs, name) => {
      const answer = bannerAnswer(written(name), isFields(value) ? JSON.stringify(value) : text(value));
      return answer && decodeCategories(answer.format, answer.categories);
    },
  ],
  [
    /^(?:email|sms)_?marketing_?consent$/,
    (value, _nowMs, name) => (isFields(value) ? decodeShopifyConsent(name, value) : null),
  ],
  [
    /^(?:buyer_)?accepts_(?:email_|sms_)?marketing$/,
    (value, _nowMs, name) => decodeFlag('shopify', 'marketing', name, value),
  ],
  [
    /^(?:_?wc_)?(?:marketing_opt_?in|newsletter(?:_opt_?in)?|mailchimp_woocommerce_is_subscribed|order_marketing_opt_?in)$/,
    (value, _nowMs, name) => decodeFlag('woocommerce', 'marketing', name, value),
  ],
  [
    /^(?:analytics|ad|ads)_storage$|^ad_(?:user_data|personalization)$/,
    (value, _nowMs, name) =>
      decodeFlag('consent-mode', name.startsWith('analytics') ? 'service' : 'advertising', name, value),
  ],
];

const MOST_DEEP = 6;
/** Characters of a TCF or GPP string at least. */
const SHORTEST_STRING = 20;

function bareSignals(text: string, nowMs: number): Signal[] {
  try {
    const bare = decodeBare(text, nowMs);
    return bare ? [bare] : [];
  } catch (error) {
    if (!(error instanceof BadConsentString)) throw error;
    return [bad(text.startsWith('D') ? 'gpp' : 'tcf', error.why)];
  }
}

const nameOf = (key: string) =>
  key
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** What a field says about consent, by its name; null if it is about something else. `nowMs` decides what has expired. */
export function signalOfField(key: string, value: unknown, nowMs: number): Signal | null {
  // camelCase names become those with a line between the words.
  const last = key.split('.').at(-1) ?? key;
  const name = nameOf(last.replace(/([a-z])([A-Z])/g, '$1_$2'));
  const compact = nameOf(last);
  const decode = BY_NAME.find(([pattern]) => pattern.test(name) || pattern.test(compact))?.[1];
  if (!decode) return null;
  try {
    return decode(value, nowMs, name);
  } catch (error) {
    if (!(error instanceof BadConsentString)) throw error;
    return bad(name, error.why);
  }
}

const bad = (format: string, why: string): Signal => ({ format, valid: false, problems: [why], ours: {}, details: {} });

function signalsIn(value: unknown, nowMs: number, deep = 0): Signal[] {
  if (deep > MOST_DEEP) return [];
  if (Array.isArray(value)) return value.flatMap((one) => signalsIn(one, nowMs, deep + 1));
  // A consent string under any name is one.
  if (typeof value === 'string') return value.length >= SHORTEST_STRING ? bareSignals(value, nowMs) : [];
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, own]) => {
    const found = signalOfField(key, own, nowMs);
    return found ? [found] : signalsIn(own, nowMs, deep + 1);
  });
}

/** `name: value`, `name=value; name=value`, `?name=value&name=value`. */
function pairsIn(line: string): Record<string, string> {
  const header = /^\s*([\w-]+)\s*:\s*(\S.*?)\s*$/.exec(line);
  if (header && !/^https?$/i.test(header[1] as string)) return { [header[1] as string]: header[2] as string };
  const pairs: Record<string, string> = {};
  for (const hit of line.matchAll(/(?:^|[?&;\s])([\w-]{2,64})=([^&;\s]+)/g))
    pairs[hit[1] as string] = hit[1]?.toLowerCase() === 'optanonconsent' ? line : decodeSafely(hit[2] as string);
  return pairs;
}
function decodeSafely(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Everything that a line says about consent. */
function decodeLine(line: string, nowMs: number): Signal[] {
  const clean = line.trim();
  if (/^[{[]/.test(clean)) {
    try {
      return signalsIn(JSON.parse(clean), nowMs);
    } catch {
      return [bad('json', 'not-json')];
    }
  }
  const bare = bareSignals(clean.replace(/^"|"$/g, ''), nowMs);
  return bare.length > 0 ? bare : signalsIn(pairsIn(clean), nowMs);
}

/** Lines; of a file that is one JSON value over several lines, its elements, or the value as one line. */
function* linesOrElements(whole: string): Generator<string> {
  const text = whole.trim();
  const first = text.slice(0, text.indexOf('\n') + 1 || text.length);
  if (/^[{[]/.test(text) && !isJson(first) && isJson(text)) {
    const value: unknown = JSON.parse(text);
    for (const one of Array.isArray(value) ? value : [value]) yield JSON.stringify(one);
    return;
  }
  yield* linesOfText(whole);
}
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const flat = ({ format, valid, problems, ours, details }: Signal) => ({ format, valid, problems, ours, ...details });

/** `inglenook lab consent`: what each line says about consent, and what that means for our purposes. */
export const labConsent = {
  id: 'consent',
  title: 'Consent signal of each line',
  options: { now: { type: 'string', help: 'day on which it is to be valid (default today)' } } as const,
  output:
    'One line for each line, or for each element of a file that is one JSON list: format, whether it is valid, purposes and vendors, times, and what it means for our purposes. Reads TC, GPP and US Privacy strings, Google’s consent mode, GPC and DNT, and what these tools keep: Axeptio, Borlabs, Complianz, Cookiebot, CookieYes, Didomi, iubenda, Klaro, OneTrust, tarteaucitron, TrustArc, Usercentrics. Osano’s cookie and Didomi’s newer one (didomi_dcs) cannot be read.',
  question: 'What does each consent string or flag allow, until when, and is it valid?',
  async *run(input: { text(): string; params: Record<string, unknown> }): AsyncGenerator<Record<string, unknown>> {
    const now = input.params.now === undefined ? Date.now() : Date.parse(String(input.params.now));
    for (const line of linesOrElements(input.text())) {
      const signals = decodeLine(line, now);
      const [only] = signals;
      if (!only) yield { format: 'unknown', valid: false, problems: ['no-signal-found'], ours: {} };
      else if (signals.length === 1) yield flat(only);
      else
        yield {
          format: 'several',
          valid: signals.every(({ valid }) => valid),
          problems: [...new Set(signals.flatMap(({ problems }) => problems))],
          ours: joined(signals.map(({ ours }) => ours)),
          signals: signals.map(flat),
        };
    }
  },
};
