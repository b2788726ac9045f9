import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { Finding } from '../../../shared/audit.ts';
import { bannerAnswer } from '../../../src-main/privacy/consent/banner-cookies.ts';
import { CONSENT_TOOLS } from '../../../src-main/privacy/consent/tools/index.ts';
import { categoryOfService } from '../../../src-main/privacy/consent/tools/tool.ts';
import { labAudit } from '../../../src-main/services/lab-audit.ts';
import { labConsent, signalOfField } from '../../../src-main/services/lab-consent.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-consent-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (value: unknown) => JSON.stringify(value);
const base64 = (value: unknown) => Buffer.from(json(value)).toString('base64');
const NO = { service: 'denied', advertising: 'denied' };
const YES = { service: 'granted', advertising: 'granted' };
const SOME = { service: 'granted', advertising: 'denied' };

/** Tool, name of the cookie or field, value, and what it means. */
const ANSWERS: [format: string, name: string, value: string, ours: object | null][] = [
  ['usercentrics', 'action', 'onAcceptAllServices', YES],
  ['usercentrics', 'action', 'onDenyAllServices', NO],
  ['usercentrics', 'action', 'add_to_cart', null],
  [
    'usercentrics',
    'ucData',
    json({
      gcm: { analyticsStorage: 'denied', adStorage: 'denied' },
      consent: {
        type: 'EXPLICIT',
        services: {
          x1: { name: 'Google Analytics', consent: true },
          x2: { name: 'Facebook Pixel', consent: { given: false } },
          x3: { name: 'Shop', essential: true, consent: true },
        },
      },
    }),
    SOME,
  ],
  ['usercentrics', 'ucData', json({ consent: { status: 'ALL_DENIED', type: 'EXPLICIT' } }), NO],
  // Before an answer the tool has set the consent mode to no already: that is no answer.
  [
    'usercentrics',
    'ucData',
    json({ gcm: { analyticsStorage: 'denied', adStorage: 'denied' }, consent: { type: 'IMPLICIT' } }),
    null,
  ],
  ['usercentrics', 'uc_gcm', json({ analyticsStorage: 'granted', adStorage: 'denied' }), { service: 'granted' }],
  [
    'usercentrics',
    'uc_settings',
    json({ latestConsentData: { consentAction: 'onDenyAllServices' }, services: [] }),
    NO,
  ],
  [
    'usercentrics',
    'uc_settings',
    json({
      services: [
        { id: 'a', status: true, history: [{ action: 'onInitialPageLoad' }, { action: 'onAcceptAllServices' }] },
        { id: 'b', status: true, history: [{ action: 'onAcceptAllServices' }] },
      ],
    }),
    YES,
  ],
  ['usercentrics', 'uc_settings', json({ services: [{ history: [{ action: 'onInitialPageLoad' }] }] }), null],
  [
    'didomi',
    'didomi_token',
    base64({
      user_id: 'invented',
      purposes: { enabled: ['analytics', 'cookies'], disabled: ['create_ads_profile', 'advertising_personalization'] },
      vendors: { enabled: ['c:analytics-1'] },
    }),
    { ...SOME, personalisation: 'denied' },
  ],
  ['didomi', 'didomi_token', base64({ purposes: { enabled: [], disabled: [] } }), null],
  ['didomi', 'didomi_token', '1', null],
  ['klaro', 'klaro', encodeURIComponent(json({ matomo: true, googleAds: false })), SOME],
  ['klaro', 'klaro', json({ matomo: false, clarity: true }), { service: 'denied' }],
  [
    'axeptio',
    'axeptio_cookies',
    '{%22$$token%22:%22invented%22%2C%22$$completed%22:true%2C%22google_analytics%22:true%2C%22Google_Ads%22:false}',
    SOME,
  ],
  ['axeptio', 'axeptio_cookies', json({ $$completed: false, google_analytics: true }), null],
  ['axeptio', 'axeptio_authorized_vendors', '%2Cgoogle_analytics%2Cfacebook_pixel%2C', YES],
  ['axeptio', 'axeptio_authorized_vendors', '%2C%2C', null],
  [
    'borlabs',
    'borlabs-cookie',
    encodeURIComponent(json({ consents: { essential: ['borlabs-cookie'], statistics: ['matomo'] }, version: 1 })),
    { ...SOME, marketing: 'denied' },
  ],
  ['borlabs', 'borlabs-cookie', 'all', null],
  ['trustarc', 'notice_gdpr_prefs', '0,1,2:0123456789abcdef', { personalisation: 'granted', advertising: 'granted' }],
  ['trustarc', 'notice_gdpr_prefs', '0|1|2:', { personalisation: 'granted', advertising: 'granted' }],
  ['trustarc', 'notice_gdpr_prefs', '0:', { personalisation: 'denied', advertising: 'denied' }],
  ['trustarc', 'notice_gdpr_prefs', '0::implied,eu', null],
  ['trustarc', 'cmapi_cookie_privacy', 'permit 1,2,3', { personalisation: 'granted', advertising: 'granted' }],
  ['trustarc', 'cmapi_cookie_privacy', 'permit 1 required', { personalisation: 'denied', advertising: 'denied' }],
  ['iubenda', '_iub_cs-12345678', json({ purposes: { 1: true, 4: true, 5: false } }), { ...SOME, marketing: 'denied' }],
];

