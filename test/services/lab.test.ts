import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { createRandom } from '../../src-main/sample/random.ts';
import { type LabLine, labList, runLab } from '../../src-main/services/lab.ts';
import { LINE_LABS } from '../../src-main/services/line-labs.ts';
import { ALL, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

async function lab(id: string, text: string, params: Record<string, unknown> = {}, zone = 'UTC') {
  const lines: LabLine[] = [];
  for await (const line of runLab({ id, text, params, zone, sessionIdleMinutes: 30 })) lines.push(line);
  return lines;
}
const csv = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
/** Figures of a summary by key. */
const figures = (lines: readonly LabLine[]) => Object.fromEntries(lines.slice(1).map((line) => [line.key, line.value]));

const EVENTS = csv(
  'person,at,page',
  'ada,2026-03-02T10:00:00Z,/',
  'ada,2026-03-02T10:05:00Z,/cart',
  'ada,2026-03-02T10:20:00Z,/thanks',
  'ben,2026-03-02T11:00:00Z,/',
  'ben,2026-03-02T12:00:00Z,/cart',
  'cleo,2026-03-03T09:00:00Z,/cart',
  'cleo,2026-03-03T09:01:00Z,/',
  'ada,2026-03-10T08:00:00Z,/',
);

describe('events', () => {
  test('funnel: people by the furthest step, in order of time, not of the file', async () => {
    const shuffled = csv(
      ...(EVENTS.trim()
        .split('\n')
        .map((line, i, all) => (i === 0 ? line : all[all.length - i])) as [string]),
    );
    for (const text of [EVENTS, shuffled]) {
      const [about, ...steps] = await lab('funnel', text, { steps: ['/', '/cart', '/thanks'] });
      expect(about).toMatchObject({
        analysis: 'funnel',
        kind: 'table',
        rows: 8,
        rejected: 0,
        fromMs: Date.UTC(2026, 2, 2, 10),
      });
      expect(steps.map(({ step, people }) => [step, people])).toEqual([
        ['/', 3],
        ['/cart', 2],
        ['/thanks', 1],
      ]);
      expect(steps[1]).toMatchObject({ 'of-first': 2 / 3, 'median-time': (5 + 60) * 30_000 });
    }
  });

  test('funnel: a window of ten minutes leaves the slow one out', async () => {
    const [, , cart] = await lab('funnel', EVENTS, { steps: ['/', '/cart'], windowMinutes: 10 });
    expect(cart).toMatchObject({ people: 1 });
  });

  test('retention: who is back a week later', async () => {
    const [about, first] = await lab('retention', EVENTS, { period: 'week' });
    expect(about).toMatchObject({ kind: 'matrix' });
    expect(first).toMatchObject({ row: '2026-03-02', 0: 1 });
  });

  test('activity summary: visits end after thirty idle minutes', async () => {
    expect(figures(await lab('activity-summary', EVENTS))).toMatchObject({
      visitors: 3,
      visits: 5,
      views: 8,
      'bounce-rate': 3 / 5,
      'visit-duration': (20 * 60_000 + 60_000) / 2,
    });
  });

  test('days begin at midnight of the zone asked for', async () => {
    const late = csv('visitor,time,path', 'a,2026-03-01T22:30:00Z,/', 'b,2026-03-02T21:30:00Z,/');
    const days = async (zone: string) =>
      (await lab('visitors-over-time', late, { bucket: 'day' }, zone)).slice(1).map((line) => line.x);
    expect(await days('UTC')).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z']);
    expect((await days('Asia/Tokyo'))[0]).toBe('2026-03-01T15:00:00.000Z');
  });

  test('sources and pages are told by their text', async () => {
    const text = csv(
      'person,at,page,referrer',
      'a,1772445600,/tea,https://www.instagram.com/',
      'b,1772445700,/tea,',
      'c,1772445800,/mugs,https://slowtable.example/best',
    );
    expect((await lab('top-pages', text)).slice(1).map(({ page, views }) => [page, views])).toEqual([
      ['/tea', 2],
      ['/mugs', 1],
    ]);
    const sources = (await lab('top-sources', text)).slice(1).map((line) => Object.values(line));
    expect(sources.flat()).toEqual(
      expect.arrayContaining(['https://www.instagram.com/', 'https://slowtable.example/best']),
    );
    const channels = (await lab('channels', text)).slice(1).map((line) => line.key);
    expect(channels.length).toBe(3);
  });

  test.each([
    ['seconds', '1772445600'],
    ['milliseconds', '1772445600000'],
    ['microseconds', '1772445600000000'],
    ['ISO', '2026-03-02T10:00:00Z'],
    ['ISO with an offset', '2026-03-02T11:00:00+01:00'],
    ['a space and no zone', '2026-03-02 10:00:00'],
  ])('reads times in %s', async (_, at) => {
    const [about] = await lab('activity-summary', csv('person,at,page', `a,${at},/`));
    expect(about).toMatchObject({ fromMs: Date.UTC(2026, 2, 2, 10), rejected: 0 });
  });
});

const ORDERS = csv(
  'customer,date,amount,order,product,quantity',
  'ada,2026-03-01,10,1,Mug,1',
  'ada,2026-03-01,5,1,Tea,1',
  'ada,2026-04-01,20,2,Mug,2',
  'ben,2026-03-20,7.5,3,Tea,1',
);

describe('orders', () => {
  test('sales summary: lines of one order are one order', async () => {
    expect(figures(await lab('sales-summary', ORDERS))).toMatchObject({
      orders: 3,
      revenue: 42.5,
      'average-order': 42.5 / 3,
      buyers: 2,
      'repeat-rate': 0.5,
    });
  });

  test('rfm segments: everyone is in exactly one', async () => {
    const lines = (await lab('rfm-segments', ORDERS)).slice(1);
    expect(lines.reduce((sum, { people }) => sum + (people as number), 0)).toBe(2);
    expect(lines.reduce((sum, { revenue }) => sum + (revenue as number), 0)).toBe(42.5);
  });

  test('top items by name', async () => {
    const items = (await lab('top-items', ORDERS)).slice(1).map(({ item }) => item);
    expect([...items].sort()).toEqual(['Mug', 'Tea']);
  });
});

describe('messages', () => {
  const REVIEWS = csv(
    'review,date,author,rating,language',
    '"I love it, wonderful",2026-03-01,ada,5,en',
    '"Terrible, broke at once",2026-03-02,ben,1,en',
    'It came on Tuesday,2026-03-03,cleo,3,en',
    'zzz qqq,,ada,,xx',
  );

  test('listening summary', async () => {
    const [about] = await lab('listening-summary', REVIEWS);
    expect(about).toMatchObject({ rows: 4, rejected: 0 });
    expect(figures(await lab('listening-summary', REVIEWS))).toMatchObject({
      authors: 3,
      'negative-share': 1 / 3,
      'positive-share': 1 / 3,
      'average-rating': 3,
    });
  });

  test('agents and referrers: one line of output for each of input, empty ones too', async () => {
    const linesOf = async (id: string, text: string) => {
      const lines: LabLine[] = [];
      const input = { text: () => text, paths: ['-'], params: {}, zone: 'UTC' };
      for await (const line of LINE_LABS.find((entry) => entry.id === id)?.run(input) ?? []) lines.push(line);
      return lines;
    };
    const agents = await linesOf(
      'agent',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)\r\n\n-',
    );
    expect(agents).toEqual([
      {
        browser: { family: 'Googlebot', major: '2' },
        os: { family: 'Other' },
        device: 'bot',
        bot: true,
        botClass: 'search',
        rule: 'known robot: Googlebot',
      },
      ...[1, 2].map(() => ({
        browser: { family: 'Other', major: '' },
        os: { family: 'Other' },
        device: 'unknown',
        bot: false,
        botClass: '',
        rule: '',
      })),
    ]);
    expect(await linesOf('referrer', '\nhttps://www.bing.com/search?q=tea\n')).toEqual([
      { channel: 'direct', source: '', term: null },
      { channel: 'search', source: 'Bing', term: 'tea' },
    ]);
    expect(await linesOf('referrer', '')).toEqual([]);
  });
});

