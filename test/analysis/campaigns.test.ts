import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adSpendOverTime } from '../../src-main/analysis/ad-spend-over-time.ts';
import { campaignResults } from '../../src-main/analysis/campaign-results.ts';
import { periodParts, pieces } from '../../src-main/analysis/base/periods.ts';
import { clearResult } from '../../src-main/privacy/gate.ts';
import { type CampaignSketch, campaignColumns } from './columns.ts';
import { aCampaign } from './random.ts';
import { at, cellsByKey, contextOf, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

const day = (n: number, more: Partial<CampaignSketch> = {}): CampaignSketch => ({
  from: at(n),
  to: at(n + 1),
  ...more,
});
const cellsOf = (rows: readonly CampaignSketch[], context = contextOf()) =>
  runTable(campaignResults, { campaigns: campaignColumns(rows) }, {}, context).rows.map(({ cells }) => cells);

const WEEK = [
  day(0, { spend: 10, impressions: 1000, clicks: 20, conversions: 2, revenue: 80 }),
  day(1, { spend: 30, impressions: 3000, clicks: 60, conversions: 3, revenue: 120 }),
  day(0, { network: 'google-ads', campaign: 'Brand', spend: 5, impressions: 0, clicks: 0 }),
  day(-1, { spend: 99, impressions: 99, clicks: 99 }),
  day(14, { spend: 99, impressions: 99, clicks: 99 }),
];

test('campaign-results: adds up the days of the period and works out rates', () => {
  expect(cellsOf(WEEK)).toEqual([
    // 80 of 4000 shown, 40 for 80 clicks and 5 purchases, 200 back for 40.
    ['Spring', 'meta', 40, 'EUR', 4000, 80, 0.02, 0.5, 5, 8, 200, 5],
    ['Brand', 'google-ads', 5, 'EUR', 0, 0, null, null, 0, null, null, null],
  ]);
  const result = runTable(campaignResults, { campaigns: campaignColumns(WEEK) }, {});
  expect(result).toMatchObject({ n: 3, total: 2, people: 0 });
});

test('campaign-results: a month that lies half in the period counts half', () => {
  const [cells] = cellsOf([{ from: at(7), to: at(21), spend: 28, impressions: 1400, clicks: 14 }]);
  expect(cells?.slice(2, 6)).toEqual([14, 'EUR', 700, 7]);
});

test('campaign-results: amounts in another currency are left blank, never added', () => {
  const rows = [day(0, { spend: 10 }), day(1, { spend: 10 }), day(2, { spend: 70, currency: 'USD', clicks: 7 })];
  expect(cellsOf(rows).map((cells) => [cells[2], cells[3], cells[5], cells[7]])).toEqual([
    [20, 'EUR', 0, null],
    [null, 'USD', 7, null],
  ]);
});

test('campaign-results: money is the shop’s money only when it is in its currency', () => {
  const unitIn = (currency?: string) =>
    runTable(
      campaignResults,
      { campaigns: campaignColumns([day(0, { spend: 1 })]) },
      {},
      contextOf(currency ? { currency } : {}),
    ).columns.find(({ id }) => id === 'spend')?.unit;
  expect([unitIn(), unitIn('EUR'), unitIn('USD')]).toEqual(['money', 'money', 'ratio']);
});

test('campaign-results: of overlapping exports the newest one counts, the older one where it is silent', () => {
  const month = { from: at(0), to: at(10), spend: 100, run: 1 };
  // The newer export has days 5 to 9 of the same campaign: 5 × 2 instead of half of 100.
  const days = [5, 6, 7, 8, 9].map((n) => day(n, { spend: 2, run: 2 }));
  expect(cellsOf([month, ...days])[0]?.[2]).toBeCloseTo(50 + 10);
  // Whatever their order in the list.
  expect(cellsOf([...days, month])[0]?.[2]).toBeCloseTo(60);
});

test('campaign-results: ads of one ad set stand beside each other, but not beside the campaign’s own total', () => {
  const ads = [
    day(0, { group: 'Set', ad: 'A', spend: 3, run: 1 }),
    day(0, { group: 'Set', ad: 'B', spend: 4, run: 2 }),
  ];
  expect(cellsOf(ads)[0]?.[2]).toBe(7);
  expect(cellsOf([...ads, day(0, { spend: 8, run: 3 })])[0]?.[2]).toBe(8);
  // Splits of one ad in one export (ages, countries) all count.
  expect(cellsOf([ads[0], ads[0]].flatMap((row) => row ?? []))[0]?.[2]).toBe(6);
});

test('campaign-results: rows behind a campaign, newest first', () => {
  const campaigns = campaignColumns(WEEK);
  const [first] = runTable(campaignResults, { campaigns }, {}).rows;
  expect(rowsBehind(campaignResults, { campaigns }, {}, first?.key ?? '').map((i) => campaigns.id[i])).toEqual([2, 1]);
});

test('campaign-results: what rests on nobody passes the small-group rule, in tables and lines', () => {
  const campaigns = campaignColumns(WEEK);
  const policy = { mode: 'binding', k: 10 } as const;
  for (const result of [runTable(campaignResults, { campaigns }, {}), runSeries(adSpendOverTime, { campaigns }, {})]) {
    const { result: safe, leftOut } = clearResult(result, policy);
    expect(safe).toEqual(result);
    expect(leftOut).toEqual([]);
  }
});

test('ad-spend-over-time: a line per network, totals spread over their days', () => {
  const rows = [
    day(0, { spend: 10, clicks: 1 }),
    day(2, { spend: 30, clicks: 3 }),
    { from: at(1), to: at(3), network: 'google-ads' as const, spend: 8, clicks: 4 },
    day(1, { spend: 500, clicks: 9, currency: 'USD' }),
  ];
  const context = contextOf({ range: { fromMs: at(0), toMs: at(4) }, dataEndMs: at(3) });
  const campaigns = campaignColumns(rows);
  expect(linesOf(runSeries(adSpendOverTime, { campaigns }, { bucket: 'day' }, context))).toEqual({
    meta: [10, 0, 30, null],
    'google-ads': [0, 4, 4, null],
  });
  expect(
    linesOf(runSeries(adSpendOverTime, { campaigns }, { bucket: 'day', measure: 'clicks' }, context)).meta,
  ).toEqual([1, 9, 3, null]);
  const key = `google-ads@${at(1)}`;
  expect(
    rowsBehind(adSpendOverTime, { campaigns }, { bucket: 'day' }, key, context).map((i) => campaigns.id[i]),
  ).toEqual([3]);
});

test('ad-spend-over-time: the buckets of the line add up to the table', () => {
  fc.assert(
    fc.property(fc.array(aCampaign(fc.integer({ min: at(0), max: at(13) })), { maxLength: 30 }), (rows) => {
      const campaigns = campaignColumns(rows);
      const table = runTable(campaignResults, { campaigns }, {});
      const series = runSeries(adSpendOverTime, { campaigns }, { measure: 'clicks', bucket: 'week' });
      const sum = (values: readonly unknown[]) => values.reduce<number>((all, value) => all + Number(value ?? 0), 0);
      const inTable = sum(Object.values(cellsByKey(table)).map((cells) => cells[5]));
      expect(sum(series.lines.flatMap(({ values }) => values))).toBeCloseTo(inTable, 6);
    }),
  );
});

test('a period cut in two has the parts of the whole', () => {
  const subjects = { subjectOf: () => '', labelOf: () => '', meet: () => true };
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          from: fc.integer({ min: 0, max: 90 }),
          length: fc.integer({ min: 1, max: 30 }),
          run: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 12 },
      ),
      fc.integer({ min: 1, max: 99 }),
      (rows, cut) => {
        const given = {
          length: rows.length,
          from: Float64Array.from(rows, ({ from }) => from),
          to: Float64Array.from(rows, ({ from, length }) => from + length),
          run: Uint16Array.from(rows, ({ run }) => run),
        };
        const shares = (fromMs: number, toMs: number) =>
          periodParts(given, () => true, { fromMs, toMs }, subjects).reduce((sum, { share }) => sum + share, 0);
        expect(shares(0, cut) + shares(cut, 200)).toBeCloseTo(shares(0, 200), 9);
        // No row counts for more than itself, and pieces of a part are the part.
        for (const part of periodParts(given, () => true, { fromMs: 0, toMs: 200 }, subjects)) {
          expect(part.share).toBeLessThanOrEqual(1 + 1e-9);
          const cutUp = [...pieces(part, Float64Array.from([0, 7, 50, 51, 200]))];
          expect(cutUp.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(part.share, 9);
        }
      },
    ),
  );
});
