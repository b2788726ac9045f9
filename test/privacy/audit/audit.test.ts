import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { AuditChange, AuditReport, Finding } from '../../../shared/audit.ts';
import { compared } from '../../../src-main/privacy/audit/finding.ts';
import { maskValue } from '../../../src-main/privacy/audit/mask.ts';
import { newSigningKey, signReport, verifyReport } from '../../../src-main/privacy/audit/sign.ts';
import { siteOf } from '../../../src-main/privacy/audit/site-of.ts';
import { trackerKindOf } from '../../../src-main/privacy/audit/third-parties.ts';
import { LINE_LABS } from '../../../src-main/services/line-labs.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function audit(paths: string[], params: Record<string, unknown> = {}) {
  const lab = LINE_LABS.find(({ id }) => id === 'audit');
  const lines: Record<string, unknown>[] = [];
  for await (const line of lab?.run({
    text: () => '',
    paths,
    params: { now: '2026-03-10T00:00:00Z', ...params },
    zone: 'UTC',
  }) ?? [])
    lines.push(line);
  const [whole, ...findings] = lines;
  return { whole: whole as Record<string, unknown>, findings: findings as unknown as Finding[] };
}
const byId = (findings: readonly Finding[], id: string) => findings.find((one) => one.id === id);

const LOG = [
  '203.0.113.7 - - [02/Mar/2026:08:00:00 +0000] "GET /reset?email=anna.weber%40mail.example&token=a1b2c3d4e5f6 HTTP/1.1" 200 12 "-" "Mozilla/5.0 Firefox/120"',
  '203.0.113.7 - - [02/Mar/2026:08:01:00 +0000] "GET /thanks?gclid=EAIaIQobChMI HTTP/1.1" 200 12 "https://shop.example/cart?phone=%2B49%2030%201234567" "Mozilla/5.0 Firefox/120"',
  '198.51.100.9 - - [02/Mar/2026:09:00:00 +0000] "GET /tea HTTP/1.1" 200 12 "-" "examplebot (owner@bot.example)"',
  'not a line of a log',
].join('\n');

describe('personal data where it should not be', () => {
  it('names field, kind, rows and what to do, and never a value', async () => {
    const { whole, findings } = await audit([file('site.log', LOG)]);
    expect(whole).toMatchObject({ rows: 3, files: [{ name: 'site.log', kind: 'log', rows: 3, rejected: 1 }] });
    expect(byId(findings, 'personal:query.email:EMAIL_ADDRESS')).toMatchObject({
      severity: 'high',
      count: 1,
      share: 1,
      sample: '•••@•••',
      evidence: [{ file: 'site.log', line: 1 }],
    });
    expect(byId(findings, 'personal:query.token:API_KEY')).toMatchObject({ severity: 'critical', sample: '•••' });
    expect(byId(findings, 'personal:referrer:PHONE_NUMBER')).toMatchObject({ severity: 'high', sample: '•••67' });
    expect(byId(findings, 'personal:address:IP_ADDRESS')).toMatchObject({
      severity: 'medium',
      count: 3,
      sample: '203.•••',
    });
    expect(findings.map(({ category }) => category)).toContain('AD_CLICK_ID');
    // The address of a robot's owner is there to be read.
    expect(byId(findings, 'personal:agent:EMAIL_ADDRESS')).toBeUndefined();
    const all = JSON.stringify([whole, findings]);
    for (const value of ['anna', 'weber', 'a1b2c3', '1234567', '203.0.113', 'EAIa']) expect(all).not.toContain(value);
  });
  it('reads tables, events and plain text, too', async () => {
    const csv =
      'id,name,birthday,note,iban\n1,Anna Weber,1986-12-27,call me on +49 30 1234567,DE89370400440532013000\n2,Jonas Keller,1990-01-02,nothing,\n';
    const { findings } = await audit([
      file('people.csv', csv),
      file(
        'events.jsonl',
        '{"user_id":"u1","event":"view","properties":{"msg":"pay with 4111 1111 1111 1111"}}\n{broken\n',
      ),
      file('notes.txt', 'My name is Anna Weber and I live in Hamburg.\nnothing here\n'),
    ]);
    const ids = findings.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'personal:name:PERSON',
        'personal:birthday:DATE_OF_BIRTH',
        'personal:note:PHONE_NUMBER',
        'personal:iban:IBAN_CODE',
        'personal:properties.msg:CREDIT_CARD',
        'personal:text:PERSON',
      ]),
    );
    expect(ids).not.toContain('personal:id:CREDIT_CARD');
  });
});

