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
  /** The page of the recording that it belongs to, what it is for the browser, and where it leads to. */
  pageref?: string;
  kind?: string;
  status?: number;
}
function har(name: string, asked: readonly Asked[]): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const headers = (all: Record<string, string>) => Object.entries(all).map(([key, value]) => ({ name: key, value }));
  const entries = asked.map(({ url, sends = {}, sets, pageref, kind, status = 200 }) => ({
    ...(pageref === undefined ? {} : { pageref }),
    ...(kind === undefined ? {} : { _resourceType: kind }),
    startedDateTime: '2026-03-02T08:00:00.000Z',
    request: { method: 'GET', url, headers: headers(sends) },
    response: { status, headers: headers(sets === undefined ? {} : { 'Set-Cookie': sets }) },
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

describe('one recording of several sites', () => {
  const on = (pageref: string, asked: readonly Asked[]) => asked.map((one) => ({ ...one, pageref }));
  const parties = async (name: string, asked: readonly Asked[]) =>
    (await audit(har(name, asked))).thirdParties.map(({ site, requests }) => [site, requests]);
  const page = { 'Sec-Fetch-Dest': 'document' };

  it('judges every page by its own site', async () => {
    const report = await audit(har('both.har', [...on('page_1', first), ...on('page_2', second)]));
    expect(report.thirdParties.map(({ site, requests }) => [site, requests])).toEqual([['google-analytics.com', 2]]);
    const own = report.findings.filter(({ id }) => /own/.test(id));
    expect(own.map(({ id, reach }) => [id, reach]).sort()).toEqual([
      ['third-party:cookie-life:own:coffee.example', 0.5],
      ['third-party:cookie-life:own:tea.example', 0.5],
      ['third-party:own-cookies:coffee.example', 0.5],
      ['third-party:own-cookies:tea.example', 0.5],
    ]);
    expect(report.findings.find(({ id }) => id === 'third-party:google-analytics.com')?.reach).toBe(1);
  });

  it('a request that a page asks for late is still that page’s; a site visited before is a third party', async () => {
    const late = { url: 'https://cdn.tea.example/late.js', pageref: 'page_1' };
    const widget = { url: 'https://www.tea.example/widget.js', pageref: 'page_2' };
    expect(await parties('late.har', [...on('page_1', first), ...on('page_2', second), late, widget])).toEqual([
      ['google-analytics.com', 2],
      ['tea.example', 1],
    ]);
  });

  it('without names of pages, a page begins where the browser says that it was sent to one', async () => {
    const sent = (url: string, status = 200): Asked => ({ url, status, sends: page });
    const frame: Asked = { url: 'https://player.example/', sends: { 'Sec-Fetch-Dest': 'iframe' }, kind: 'document' };
    const asked = [
      sent('https://tea.example/'),
      frame,
      { url: 'https://tea.example/a.js' },
      // Passed through.
      sent('https://count.example/go', 302),
      sent('https://coffee.example/'),
      { url: 'https://coffee.example/b.js' },
      { url: 'https://tea.example/c.js' },
    ];
    expect((await parties('sent.har', asked)).sort()).toEqual([
      ['count.example', 1],
      ['player.example', 1],
      ['tea.example', 1],
    ]);
  });

  it('what is asked for before the page, or without it, does not tell the site', async () => {
    const script = (url: string, sends: Record<string, string> = {}) => ({ url, kind: 'script', sends });
    const early = [script('https://cdn.example/x.js'), { url: 'https://tea.example/', kind: 'document' }];
    expect(await parties('early.har', on('p', early))).toEqual([['cdn.example', 1]]);
    // A frame of the page before, given up late.
    const frame = { url: 'https://player.example/', kind: 'document', sends: { 'Sec-Fetch-Dest': 'iframe' } };
    const tea = { url: 'https://tea.example/', kind: 'document', sends: page };
    expect(await parties('frame.har', on('p', [frame, tea]))).toEqual([['player.example', 1]]);
    const from = { Referer: 'https://tea.example/cart' };
    const without = [script('https://cdn.example/x.js', from), script('https://tea.example/y.js', from)];
    expect(await parties('without.har', on('p', without))).toEqual([['cdn.example', 1]]);
    const many = Array.from({ length: 50 }, (_, i) => script(`https://cdn.example/${i}.js`, from));
    expect(await parties('many.har', [...on('p', many), ...on('q', first)])).toEqual([
      ['cdn.example', 50],
      ['google-analytics.com', 1],
    ]);
  });

  it('what was said to one site was not said to the next; a signal of the browser holds for all', async () => {
    const yes = { url: 'https://www.tea.example/accept?gcs=G111' };
    const signal = { url: 'https://www.tea.example/', sends: { 'Sec-GPC': '1' } };
    const ad = { url: 'https://connect.facebook.net/tr' };
    const shop = { url: 'https://coffee.example/' };
    const of = async (...pages: Asked[][]) =>
      (
        await audit(
          har(
            'said.har',
            pages.flatMap((asked, i) => on(`page_${i}`, asked)),
          ),
        )
      ).findings;
    const early = (await of([yes, ad], [shop, ad], [yes, ad])).find(({ id }) => id === 'third-party:facebook.net');
    expect(early).toMatchObject({ count: 1, reach: 0.5, evidence: [{ file: 'said.har', line: 4 }] });
    expect((await of([signal], [shop, ad])).map(({ id }) => id)).toContain('consent:gpc-ignored');
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