describe('consent tools', () => {
  test.each(ANSWERS)('%s: %s=%s', (format, name, value, ours) => {
    const signal = signalOfField(name, value, 0);
    if (ours === null) expect(signal).toBeNull();
    else expect(signal).toMatchObject({ format, valid: true, ours });
  });
  it('take a no of the consent mode for no answer', () => {
    const gcm = { analyticsStorage: 'granted', adStorage: 'denied' };
    expect(signalOfField('uc_gcm', json(gcm), 0)?.ours).toEqual({ service: 'granted' });
  });
  test('every file is in the list, and every tool has cases', () => {
    const files = readdirSync(join(import.meta.dirname, '../../../src-main/privacy/consent/tools'))
      .map((name) => name.replace('.ts', ''))
      .filter((name) => name !== 'index' && name !== 'tool');
    expect(CONSENT_TOOLS.map(({ format }) => format).sort()).toEqual(files.sort());
    for (const { format } of CONSENT_TOOLS)
      expect(
        ANSWERS.some((one) => one[0] === format && one[3]),
        format,
      ).toBe(true);
  });
  it('read anything without failing, and say nothing of what they do not know', () => {
    const names = ANSWERS.map(([, name]) => name.toLowerCase().replaceAll('-', '_'));
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((text) => Buffer.from(text).toString('base64')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (name, value) => {
        for (const state of Object.values(bannerAnswer(name, value)?.categories ?? {}))
          expect(['granted', 'denied']).toContain(state);
      }),
    );
  });
  it('know services by what they are for', () => {
    expect(['Google_Ads', 'googleAds', 'google-adsense', 'meta pixel'].map(categoryOfService)).toEqual(
      Array.from({ length: 4 }, () => 'advertising'),
    );
    expect(['shadows', 'loading', 'youtube'].map(categoryOfService)).toEqual(['shadows', 'loading', 'youtube']);
  });
  it('are read in lines, cookies among others', async () => {
    const text = `_ga=GA1.2.1.1; axeptio_cookies={%22$$completed%22:true%2C%22matomo%22:false}; lang=de\n`;
    const lines: Record<string, unknown>[] = [];
    for await (const line of labConsent.run({ text: () => text, params: {} })) lines.push(line);
    expect(lines).toMatchObject([{ format: 'axeptio', ours: { service: 'denied' } }]);
  });
});

describe('a recorded visit', () => {
  const entry = (url: string, more: { cookie?: string; body?: object } = {}) => ({
    startedDateTime: '2026-03-02T08:00:00.000Z',
    request: {
      method: more.body ? 'POST' : 'GET',
      url,
      headers: more.cookie ? [{ name: 'Cookie', value: more.cookie }] : [],
      ...(more.body ? { postData: { mimeType: 'application/json', text: json(more.body) } } : {}),
    },
    response: { status: 200, headers: [] },
  });
  const found = async (name: string, entries: object[]) => {
    const path = join(folder, name);
    writeFileSync(path, json({ log: { version: '1.2', entries } }));
    const lines: Record<string, unknown>[] = [];
    for await (const line of labAudit.run({ paths: [path], params: { now: '2026-03-10' }, zone: 'UTC' }))
      lines.push(line);
    const [whole, ...findings] = lines;
    return { whole, ids: (findings as unknown as Finding[]).map(({ id }) => id) };
  };
  const TRACKER = 'https://www.google-analytics.com/g/collect?v=2';
  test.each([
    ['a no to Didomi', { cookie: `didomi_token=${base64({ purposes: { disabled: ['analytics'] } })}` }, 'refused:'],
    ['a no to Klaro', { cookie: `klaro=${encodeURIComponent(json({ matomo: false }))}` }, 'refused:'],
    ['nothing yet', { cookie: 'notice_gdpr_prefs=0::implied,eu' }, ''],
  ])('tells trackers after %s', async (name, more, kind) => {
    const { ids } = await found(`${name}.har`, [entry('https://www.shop.example/', more), entry(TRACKER)]);
    expect(ids).toContain(`third-party:${kind}google-analytics.com`);
  });
  it('sees the button of a tool without cookies in what it sends home', async () => {
    const home = 'https://consent-api.service.consent.usercentrics.eu/consent/uw/3';
    const visit = (action: string) => [
      entry('https://www.shop.example/'),
      entry(home, { body: { action, settingsId: 'invented' } }),
      entry(TRACKER),
    ];
    const { whole, ids } = await found('no.har', visit('onDenyAllServices'));
    expect(whole?.consent).toMatchObject({ formats: { usercentrics: 1 } });
    expect(ids).toContain('third-party:refused:google-analytics.com');
    expect((await found('yes.har', visit('onAcceptAllServices'))).ids).not.toContain(
      'third-party:refused:google-analytics.com',
    );
  });
});