const EVENTS = [
  { user_id: 'a', time: '2026-03-01T08:00:00Z', event: 'view' },
  { user_id: 'a', time: '2026-03-01T08:00:05Z', event: 'view' },
  { user_id: 'a', time: '2026-03-01T08:01:00Z', event: 'consent', gcs: 'G111' },
  { user_id: 'a', time: '2026-03-02T08:00:00Z', event: 'consent', gcs: 'G100' },
  { user_id: 'a', time: '2026-03-02T08:01:00Z', event: 'view' },
  { user_id: 'b', time: '2026-03-02T09:00:00Z', event: 'view', 'sec-gpc': '1', gclid: 'EAIaIQobChMI' },
  { user_id: 'c', time: '2026-03-02T09:00:00Z', event: 'view', us_privacy: 'XXXX' },
  { user_id: 'd', time: '2025-01-01T00:00:00Z', event: 'view' },
]
  .map((one) => JSON.stringify(one))
  .join('\n');

describe('consent, retention, re-identification', () => {
  it('counts rows before the answer, after a no, and against a signal', async () => {
    const { whole, findings } = await audit([file('consent.jsonl', EVENTS)], { retention: '365' });
    expect(byId(findings, 'consent:before')).toMatchObject({ count: 2, severity: 'high' });
    expect(byId(findings, 'consent:after')).toMatchObject({ count: 1, severity: 'critical', evidence: [{ line: 5 }] });
    expect(byId(findings, 'consent:gpc')).toMatchObject({ count: 1, evidence: [{ line: 6 }] });
    expect(byId(findings, 'consent:invalid')).toMatchObject({ count: 1 });
    expect(byId(findings, 'retention:older')).toMatchObject({ count: 1, evidence: [{ line: 8 }] });
    expect(whole.consent).toMatchObject({ rows: 8, rowsWithSignal: 4, perDay: { afterOptOut: { '2026-03-02': 1 } } });
  });
  it('follows each person over what they said, under a number and by the days of the rows', async () => {
    const { whole } = await audit([file('consent.jsonl', EVENTS)]);
    const { perDay, people } = whole.consent as AuditReport['consent'];
    expect(perDay).toEqual({
      rows: { '2025-01-01': 1, '2026-03-01': 3, '2026-03-02': 4 },
      // On the day they were collected, not on that of the answer.
      beforeConsent: { '2026-03-01': 2 },
      afterOptOut: { '2026-03-02': 1 },
      gpcIgnored: { '2026-03-02': 1 },
      beyondPurpose: {},
    });
    const at = (time: string) => `2026-03-0${time}.000Z`;
    expect(people).toEqual({
      followed: 4,
      rowsLeftOut: 0,
      touched: 1,
      shown: [
        {
          person: 1,
          before: 2,
          after: 1,
          spans: [
            { phase: 'silent', from: at('1T08:00:00'), to: at('1T08:00:05'), rows: 2, file: 'consent.jsonl', line: 1 },
            { phase: 'granted', from: at('1T08:01:00'), to: at('1T08:01:00'), rows: 0, file: 'consent.jsonl', line: 3 },
            { phase: 'denied', from: at('2T08:00:00'), to: at('2T08:01:00'), rows: 1, file: 'consent.jsonl', line: 4 },
          ],
        },
      ],
    });
    expect(JSON.stringify(people)).not.toContain('"a"');
  });
  it('follows people by time, whatever order and file their rows come in', async () => {
    const visits = EVENTS.split('\n')
      .filter((line) => line.includes('"view"'))
      .reverse()
      .join('\n');
    const answers = EVENTS.split('\n')
      .filter((line) => line.includes('"consent"'))
      .join('\n');
    const { findings } = await audit([file('1-visits.jsonl', visits), file('2-answers.jsonl', answers)]);
    expect(byId(findings, 'consent:before')).toMatchObject({ count: 2 });
    expect(byId(findings, 'consent:after')).toMatchObject({ count: 1, evidence: [{ file: '1-visits.jsonl' }] });
  });
  it('tells of advertising data beyond what was agreed, and of consent that was too old', async () => {
    const rows = [
      { user_id: 'a', time: '2025-01-01T08:00:00Z', gcs: 'G101' },
      { user_id: 'a', time: '2025-01-01T08:01:00Z', fbclid: 'IwAR0123456789' },
      { user_id: 'a', time: '2026-03-01T08:00:00Z', event: 'view' },
      { user_id: 'b', time: '2025-01-01T08:00:00Z', gcs: 'G111' },
      { user_id: 'b', time: '2025-01-01T08:01:00Z', fbclid: 'IwAR0123456789' },
      { user_id: 'c', time: '2025-01-01T08:00:00Z', 'sec-gpc': '1' },
      { user_id: 'c', time: '2025-01-02T08:00:00Z', fbclid: 'IwAR0123456789' },
    ];
    const { whole, findings } = await audit([file('b.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))]);
    expect(byId(findings, 'consent:beyond')).toMatchObject({ count: 1, evidence: [{ line: 2 }] });
    expect(byId(findings, 'consent:expired')).toMatchObject({ count: 1, evidence: [{ line: 3 }] });
    expect(byId(findings, 'consent:gpc')).toMatchObject({ count: 1, evidence: [{ line: 7 }] });
    expect(whole.consent).toMatchObject({ perDay: { beyondPurpose: { '2025-01-01': 1 } } });
  });
  it('says how many people browser, place and hour single out', async () => {
    const rows = ['a,F,Bonn', 'b,F,Bonn', 'c,C,Ulm'].map((row) => `${row},2026-03-01T08:00:00Z`);
    const { whole, findings } = await audit([file('r.csv', `user_id,browser,city,time\n${rows.join('\n')}\n`)]);
    expect(whole.reIdentification).toEqual({ people: 3, combinations: 2, alone: 1, peopleAlone: 1 });
    expect(byId(findings, 're-identification:browser-place-hour')).toMatchObject({ severity: 'medium', count: 1 });
  });
});

const request = (url: string, more: { headers?: object[]; cookies?: string[] } = {}) => ({
  startedDateTime: '2026-03-02T08:00:00.000Z',
  request: { method: 'GET', url, headers: more.headers ?? [] },
  response: { status: 200, headers: (more.cookies ?? []).map((value) => ({ name: 'Set-Cookie', value })) },
});
const HAR = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'test', version: '1' },
    entries: [
      request('https://www.shop.example/', { cookies: ['_ga=GA1.2.123456789.123456789; Max-Age=63072000'] }),
      request('https://www.google-analytics.com/collect?cid=visitor-0123456789', {
        cookies: ['x=1; Max-Age=63072000'],
      }),
      request('https://connect.facebook.net/tr?id=visitor-0123456789', { headers: [{ name: 'Sec-GPC', value: '1' }] }),
      request('https://www.shop.example/accept?gcs=G111'),
      request('https://www.google-analytics.com/collect?cid=visitor-0123456789'),
      request('https://cdn.unknown.example/x.js'),
    ],
  },
});

