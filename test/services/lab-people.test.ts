import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LINE_LABS } from '../../src-main/services/line-labs.ts';
import { realFile } from '../analysis/real-data.ts';
import { labPage } from '../tools/lab-docs.ts';

type Line = Record<string, unknown>;
async function lab(id: string, text: string, params: Line = {}, { zone = 'UTC', path = '-' } = {}): Promise<Line[]> {
  const found = LINE_LABS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  const lines: Line[] = [];
  for await (const line of found.run({ text: () => text, paths: [path], params, zone })) lines.push(line);
  return lines;
}
const csv = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

const EVENTS = csv(
  'visitor,time,page,source',
  'ada,2026-03-28T23:50:00Z,/,',
  'ada,2026-03-29T00:10:00Z,/tea,',
  'ada,2026-03-29T00:20:00Z,/cart,https://www.google.com/',
  'ben,2026-03-29T10:00:00Z,/,',
  'ben,2026-03-29T10:31:00Z,/,',
  'cleo@shop.example,2026-03-29T12:00:00Z,/cart,',
  'dan,yesterday,/,',
);

describe('lab sessions', () => {
  test('one line per visit; what cannot be read is told by line, and no address is shown', async () => {
    const lines = await lab('sessions', EVENTS);
    expect(lines[0]).toEqual({ line: 8, rejected: 'at' });
    expect(lines[1]).toEqual({
      visitor: 'ada',
      start: '2026-03-28T23:50:00.000Z',
      end: '2026-03-29T00:20:00.000Z',
      views: 3,
      events: 3,
      duration: 1800,
      bounce: false,
      entry: '/',
      exit: '/cart',
    });
    expect(lines.slice(2).map(({ visitor, bounce }) => [visitor, bounce])).toEqual([
      ['ben', true],
      ['ben', true],
      ['person 3', true],
    ]);
    expect(JSON.stringify(lines)).not.toContain('shop.example');
  });
  test('midnight is that of the zone, and another source begins another visit', async () => {
    const views = async (params: Line, zone?: string) =>
      (await lab('sessions', EVENTS, params, zone ? { zone } : {})).flatMap(({ visitor, views: n }) =>
        visitor === 'ada' ? [n] : [],
      );
    expect(await views({ midnight: true })).toEqual([1, 2]);
    // In Berlin it is past midnight already: 0:50.
    expect(await views({ midnight: true }, 'Europe/Berlin')).toEqual([3]);
    expect(await views({ campaign: true })).toEqual([2, 1]);
    expect(await views({ idle: '5' })).toEqual([1, 1, 1]);
  });
  test('columns by other names, a packed file, and times without a zone', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lab-')), 'events.csv.gz');
    writeFileSync(path, gzipSync(csv('Who;When;What', 'a;2026-01-01 12:00:00;x', 'a;2026-01-01 12:05:00;y')));
    const named = { visitor: 'who', time: 'when', event: 'What' };
    const [line] = await lab('sessions', '', named, { path, zone: 'America/New_York' });
    expect(line).toMatchObject({ visitor: 'a', start: '2026-01-01T17:00:00.000Z', views: 2, entry: 'x', exit: 'y' });
    await expect(lab('sessions', '', { ...named, visitor: 'nobody' }, { path })).rejects.toMatchObject({
      code: 'mapping-incomplete',
      facts: { column: 'person' },
    });
    for (const [params, field] of [
      [{ idle: 'x' }, 'idle'],
      [{ visitor: 5 }, 'visitor'],
    ] as const)
      await expect(lab('sessions', EVENTS, params)).rejects.toMatchObject({ code: 'invalid-input', facts: { field } });
    await expect(lab('sessions', EVENTS, {}, { zone: 'Mars' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('lab funnel', () => {
  test('a step may ask for what stands in the other columns of its row', async () => {
    const rows = csv(
      'visitor,time,event,Plan,Seats,Coupon',
      'ada,2026-03-01T10:00:00Z,signup,pro,3,',
      'ada,2026-03-01T11:00:00Z,order,,12.5,Spring sale',
      'ben,2026-03-01T10:00:00Z,signup,free,1,',
      'ben,2026-03-01T11:00:00Z,order,,2,',
      'cleo,2026-03-01T10:00:00Z,signup,pro,40,',
      'cleo,2026-03-01T11:00:00Z,order,,9,none',
    );
    const people = async (...property: string[]) =>
      (await lab('funnel', rows, { step: ['signup', 'order'], property })).map((line) => line.people);
    expect(await people()).toEqual([3, 3]);
    expect(await people('1: Plan = pro')).toEqual([2, 2]);
    expect(await people('1: plan = pro', '1:seats < 40', '2: coupon contains SALE')).toEqual([1, 1]);
    expect(await people('2: seats > 2', '2: coupon')).toEqual([3, 2]);
    expect(await people('2: nothing like it')).toEqual([3, 0]);
    const [first] = await lab('funnel', rows, { step: ['signup', '?order'], property: '1: plan = pro' });
    expect(first?.step).toBe('signup with plan is pro');
    for (const property of ['plan = pro', '3: plan = pro', '0: plan', '1: seats > many', '1:'])
      await expect(lab('funnel', rows, { step: ['signup', 'order'], property })).rejects.toMatchObject({
        code: 'invalid-input',
        facts: { field: 'property' },
      });
  });

  const rows = csv(
    'visitor,time,event',
    'a,2026-01-01T00:00:00Z,home',
    'a,2026-01-01T00:01:00Z,help',
    'a,2026-01-01T00:03:00Z,buy',
    'b,2026-01-01T00:00:00Z,home',
    'b,2026-01-01T00:05:00Z,purchase',
    'c,2026-01-01T00:00:00Z,home',
    'c,2026-01-03T00:00:00Z,buy',
  );
  test('alternatives, optional steps, a window, and time between steps', async () => {
    const lines = await lab('funnel', rows, { step: ['home', '?help', 'buy|purchase'], window: '1d' });
    expect(lines).toEqual([
      { step: 'home', people: 3, 'of-previous': 1, 'of-first': 1, 'median-time': null, 'median-gap': null },
      {
        step: 'help (optional)',
        people: 1,
        'of-previous': 1 / 3,
        'of-first': 1 / 3,
        'median-time': 60_000,
        'median-gap': 60_000,
      },
      {
        step: 'buy or purchase',
        people: 2,
        'of-previous': 2 / 3,
        'of-first': 2 / 3,
        'median-time': 240_000,
        'median-gap': 210_000,
      },
    ]);
  });
  test('what does not fit is said', async () => {
    for (const [params, field] of [
      [{ step: ['home'] }, 'steps'],
      [{ step: ['?home', 'buy'] }, 'steps'],
      [{ step: ['home', 'buy'], window: 'soon' }, 'window'],
      [{ step: ['home', 'buy'], order: 'any' }, 'order'],
    ] as const)
      await expect(lab('funnel', rows, params)).rejects.toMatchObject({ code: 'invalid-input', facts: { field } });
  });
});

test('lab retention: exact and rolling, by first action; periods after the end are unknown, not zero', async () => {
  const rows = csv(
    'visitor,time,event',
    'a,2026-01-01T12:00:00Z,open',
    'a,2026-01-03T12:00:00Z,buy',
    'b,2026-01-01T12:00:00Z,buy',
    'b,2026-01-02T12:00:00Z,open',
    'c,2026-01-02T12:00:00Z,open',
    'd,2026-01-04T12:00:00Z,open',
  );
  const exact = await lab('retention', rows, { period: 'day' });
  expect(exact[0]).toEqual({ cohort: '2026-01-01', people: 2, back: [2, 1, 1, 0], share: [1, 0.5, 0.5, null] });
  const rolling = await lab('retention', rows, { period: 'day', mode: 'rolling' });
  expect(rolling[0]).toMatchObject({ back: [2, 2, 1, 0] });
  const buyers = await lab('retention', rows, { period: 'day', first: 'buy', back: 'open' });
  expect(buyers.map(({ cohort, back }) => [cohort, back])).toEqual([
    ['2026-01-01', [1, 1, 0, 0]],
    ['2026-01-03', [1, 0]],
  ]);
  await expect(lab('retention', rows, { period: 'year' })).rejects.toMatchObject({ facts: { field: 'period' } });
});

describe('lab rfm and clv', () => {
  const orders = csv(
    'customer_id,date,amount',
    'a,2026-01-01,10',
    'a,2026-01-01,5',
    'a,2026-01-11,20',
    'a,2026-01-11,4',
    'a,2026-01-21,6',
    'b,2026-01-05,7',
    'c,2026-02-01,9',
  );
  test('rfm: days with a purchase, the first left out of the mean', async () => {
    expect(await lab('rfm', orders, { end: '2026-01-31' })).toEqual([
      { customer: 'a', frequency: 2, recency: 20, T: 30, monetary_value: 15 },
      { customer: 'b', frequency: 0, recency: 0, T: 26, monetary_value: 0 },
    ]);
    const [weeks] = await lab('rfm', orders, { end: '2026-01-31', unit: 'week' });
    expect(weeks).toMatchObject({ recency: 20 / 7, T: 30 / 7 });
    // A day written without a zone is that day in every zone.
    expect(await lab('rfm', orders, { end: '2026-01-31' }, { zone: 'America/Los_Angeles' })).toEqual(
      await lab('rfm', orders, { end: '2026-01-31' }),
    );
  });
  test('rfm: the shape of the CDNOW files, with and without a header', async () => {
    const rows = ' 00004 19970101  2   29.33\n 00004 19970118  2   29.73\n';
    const wanted = [{ customer: '00004', frequency: 1, recency: 17, T: 17, monetary_value: 29.73 }];
    expect(await lab('rfm', ` customer_id  date number_of_cds  dollar_value\n${rows}`)).toEqual(wanted);
    expect(await lab('rfm', rows)).toEqual(wanted);
    expect(await lab('rfm', rows.replaceAll(' 00004', ' 00004 0001'))).toEqual([{ ...wanted[0], customer: '0001' }]);
    const named = { columns: 'who,day,pieces,paid', customer: 'who', date: 'day', value: 'paid' };
    expect(await lab('rfm', rows, named)).toEqual(wanted);
  });
  test('clv: too few customers fit nothing', async () => {
    await expect(lab('clv', orders)).rejects.toMatchObject({ code: 'too-few-people' });
    await expect(lab('clv', orders, { model: 'guess' })).rejects.toMatchObject({ facts: { field: 'model' } });
    await expect(lab('clv', orders, { end: '31.1.2026' })).rejects.toMatchObject({ facts: { field: 'end' } });
  });
});

const cdnow = realFile('customers', 'cdnow-orders', 'CDNOW_master.txt');
test.runIf(cdnow)('CDNOW: frequency, recency, T and mean spend of every customer, by an own count', async () => {
  const until = Date.UTC(1997, 8, 30) / 86_400_000;
  const days = new Map<string, Map<number, number>>();
  for (const line of readFileSync(cdnow ?? '', 'utf8')
    .split('\n')
    .slice(1)) {
    const [customer = '', date = '', , dollars] = line.trim().split(/\s+/);
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 86_400_000;
    if (customer === '' || !(day <= until)) continue;
    const own = days.get(customer) ?? new Map<number, number>();
    days.set(customer, own.set(day, (own.get(day) ?? 0) + Number(dollars)));
  }
  const lines = await lab('rfm', '', { end: '1997-09-30' }, { path: cdnow ?? '' });
  expect(lines).toHaveLength(23_570);
  for (const { customer, frequency, recency, T, monetary_value: money } of lines) {
    const own = [...(days.get(String(customer)) ?? [])].sort(([a], [b]) => a - b);
    const [first, last] = [own[0]?.[0] ?? 0, own.at(-1)?.[0] ?? 0];
    const repeats = own.slice(1).map(([, value]) => value);
    const mean = repeats.length === 0 ? 0 : repeats.reduce((a, b) => a + b, 0) / repeats.length;
    expect([frequency, recency, T]).toEqual([repeats.length, last - first, until - first]);
    expect(money).toBeCloseTo(mean, 9);
  }
});

test.runIf(cdnow)('CDNOW: fitted models are at their maximum and near those of the usual sample', async () => {
  for (const [model, near] of [
    ['bg-nbd', { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }],
    ['pareto-nbd', { r: 0.5533, alpha: 10.5776, s: 0.6061, beta: 11.6636 }],
  ] as const) {
    const [fit, spend, ...none] = await lab(
      'clv',
      '',
      { end: '1997-09-30', model, 'parameters-only': true },
      { path: cdnow ?? '' },
    );
    expect(none).toEqual([]);
    expect(fit).toMatchObject({ model, customers: 23_570, converged: true, unit: 'week', laterOrdersLeftOut: 20_573 });
    const found = fit?.parameters as Record<string, number>;
    // All 23,570 customers, not the sample of 2,357 the papers use: alike, not equal.
    for (const [name, value] of Object.entries(near))
      expect(Math.abs(Math.log((found[name] as number) / value))).toBeLessThan(0.35);
    expect(spend).toMatchObject({ model: 'gamma-gamma', customers: 9450 });
  }
});

test('lab paths: what follows what, and sequences that visits have in common', async () => {
  const rows = csv(
    'visitor,time,page',
    ...['a', 'b'].flatMap((who) =>
      ['/', '/', '/tea', '/cart'].map((page, i) => `${who},2026-01-01T00:0${i}:00Z,${page}`),
    ),
    'c,2026-01-01T00:00:00Z,/',
    'c,2026-01-01T00:01:00Z,/help',
    'c,2026-01-01T00:02:00Z,/cart',
  );
  const lines = await lab('paths', rows);
  expect(lines.filter((line) => line.transition).slice(0, 3)).toEqual([
    { transition: [null, '/'], count: 3, people: 3 },
    { transition: ['/cart', null], count: 3, people: 3 },
    { transition: ['/', '/tea'], count: 2, people: 2 },
  ]);
  expect(lines.filter((line) => line.sequence)).toEqual([
    { sequence: ['/', '/tea', '/cart'], count: 2, people: 2 },
    { sequence: ['/', '/tea'], count: 2, people: 2 },
    { sequence: ['/tea', '/cart'], count: 2, people: 2 },
  ]);
  const gaps = await lab('paths', rows, { gaps: true, support: '3' });
  expect(gaps.filter((line) => line.sequence)).toEqual([{ sequence: ['/', '/cart'], count: 3, people: 3 }]);
});

test('docs/lab.md says what the labs say', () => {
  expect(existsSync('docs/lab.md') && readFileSync('docs/lab.md', 'utf8')).toBe(labPage());
});
