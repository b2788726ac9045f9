import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { BadConsentString, BitReader } from '../../../src-main/privacy/consent/bits.ts';
import { decodeGpp } from '../../../src-main/privacy/consent/gpp.ts';
import { decodeTcf } from '../../../src-main/privacy/consent/tcf.ts';
import { LINE_LABS } from '../../../src-main/services/line-labs.ts';
import { BitWriter, type Core, encodeCore, encodePublisher, encodeVendors } from './encode.ts';

const NOW = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;

async function lab(text: string): Promise<Record<string, unknown>[]> {
  const found = LINE_LABS.find(({ id }) => id === 'consent');
  const lines: Record<string, unknown>[] = [];
  for await (const line of found?.run({
    text: () => text,
    paths: ['-'],
    params: { now: '2026-03-01T00:00:00Z' },
    zone: 'UTC',
  }) ?? [])
    lines.push(line);
  return lines;
}

const CORE: Core = {
  createdMs: NOW - 10 * DAY,
  updatedMs: NOW - 10 * DAY,
  cmpId: 31,
  policy: 4,
  consent: [1, 2, 3, 4, 7, 8, 9],
  interest: [7, 9],
  vendorsConsent: [1, 2, 755],
  vendorsInterest: [10],
  asRanges: false,
  restrictions: [{ purpose: 2, type: 1, vendors: [5, 6, 7] }],
};

describe('TCF 2', () => {
  it('reads every field of the core and the segments', () => {
    const text = [encodeCore(CORE), encodeVendors(1, [1, 2, 755]), encodePublisher([1, 5], [7], [2])].join('.');
    expect(decodeTcf(text, NOW)).toMatchObject({
      format: 'tcf',
      valid: true,
      problems: [],
      ours: { advertising: 'granted', personalisation: 'denied', service: 'granted' },
      details: {
        version: '2.2',
        created: '2026-02-19T00:00:00.000Z',
        expires: '2027-03-19T00:00:00.000Z',
        expired: false,
        cmpId: 31,
        language: 'DE',
        country: 'AT',
        purposes: { consent: [1, 2, 3, 4, 7, 8, 9], legitimateInterest: [7, 9] },
        vendors: { consent: 3, legitimateInterest: 1 },
        restrictions: [{ purpose: 2, type: 1, vendors: [5, 6, 7] }],
        disclosedVendors: 3,
        publisherTC: { consent: [1, 5], legitimateInterest: [7], customConsent: [2] },
      },
    });
  });
  it('ranges and a bit each say the same', () => {
    const ids = fc
      .uniqueArray(fc.integer({ min: 1, max: 1200 }), { maxLength: 40 })
      .map((all) => all.sort((a, b) => a - b));
    const purposes = fc
      .uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 11 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(ids, ids, purposes, (vendorsConsent, vendorsInterest, consent) => {
        const core = { ...CORE, vendorsConsent, vendorsInterest, consent };
        const plain = decodeTcf(encodeCore(core), NOW);
        expect(decodeTcf(encodeCore({ ...core, asRanges: true }), NOW)).toEqual(plain);
        expect(plain.details).toMatchObject({
          vendors: { consent: vendorsConsent.length, legitimateInterest: vendorsInterest.length },
          purposes: { consent },
        });
      }),
    );
  });
  test.each([
    [{ updatedMs: NOW - 400 * DAY, createdMs: NOW - 400 * DAY }, 'expired', false],
    [{ updatedMs: NOW - 20 * DAY }, 'updated-before-created', false],
    [{ createdMs: NOW + 9 * DAY, updatedMs: NOW + 9 * DAY }, 'from-the-future', false],
    [{ cmpId: 0 }, 'no-cmp', false],
    [{ interest: [1] }, 'purpose-1-needs-consent', true],
    [{ interest: [3] }, 'purposes-3-to-6-need-consent', true],
    [{ policy: 5 }, 'no-disclosed-vendors', true],
  ] as [Partial<Core>, string, boolean][])('%j is noted', (change, problem, valid) => {
    const signal = decodeTcf(encodeCore({ ...CORE, ...change }), NOW);
    expect(signal.problems).toEqual([problem]);
    expect(signal.valid).toBe(valid);
    if (!valid) expect(Object.values(signal.ours)).not.toContain('granted');
  });
  it('a string cut anywhere is refused, never read in part', () => {
    const text = encodeCore({ ...CORE, restrictions: [] });
    for (let length = 1; length < text.length - 2; length++)
      expect(() => decodeTcf(text.slice(0, length), NOW)).toThrow(BadConsentString);
  });
  it('whatever comes in, a code comes out', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        for (const decode of [decodeTcf, decodeGpp])
          try {
            decode(text, NOW);
          } catch (error) {
            expect(error).toBeInstanceOf(BadConsentString);
          }
      }),
    );
  });
});