describe('third parties of a recorded visit', () => {
  it('knows trackers, cookies, joins and signals ignored', async () => {
    const { whole, findings } = await audit([file('visit.har', HAR)]);
    expect(whole.thirdParties).toEqual([
      {
        site: 'google-analytics.com',
        kind: 'analytics',
        requests: 2,
        beforeConsent: 1,
        cookies: ['x'],
        longestDays: 730,
        receives: ['USER_ID'],
      },
      {
        site: 'facebook.net',
        kind: 'advertising',
        requests: 1,
        beforeConsent: 1,
        cookies: [],
        longestDays: 0,
        receives: [],
      },
      { site: 'unknown.example', kind: null, requests: 1, beforeConsent: 0, cookies: [], longestDays: 0, receives: [] },
    ]);
    const ids = findings.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'third-party:google-analytics.com',
        'third-party:cookie-life:google-analytics.com',
        'third-party:joins',
        'third-party:own-cookies',
        'consent:gpc-ignored',
      ]),
    );
    expect(byId(findings, 'third-party:facebook.net')).toMatchObject({
      severity: 'high',
      count: 1,
      evidence: [{ file: 'visit.har' }],
    });
    expect(JSON.stringify([whole, findings])).not.toContain('0123456789');
  });
  it('says what each party is sent, and heeds an answer for its own purpose only', async () => {
    const sent = (headers: Record<string, string>, text = '') => ({
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      ...(text === '' ? {} : { postData: { mimeType: 'application/json', text } }),
    });
    const entry = (url: string, more: object = {}, response: object = {}) => ({
      startedDateTime: '2026-03-02T08:00:00.000Z',
      request: { method: 'GET', url, headers: [], ...more },
      response: { status: 200, headers: [], ...response },
    });
    const answer = encodeURIComponent('{necessary:true,statistics:true,marketing:false}');
    const entries = [
      entry('http://shop.example/', {}, { status: 301 }),
      entry('https://www.shop.example/', sent({ Cookie: '_fbp=fb.1.1714813200000.1116446470' }), {
        // As Safari writes several cookies.
        headers: [{ name: 'Set-Cookie', value: 'a=1; Expires=Wed, 02 Mar 2033 08:00:00 GMT, b=2; Max-Age=60' }],
      }),
      entry('https://www.shop.example/', sent({ Cookie: `CookieConsent=${answer}` })),
      entry('https://www.google-analytics.com/collect?v=2'),
      entry('https://www.facebook.com/tr?ud%5Bem%5D=973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b'),
      entry('https://mail.example/identify', sent({}, '{"traits":{"email":"anna@post.example","lastName":"Weber"}}')),
      entry('wss://chat.example/socket'),
      entry('data:image/png;base64,AAAA'),
    ];
    const { whole, findings } = await audit([file('sent.har', JSON.stringify({ log: { version: '1.2', entries } }))]);
    expect(whole.files).toEqual([{ name: 'sent.har', kind: 'visit', rows: 7, rejected: 0 }]);
    expect(byId(findings, 'third-party:data:mail.example')).toMatchObject({
      severity: 'high',
      category: 'EMAIL_ADDRESS, PERSON',
      evidence: [{ line: 6 }],
    });
    expect(byId(findings, 'third-party:data:facebook.com')).toMatchObject({ category: 'HASHED_IDENTIFIER' });
    expect(byId(findings, 'third-party:refused:facebook.com')).toMatchObject({ severity: 'critical', count: 1 });
    expect(byId(findings, 'third-party:google-analytics.com')).toMatchObject({ severity: 'low' });
    expect(byId(findings, 'third-party:own-cookies')).toMatchObject({ evidence: [{ line: 2 }] });
    expect(byId(findings, 'third-party:cookie-life:own')?.title).toContain(': a');
    expect(findings.some(({ field }) => field.startsWith('third-party') || field === 'shop.example')).toBe(false);
    for (const value of ['anna', 'Weber', '973dfe', '1116446470'])
      expect(JSON.stringify([whole, findings])).not.toContain(value);
  });
  test.each([
    ['www.google-analytics.com', 'analytics', 'google-analytics.com'],
    ['stats.g.doubleclick.net', 'advertising', 'doubleclick.net'],
    ['shop.example.co.uk', null, 'example.co.uk'],
    ['notfacebook.net', null, 'notfacebook.net'],
  ])('%s', (host, kind, site) => {
    expect(trackerKindOf(host)).toBe(kind);
    expect(siteOf(host)).toBe(site);
  });
});

