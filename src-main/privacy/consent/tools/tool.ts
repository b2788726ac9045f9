import type { ConsentState } from '../../../../shared/model.ts';

/** States by the name of a category, a purpose or a service. */
export type Categories = Readonly<Record<string, ConsentState>>;

/** How a consent tool keeps an answer, in a cookie, in the browser's storage or in what it sends home. */
export interface ConsentTool {
  format: string;
  /** Of the cookie or field, lower case with `_` for other signs. */
  name: RegExp;
  /** Nothing where it says nothing, such as before an answer. */
  read(value: string, name: string): Categories;
}

export const stateOf = (granted: boolean): ConsentState => (granted ? 'granted' : 'denied');

/** What a service is for, by its name; the name itself where that does not tell. */
export const categoryOfService = (service: string): string =>
  /gtag|analytics|matomo|hotjar|clarity|piwik|gajs|multiplegtag|plausible|contentsquare|statisti/i.test(service)
    ? 'analytics'
    : /pixel|(?:^|[^a-z])ads?(?:$|[^a-z])|ads\b|adsense|adwords|doubleclick|remarketing|facebook|criteo|linkedin|tiktok|pinterest|twitter|snapchat|taboola|outbrain/i.test(
          service,
        )
      ? 'advertising'
      : service;

/** Of several services with one purpose the no counts: it is a no to some of it. */
export function byService(answers: Iterable<readonly [service: string, granted: boolean]>): Categories {
  const states: Record<string, ConsentState> = {};
  for (const [service, granted] of answers) {
    const category = categoryOfService(service);
    if (states[category] !== 'denied') states[category] = stateOf(granted);
  }
  return states;
}

export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object; empty where the text is none. */
export function objectIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Texts of a list. */
export const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