describe('what does not fit', () => {
  test.each([
    ['funnel', csv('person,page', 'a,/'), { steps: ['/', '/b'] }, 'at'],
    ['activity-summary', csv('at,page', '2026-03-01,/'), {}, 'person'],
    ['top-pages', csv('person,at', 'a,2026-03-01'), {}, 'page'],
    ['sales-summary', csv('date,total', '2026-03-01,5'), {}, 'person'],
    ['rfm-segments', csv('customer,total', 'a,5'), {}, 'at'],
    ['listening-summary', csv('date,author', '2026-03-01,a'), {}, 'text'],
  ])('%s: a missing column is named', async (id, text, params, column) => {
    await expect(lab(id, text, params)).rejects.toMatchObject({ code: 'mapping-incomplete', facts: { column } });
  });

  test('unknown analysis, wrong parameters, empty file', async () => {
    await expect(lab('astrology', ORDERS)).rejects.toMatchObject({ code: 'not-found' });
    await expect(lab('funnel', EVENTS, { steps: ['/'] })).rejects.toMatchObject({
      code: 'invalid-input',
      facts: { field: 'steps' },
    });
    await expect(lab('sales-summary', ORDERS, {}, 'Atlantis/Capital')).rejects.toMatchObject({
      code: 'invalid-input',
      facts: { field: 'zone' },
    });
    await expect(lab('sales-summary', '')).rejects.toMatchObject({ code: 'format-empty' });
    const kanon = async (text: string) => {
      const input = { text: () => text, paths: ['-'], params: {}, zone: 'UTC' };
      for await (const line of LINE_LABS.find(({ id }) => id === 'kanon')?.run(input) ?? []) return line;
      return null;
    };
    await expect(kanon('')).rejects.toMatchObject({ code: 'format-empty' });
    await expect(kanon('age,town\n')).rejects.toMatchObject({ code: 'no-rows' });
  });

  test('rows that cannot be read are counted, with the line of the file and the column, never the content', async () => {
    const text = csv(
      '\ufeffPerson,At,Page',
      'a,2026-03-01,/',
      '',
      'b,some secret day,/',
      '"c\nover two lines",2026-03-02,/',
      'd,never,/',
    );
    const [about] = await lab('activity-summary', text);
    expect(about).toMatchObject({
      rows: 2,
      rejected: 2,
      rejectedRows: [
        { line: 4, column: 'at' },
        { line: 7, column: 'at' },
      ],
    });
    expect(JSON.stringify(about)).not.toContain('secret');
    const [orders] = await lab(
      'sales-summary',
      csv(
        'person,at,total,item,quantity',
        'a,2026-03-01,free,,',
        'a,,5,,',
        'a,2026-03-01,5,Mug,few',
        'a,2026-03-01,5,Mug,2',
      ),
    );
    expect(orders).toMatchObject({
      rows: 1,
      rejectedRows: [
        { line: 2, column: 'total' },
        { line: 3, column: 'at' },
        { line: 4, column: 'quantity' },
      ],
    });
    const [reviews] = await lab(
      'ratings-over-time',
      csv('text,date,rating', 'fine,someday,5', 'fine,2026-03-01,five', 'fine,2026-03-01,5'),
    );
    expect(reviews).toMatchObject({
      rows: 1,
      rejectedRows: [
        { line: 2, column: 'at' },
        { line: 3, column: 'rating' },
      ],
    });
  });
});

