import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { siteOf } from '../../../src-main/privacy/audit/site-of.ts';
import { runAudit } from '../../../src-main/services/audit-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-audit-visits-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  url: string;
  sends?: Record<string, string>;
  sets?: string;
}
function har(name: string, asked: readonly Asked[]): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const headers = (all: Record<string, string>) => Object.entries(all).map(([key, value]) => ({ name: key, value }));
  const entries = asked.map(({ url, sends = {}, sets }) => ({
    startedDateTime: '2026-03-02T08:00:00.000Z',
    request: { method: 'GET', url, headers: headers(sends) },
    response: { status: 200, headers: headers(sets === undefined ? {} : { 'Set-Cookie': sets }) },
  }));
  writeFileSync(path, JSON.stringify({ log: { version: '1.2', creator: { name: 't', version: '1' }, entries } }));
  return path;
}
const audit = (...paths: string[]) =>
  runAudit({ paths, zone: 'UTC', nowMs: Date.UTC(2026, 2, 10), retentionDays: null });

const YEARS = 'Max-Age=63072000';
const first: Asked[] = [
  { url: 'https://www.tea.example/', sets: `_ga=1; ${YEARS}` },
  { url: 'https://cdn.tea.example/x.js' },
  { url: 'https://www.google-analytics.com/collect' },
];
const second: Asked[] = [
  { url: 'https://coffee.example/', sets: `_fbp=1; ${YEARS}` },
  { url: 'https://static.coffee.example/x.js' },
  { url: 'https://www.google-analytics.com/collect' },
];

describe('recorded visits of several sites', () => {
  it('each have their own site', async () => {
    const report = await audit(har('first.har', first), har('second.har', second));
    expect(report.thirdParties.map(({ site, requests }) => [site, requests])).toEqual([['google-analytics.com', 2]]);
    const own = report.findings.filter(({ id }) => /own/.test(id));
    expect(own.map(({ id, reach, evidence }) => [id, reach, evidence])).toEqual(
      expect.arrayContaining([
        ['third-party:own-cookies:tea.example', 0.5, [{ file: 'first.har', line: 1 }]],
        ['third-party:own-cookies:coffee.example', 0.5, [{ file: 'second.har', line: 1 }]],
        ['third-party:cookie-life:own:tea.example', 0.5, [{ file: 'first.har', line: 1 }]],
        ['third-party:cookie-life:own:coffee.example', 0.5, [{ file: 'second.har', line: 1 }]],
      ]),
    );
    expect(own).toHaveLength(4);
    for (const { title, id } of own) expect(title).toContain(id.split(':').at(-1));
  });

  it('of the same name are two visits all the same', async () => {
    const one = await audit(har('a/visit.har', first), har('b/visit.har', second));
    expect(one.findings.find(({ id }) => id === 'third-party:own-cookies:tea.example')?.reach).toBe(0.5);
  });

  it('a site visited in one is a third party in another', async () => {
    const blog: Asked[] = [{ url: 'https://blog.example/' }, { url: 'https://www.tea.example/widget.js' }];
    const { thirdParties } = await audit(har('first.har', first), har('blog.har', blog));
    expect(thirdParties.find(({ site }) => site === 'tea.example')?.requests).toBe(1);
  });

  it('a yes, a no and a signal hold for the visit in which they were given', async () => {
    const yes = { url: 'https://www.tea.example/accept?gcs=G111' };
    const answer = encodeURIComponent('{necessary:true,statistics:false,marketing:false}');
    const no = { url: 'https://www.tea.example/', sends: { Cookie: `CookieConsent=${answer}` } };
    const signal = { url: 'https://www.tea.example/', sends: { 'Sec-GPC': '1' } };
    const ad = { url: 'https://connect.facebook.net/tr' };
    const shop = { url: 'https://coffee.example/' };
    const idsOf = async (...visits: Asked[][]) =>
      (await audit(...visits.map((asked, i) => har(`answers-${i}.har`, asked)))).findings.map(({ id }) => id);
    const early = await audit(har('yes.har', [yes, ad]), har('silent.har', [shop, ad]));
    expect(early.findings.find(({ id }) => id === 'third-party:facebook.net')).toMatchObject({
      count: 1,
      evidence: [{ file: 'silent.har', line: 2 }],
    });
    expect(await idsOf([no, ad])).toContain('third-party:refused:facebook.net');
    expect(await idsOf([no], [shop, ad])).not.toContain('third-party:refused:facebook.net');
    expect(await idsOf([signal, ad])).toContain('consent:gpc-ignored');
    expect(await idsOf([signal], [shop, ad])).not.toContain('consent:gpc-ignored');
  });

  it('of one site keep the names of findings of one visit, so that runs can be compared', async () => {
    const ids = (await audit(har('first.har', first), har('again.har', first))).findings.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['third-party:own-cookies', 'third-party:cookie-life:own']));
  });
});

test.each([
  ['www.shop.example', 'shop.example'],
  ['shop.example.:8443', 'shop.example'],
  ['a.b.shop.co.uk', 'shop.co.uk'],
  ['www.shop.ne.jp', 'shop.ne.jp'],
  ['tea.myshopify.com', 'tea.myshopify.com'],
  ['www.tea.myshopify.com', 'tea.myshopify.com'],
  ['192.168.0.1:8080', '192.168.0.1'],
  ['[2001:db8::1]:443', '[2001:db8::1]'],
  ['localhost:3000', 'localhost'],
])('the site of %s is %s', (host, site) => {
  expect(siteOf(host)).toBe(site);
});
