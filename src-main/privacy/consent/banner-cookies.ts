import type { ConsentState } from '../../../shared/model.ts';
import { CONSENT_TOOLS } from './tools/index.ts';
import { categoryOfService, type ConsentTool } from './tools/tool.ts';

/** What consent banners keep in a cookie of their own: states by the name of a category. Forms from the tools' documentation. */
export interface BannerAnswer {
  format: string;
  categories: Readonly<Record<string, ConsentState>>;
}

const YES = /^(?:true|1|yes|allow|accept(?:ed)?|granted)$/i;
const stateOf = (value: unknown): ConsentState => (YES.test(String(value)) ? 'granted' : 'denied');

/** `name:value` pairs, parted by commas, with or without braces and quotes. */
function pairsIn(text: string): Record<string, ConsentState> {
  const pairs: Record<string, ConsentState> = {};
  for (const hit of text.matchAll(
    /["']?([a-z_-]{4,32})["']?\s{0,2}[:=]\s{0,2}["']?(true|false|yes|no|allow|deny|0|1)\b/gi,
  ))
    pairs[(hit[1] as string).toLowerCase()] = stateOf(hit[2]);
  return pairs;
}

/** Names of settings that are about no purpose. */
const NO_CATEGORY =
  /^(?:necessary|essential|consent|action|method|stamp|ver|utc|region|lastrenewed.*|cookieyesid|version|technical)$/;

const categoriesIn = (text: string): Record<string, ConsentState> =>
  Object.fromEntries(Object.entries(pairsIn(text)).filter(([name]) => !NO_CATEGORY.test(name)));

const BANNERS: readonly ConsentTool[] = [
  ...CONSENT_TOOLS,
  // Cookiebot: {stamp:'…',necessary:true,preferences:false,statistics:true,marketing:false,…}
  { format: 'cookiebot', name: /^cookieconsent$/, read: categoriesIn },
  // CookieYes: consentid:…,consent:yes,action:yes,necessary:yes,functional:no,analytics:yes,…
  { format: 'cookieyes', name: /^cookieyes_consent$/, read: categoriesIn },
  // GDPR Cookie Consent for WordPress: one cookie for each category, yes or no.
  {
    format: 'cookie-law-info',
    name: /^cookielawinfo_checkbox_/,
    read: (value, name) => {
      const category = name.replace('cookielawinfo_checkbox_', '');
      return NO_CATEGORY.test(category) ? {} : { [category]: stateOf(value) };
    },
  },
  // Complianz: cmplz_statistics=allow.
  {
    format: 'complianz',
    name: /^cmplz_(?:statistics|marketing|preferences|functional)/,
    read: (value, name) => ({ [name.replace('cmplz_', '')]: stateOf(value) }),
  },
  // tarteaucitron: !gtag=true!facebookpixel=false; services rather than categories.
  {
    format: 'tarteaucitron',
    name: /^tarteaucitron$/,
    read: (value) =>
      Object.fromEntries(
        [...value.matchAll(/!([\w-]{2,40})=(true|false|wait)/g)].flatMap(([, service = '', state]) =>
          state === 'wait' ? [] : [[categoryOfService(service), stateOf(state)]],
        ),
      ),
  },
];

/** What a cookie of a consent banner says, by its name (lower case, `_` for other signs); null if it is none, or says nothing. */
export function bannerAnswer(name: string, value: string): BannerAnswer | null {
  const banner = BANNERS.find((one) => one.name.test(name));
  if (!banner) return null;
  let text = value;
  try {
    text = decodeURIComponent(value);
  } catch {
    // Read as it is.
  }
  const categories = banner.read(text, name);
  return Object.keys(categories).length > 0 ? { format: banner.format, categories } : null;
}

/** Whether a name, written like that, is one that a consent tool uses. */
export const isBannerName = (name: string): boolean => BANNERS.some((one) => one.name.test(name));