describe('reports', () => {
  it('are signed, and any change shows', async () => {
    const out = join(folder, 'report.html');
    const key = join(folder, 'key.pem');
    await audit([file('site.log', LOG)], { out, key });
    const verified = async () => (await audit([out], { verify: true })).whole.verified;
    expect(await verified()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
    const page = readFileSync(out, 'utf8');
    expect(page).not.toMatch(/<script|https?:\/\/[^"<]*\.(?:js|css)/);
    // What is to be read is signed, too: a finding made milder for the eye shows.
    writeFileSync(out, page.replace('<strong>critical</strong>', '<strong>low</strong>'));
    expect((await audit([out], { verify: true })).whole).toMatchObject({ verified: false, reason: 'page-changed' });
    const stranger = join(folder, 'other.pem');
    writeFileSync(stranger, newSigningKey());
    writeFileSync(out, page);
    expect((await audit([out], { verify: true, key })).whole.verified).toBe(true);
    expect((await audit([out], { verify: true, key: stranger })).whole).toMatchObject({ reason: 'other-key' });
    const body = /<template id="signed-report">([^<]+)</.exec(page)?.[1] ?? '';
    const forged = Buffer.from(body, 'base64').toString('utf8').replace('critical', 'trivial!');
    writeFileSync(out, page.replace(body, Buffer.from(forged).toString('base64')));
    expect(await verified()).toBe(false);
  });
  it('of two runs are compared by finding', async () => {
    const before = join(folder, 'before.json');
    const path = file('again.log', LOG);
    await audit([path], { out: before });
    writeFileSync(path, LOG.split('\n').slice(1).join('\n'));
    const { whole } = await audit([path], { before });
    expect(whole.change).toMatchObject({
      appeared: [],
      gone: expect.arrayContaining(['personal:query.email:EMAIL_ADDRESS', 'personal:query.token:API_KEY']),
      changed: [{ id: 'personal:address:IP_ADDRESS', before: 3, after: 2 }],
      score: { recounted: false },
    });
    const { score } = whole.change as AuditChange;
    expect(score?.after).toBe(whole.score);
    expect(score?.after).toBeGreaterThan(score?.before ?? 100);
  });
  it('signatures hold for their own text and key only', () => {
    const [one, two] = [newSigningKey(), newSigningKey()];
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const signed = signReport(text, one);
        expect(verifyReport(signed)).toBe(true);
        expect(verifyReport(signed, signReport('', two).signature.publicKey)).toBe(false);
        if (other.toWellFormed() !== text.toWellFormed())
          expect(verifyReport({ ...signed, report: other })).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
  it('without findings are no change', () => {
    expect(compared([], [])).toEqual({ appeared: [], gone: [], changed: [] });
  });
});

describe('masks', () => {
  const types = fc.constantFrom(
    'EMAIL_ADDRESS',
    'PHONE_NUMBER',
    'PERSON',
    'PASSWORD',
    'IP_ADDRESS',
    'CREDIT_CARD',
    'LAT_LONG',
    'US_SSN',
    'USERNAME',
    'AD_CLICK_ID',
  );
  it('a mask masked again stays the same, and shows at most two digits in a row but the first part of an address', () => {
    fc.assert(
      fc.property(
        types,
        fc.oneof(fc.string(), fc.emailAddress(), fc.ipV4(), fc.stringMatching(/^[\d -]{7,20}$/)),
        (type, value) => {
          const mask = maskValue(type, value);
          expect(mask).toContain('•••');
          expect(maskValue(type, mask)).toBe(mask);
          const shown = mask.replaceAll('•••', '').replace(/\.[a-z]{2,6}$/, '');
          expect([...shown].length).toBeLessThanOrEqual(type === 'IP_ADDRESS' ? 24 : 3);
          if (value.length > 6 && type !== 'IP_ADDRESS') expect(mask).not.toContain(value);
        },
      ),
    );
  });
});