test('every entry of the list names its columns and describes its parameters', () => {
  const ids = labList().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, columns, question } of labList()) {
    expect(question, id).toMatch(/\?$/);
    if (!LINE_LABS.some((lab) => lab.id === id)) expect(Object.keys(columns).length, id).toBeGreaterThan(3);
  }
});

describe('lab and store agree on the same data', () => {
  const random = createRandom(42);
  const day = () => `2026-0${1 + random.below(6)}-${String(1 + random.below(28)).padStart(2, '0')}`;
  const two = (n: number) => String(n).padStart(2, '0');
  const time = () => `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
  const FILES = {
    'orders.csv': csv(
      'order_id,customer_id,date,product,quantity,total',
      ...Array.from({ length: 240 }, (_, i) => {
        const item = random.pick(['Mug', 'Tea', 'Bowl', 'Apron']);
        return `${5000 + i},k${random.below(60)},${day()}T${time()}Z,${item},1,${(5 + random.below(9000) / 100).toFixed(2)}`;
      }),
    ),
    'events.csv': csv(
      'visitor,timestamp,page,referrer',
      ...Array.from({ length: 900 }, () => {
        const source = random.pick([
          '',
          'https://www.google.com/',
          'https://www.instagram.com/',
          'https://slowtable.example/x',
        ]);
        return `v${random.below(80)},${day()}T${time()}Z,${random.pick(['/', '/tea', '/mugs', '/cart', '/thanks'])},${source}`;
      }),
    ),
    'reviews.csv': csv(
      'review_id,date,author,rating,review,language',
      ...Array.from({ length: 150 }, (_, i) => {
        const rating = 1 + random.below(5);
        const text = ['Terrible and broken', 'Not good', 'It came', 'Good tea', 'I love it, wonderful'][rating - 1];
        return `r${i},${day()}T${time()}Z,w${random.below(40)},${rating},"${text}",en`;
      }),
    ),
  } as const;
  const CASES: readonly [keyof typeof FILES, string, Record<string, unknown>][] = [
    ['orders.csv', 'sales-summary', {}],
    ['orders.csv', 'rfm-segments', {}],
    ['orders.csv', 'top-items', {}],
    ['events.csv', 'activity-summary', {}],
    ['events.csv', 'funnel', { steps: ['/', '/tea', '/cart'] }],
    ['events.csv', 'top-pages', {}],
    ['events.csv', 'channels', {}],
    ['events.csv', 'entry-pages', {}],
    ['reviews.csv', 'listening-summary', {}],
  ];
  /** Cells as the lab tells them; rows by their text, because ids differ between lab and store. */
  const told = (lines: readonly LabLine[]) =>
    lines
      .map((line) =>
        JSON.stringify(Object.entries(line).flatMap(([id, cell]) => (id === 'key' ? [] : [rounded(cell)]))),
      )
      .sort();
  const rounded = (cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(5)) : cell);

  test('orders, events, reviews', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const paths = Object.entries(FILES).map(([name, text]) => {
      const path = join(dir, name);
      writeFileSync(path, text);
      return path;
    });
    await importFiles(engine, paths);
    expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 240, events: 900, messages: 150 });
    for (const [file, id, params] of CASES) {
      const own = await lab(id, FILES[file], params);
      const { result, range } = await engine.call('analyses.run', { id, params, filter: ALL });
      const table = result as unknown as TableResult;
      expect({ fromMs: own[0]?.fromMs, toMs: own[0]?.toMs }, id).toEqual(range);
      const lines = table.rows.map(({ cells, people }) => ({
        key: '',
        ...Object.fromEntries(table.columns.map((column, i) => [column.id, cells[i] ?? null])),
        people,
      }));
      expect(told(own.slice(1)), id).toEqual(told(lines));
      expect(lines.length, id).toBeGreaterThan(2);
    }
  });
});