describe('GPP', () => {
  it('Fibonacci numbers', () => {
    // Codes as published for Fibonacci coding.
    for (const [bits, value] of [
      ['11', 1],
      ['011', 2],
      ['0011', 3],
      ['1011', 4],
      ['0000011', 13],
    ] as const) {
      const writer = new BitWriter();
      for (const bit of bits) writer.int(Number(bit), 1);
      expect(new BitReader(writer.text()).fibonacci()).toBe(value);
    }
  });
  it('reads header and sections, by the examples of the specification', () => {
    // Header of sections 2 and 6, from the GPP specification; Oregon's section as the reference implementation encodes it.
    const tc = encodeCore(CORE);
    expect(decodeGpp(`DBACNY~${tc}~1YNN`, NOW)).toMatchObject({
      valid: true,
      details: {
        version: 1,
        sectionIds: [2, 6],
        sections: { tcfeu: { version: '2.2' }, usp: { optedOutOfSale: false } },
      },
    });
    const writer = new BitWriter();
    writer.int(3, 6);
    writer.int(1, 6);
    writer.int(1, 12);
    writer.int(0, 1);
    // 15 = 13 + 2 in Fibonacci numbers 1 2 3 5 8 13.
    for (const bit of '0100011') writer.int(Number(bit), 1);
    expect(decodeGpp(`${writer.text()}~BVWSSRpFYA.YA`, NOW)).toMatchObject({
      valid: true,
      ours: { advertising: 'denied' },
      details: {
        sectionIds: [15],
        sections: {
          usor: {
            ProcessingNotice: 1,
            SaleOptOutNotice: 1,
            TargetedAdvertisingOptOutNotice: 1,
            SaleOptOut: 1,
            TargetedAdvertisingOptOut: 1,
            SensitiveDataProcessing: [2, 1, 0, 2, 1, 0, 2, 1, 0, 1, 2],
            KnownChildSensitiveDataConsents: [2, 1, 0],
            AdditionalDataProcessingConsent: 1,
            MspaCoveredTransaction: 1,
            MspaOptOutOptionMode: 1,
            MspaServiceProviderMode: 2,
            Gpc: true,
          },
        },
      },
    });
  });
});

describe('lab consent', () => {
  test.each([
    ['1YYN', { format: 'us-privacy', ours: { advertising: 'denied' } }],
    ['1---', { format: 'us-privacy', ours: {} }],
    ['G101', { format: 'gcs', ours: { advertising: 'denied', service: 'granted' } }],
    ['11r1v1r1r5', { format: 'gcd', ours: { advertising: 'granted', service: 'granted' }, grantedByDefault: false }],
    ['11t1t1t1t5', { format: 'gcd', grantedByDefault: true }],
    ['11p1p1p1p5', { format: 'gcd', ours: { advertising: 'denied', service: 'denied' } }],
    ['Sec-GPC: 1', { format: 'gpc', valid: true, ours: { advertising: 'denied' } }],
    ['Sec-GPC: true', { format: 'gpc', valid: false, problems: ['must-be-1'], ours: {} }],
    ['DNT: 1', { format: 'dnt', ours: { advertising: 'denied', personalisation: 'denied' } }],
    [
      '{"context":{"consent":{"categoryPreferences":{"Advertising":true,"Analytics":false}}}}',
      { format: 'segment-consent', ours: { advertising: 'granted', service: 'denied' } },
    ],
    [
      '{"event":{"privacy_info":{"analytics_storage":"Yes","ads_storage":"No"}}}',
      { format: 'ga4-privacy-info', ours: { advertising: 'denied', service: 'granted' } },
    ],
    ['{"Accepts Email Marketing":"no"}', { format: 'shopify', ours: { marketing: 'denied' } }],
    [
      '{"email_marketing_consent":{"state":"pending"}}',
      { format: 'shopify', ours: { marketing: 'denied' }, state: 'pending' },
    ],
    ['{"newsletter_optin":"yes"}', { format: 'woocommerce', ours: { marketing: 'granted' } }],
    [
      'OptanonConsent=isGpcEnabled=0&groups=C0001%3A1%2CC0002%3A0%2CC0004%3A1',
      { format: 'onetrust', ours: { service: 'denied', advertising: 'granted' } },
    ],
    [
      'https://ads.example/collect?gcs=G111&us_privacy=1YYN',
      { format: 'several', ours: { advertising: 'denied', service: 'granted' } },
    ],
    ['usprivacy=1XYZ', { valid: false, problems: ['not-us-privacy'] }],
    ['{broken', { format: 'json', valid: false, problems: ['not-json'] }],
    ['no consent here', { format: 'unknown', valid: false }],
  ] as [string, Record<string, unknown>][])('%s', async (line, expected) => {
    const lines = await lab(`${line}\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject(expected);
  });

  const root = resolve(import.meta.dirname, '../../..');
  const file = join(resolve(root, process.env.INGLENOOK_DATA ?? '../shared/data'), 'consent/iabtcf_strings.json');
  it('strings of reported issues', async (context) => {
    if (!existsSync(file)) return context.skip('no consent strings at hand (consent/iabtcf_strings.json)');
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { issue: number; string: string }[] };
    const of = new Map(cases.map(({ issue, string }) => [issue, string]));
    expect(await lab(of.get(142) ?? '')).toMatchObject([{ valid: false, problems: ['too-short'] }]);
    // Its note calls it valid, but its test never decodes it: it has a letter too many before the vendors, and IAB's own decoder
    // (@iabtcf/core 1.5.6) refuses it, too.
    expect(await lab(of.get(220) ?? '')).toMatchObject([{ valid: false, problems: ['bad-range'] }]);
    expect(await lab(of.get(156) ?? '')).toMatchObject([{ version: '1.1' }]);
    const [old] = await lab(of.get(191) ?? '');
    expect(old?.vendors).toMatchObject({ consent: expect.any(Number) });
    expect(old?.vendors).not.toMatchObject({ consent: 0 });
    const [restricted] = await lab(of.get(201) ?? '');
    const restrictions = restricted?.restrictions as { purpose: number; type: number; vendors: number[] }[];
    expect(restrictions.find(({ purpose, type }) => purpose === 1 && type === 1)?.vendors).toEqual([
      7, 20, 71, 122, 140, 183,
    ]);
  });
});
