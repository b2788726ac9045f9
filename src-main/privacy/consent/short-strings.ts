import type { ConsentState } from '../../../shared/model.ts';
import { BadConsentString } from './bits.ts';
import type { OurPurposes, Signal } from './signal.ts';

const signal = (
  format: string,
  ours: OurPurposes,
  details: Record<string, unknown>,
  problems: string[] = [],
): Signal => ({
  format,
  valid: problems.length === 0,
  problems,
  ours,
  details,
});

const YES_NO: Readonly<Record<string, boolean | null>> = { Y: true, N: false, '-': null };

/** IAB US Privacy string, "1YNN": version, notice given, opted out of sale, covered by the LSPA. Withdrawn by the IAB since 2024. */
export function decodeUsPrivacy(text: string): Signal {
  const parts = /^(\d)([YN-])([YN-])([YN-])$/i.exec(text);
  if (!parts) throw new BadConsentString('not-us-privacy');
  const [, version, ...letters] = parts;
  const [notice, optedOut, lspa] = letters.map((letter) => YES_NO[letter.toUpperCase()]);
  const ours: OurPurposes =
    optedOut === null || optedOut === undefined ? {} : { advertising: optedOut ? 'denied' : 'granted' };
  return signal(
    'us-privacy',
    ours,
    { version: Number(version), notice, optedOutOfSale: optedOut, lspa },
    version === '1' ? [] : ['unknown-version'],
  );
}

const GCS_STATE: Readonly<Record<string, ConsentState | null>> = { '1': 'granted', '0': 'denied', '-': null };
const withStates = (entries: [keyof OurPurposes, ConsentState | null | undefined][]): OurPurposes =>
  Object.fromEntries(entries.filter(([, state]) => state !== null && state !== undefined));

/** Google consent mode, parameter `gcs`: "G1" and one sign each for ad and analytics storage. */
export function decodeGcs(text: string): Signal {
  const parts = /^G1([01-])([01-])$/i.exec(text);
  if (!parts) throw new BadConsentString('not-gcs');
  const ads = GCS_STATE[parts[1] as string];
  const analytics = GCS_STATE[parts[2] as string];
  return signal(
    'gcs',
    withStates([
      ['advertising', ads],
      ['service', analytics],
    ]),
    { ad_storage: ads, analytics_storage: analytics },
  );
}

/** Letters of `gcd`: what was the default, and what the visitor changed it to. */
const GCD_LETTERS: Readonly<Record<string, { default: ConsentState | null; update: ConsentState | null }>> = {
  l: { default: null, update: null },
  p: { default: 'denied', update: null },
  q: { default: 'denied', update: 'denied' },
  t: { default: 'granted', update: null },
  r: { default: 'denied', update: 'granted' },
  m: { default: null, update: 'denied' },
  n: { default: null, update: 'granted' },
  u: { default: 'granted', update: 'denied' },
  v: { default: 'granted', update: 'granted' },
};
const GCD_FIELDS = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;

/** Google consent mode v2, parameter `gcd`: letters between digits, in the order of GCD_FIELDS. */
export function decodeGcd(text: string): Signal {
  const letters = /^1\d[a-z0-9]+$/i.test(text) ? text.toLowerCase().replace(/[^a-z]/g, '') : '';
  const states = [...letters].map((letter) => GCD_LETTERS[letter]);
  if (states.length < 4 || states.slice(0, 4).includes(undefined)) throw new BadConsentString('not-gcd');
  const fields = Object.fromEntries(GCD_FIELDS.map((field, i) => [field, states[i]]));
  const effective = (i: number): ConsentState | null => states[i]?.update ?? states[i]?.default ?? null;
  const ads = [0, 2, 3].map(effective);
  const advertising = ads.includes('denied') ? 'denied' : ads.every((one) => one === 'granted') ? 'granted' : null;
  // A default of "granted" that nobody has touched is no consent in the sense of GDPR Art. 4(11).
  const untouched = states.slice(0, 4).some((one) => one?.default === 'granted' && one.update === null);
  return signal(
    'gcd',
    withStates([
      ['advertising', advertising],
      ['service', effective(1)],
    ]),
    { ...fields, grantedByDefault: untouched },
  );
}

/** `Sec-GPC`: counts only if it is exactly "1" (W3C Global Privacy Control). */
export function decodeGpc(value: string): Signal {
  const isOn = value === '1';
  return signal('gpc', isOn ? { advertising: 'denied' } : {}, { gpc: isOn }, isOn || value === '' ? [] : ['must-be-1']);
}

/** `DNT`: "1" asks not to be tracked, "0" allows it. */
export function decodeDnt(value: string): Signal {
  if (value !== '1' && value !== '0' && value !== 'null') throw new BadConsentString('not-dnt');
  const ours: OurPurposes = value === '1' ? { advertising: 'denied', personalisation: 'denied' } : {};
  return signal('dnt', ours, { dnt: value === 'null' ? null : value === '1' });
}

const asState = (value: unknown): ConsentState | null => {
  const text = String(value).trim().toLowerCase();
  if (/^(?:1|yes|y|true|granted|subscribed|opted[_ ]?in|ja|oui|sí|si)$/.test(text)) return 'granted';
  if (/^(?:0|no|n|false|denied|unsubscribed|not[_ ]subscribed|opted[_ ]?out|redacted|invalid|nein|non)$/.test(text))
    return 'denied';
  return null;
};

/** One yes or no under a name that says what it is for. */
export function decodeFlag(format: string, purpose: keyof OurPurposes, field: string, value: unknown): Signal {
  const state = asState(value);
  return signal(
    format,
    withStates([[purpose, state]]),
    { [field]: state },
    state === null ? ['neither-yes-nor-no'] : [],
  );
}

/** GA4 `privacy_info`: "Yes" or "No" for analytics and ads storage. */
export function decodePrivacyInfo(info: Readonly<Record<string, unknown>>): Signal {
  const ads = info.ads_storage === undefined ? null : asState(info.ads_storage);
  const analytics = info.analytics_storage === undefined ? null : asState(info.analytics_storage);
  return signal(
    'ga4-privacy-info',
    withStates([
      ['advertising', ads],
      ['service', analytics],
    ]),
    {
      ads_storage: ads,
      analytics_storage: analytics,
      ...(info.uses_transient_token === undefined
        ? {}
        : { usesTransientToken: asState(info.uses_transient_token) === 'granted' }),
    },
  );
}

/** Shopify's `email_marketing_consent` and `sms_marketing_consent`: state, level of opt-in, time. */
export function decodeShopifyConsent(field: string, consent: Readonly<Record<string, unknown>>): Signal {
  const state = asState(consent.state ?? consent.marketingState);
  const pending = /pending/i.test(String(consent.state ?? consent.marketingState));
  return signal(
    'shopify',
    withStates([['marketing', pending ? 'denied' : state]]),
    {
      field,
      state: pending ? 'pending' : state,
      optInLevel: consent.opt_in_level ?? consent.marketingOptInLevel ?? null,
      updated: consent.consent_updated_at ?? consent.consentUpdatedAt ?? null,
    },
    state === null && !pending ? ['neither-yes-nor-no'] : [],
  );
}
