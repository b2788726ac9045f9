import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessLog } from '../../src-main/import/formats/access-log.ts';
import { LOG_LIMITS, type LogLimits } from '../../src-main/import/log-columns.ts';
import { ByteDictionary, PairMap } from '../../src-main/import/log-dictionary.ts';
import { LogReader } from '../../src-main/import/log-reader.ts';
import { toAddress, toAgent, toPage } from '../../src-main/import/log-text.ts';
import { BAD_DATE, IMPOSSIBLE_DATE, LogClock } from '../../src-main/import/log-time.ts';
import { openSource } from '../../src-main/import/source.ts';
import { collect, type Hit, hitReader } from './collect.ts';
import { memorySource } from './memory-source.ts';

const DATA = process.env.INGLENOOK_DATA ?? '../shared/data';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const OPTIONS = { mapping: null, zone: 'UTC' };
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

const parse = (text: string | Buffer, chunkBytes?: number) =>
  collect(
    accessLog,
    memorySource({ name: 'a.log', bytes: Buffer.from(text), members: [] }, chunkBytes).source,
    OPTIONS,
  );

const two = (value: number): string => String(value).padStart(2, '0');

/** The time of a log line, written by way of Date, apart from the code under test. */
function stamp(ms: number, zoneMinutes: number): string {
  const d = new Date(ms + zoneMinutes * 60_000);
  const zone = `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zoneMinutes) / 60))}${two(Math.abs(zoneMinutes) % 60)}`;
  const day = `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}`;
  return `${day}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${zone}`;
}

function readTime(clock: LogClock, text: string): number {
  const bytes = Buffer.from(`${text}] "GET / HTTP/1.1"`);
  return clock.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
}

describe('times', () => {
  it('are exact to the ms in every zone, in any order', () => {
    const seconds = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2090, 0, 1) / 1000 });
    const clock = new LogClock('UTC');
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, fc.integer({ min: -720, max: 840 })), { minLength: 1 }), (times) => {
        for (const [second, zone] of times) expect(readTime(clock, stamp(second * 1000, zone))).toBe(second * 1000);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['29/Feb/2024:00:00:00 +0000', Date.UTC(2024, 1, 29)],
    ['29/Feb/2023:00:00:00 +0000', IMPOSSIBLE_DATE],
    ['29/Feb/2000:00:00:00 +0000', Date.UTC(2000, 1, 29)],
    ['29/Feb/2100:00:00:00 +0000', IMPOSSIBLE_DATE],
    ['31/Apr/2024:00:00:00 +0000', IMPOSSIBLE_DATE],
    ['00/Apr/2024:00:00:00 +0000', IMPOSSIBLE_DATE],
    ['01/Apr/0024:00:00:00 +0000', IMPOSSIBLE_DATE],
    ['01/Apr/2024:24:00:00 +0000', IMPOSSIBLE_DATE],
    ['01/Apr/2024:00:60:00 +0000', IMPOSSIBLE_DATE],
    ['01/Apr/2024:00:00:00 +1500', IMPOSSIBLE_DATE],
    ['01/Apr/2024:00:00:00 ?0000', BAD_DATE],
    ['01/Xyz/2024:00:00:00 +0000', BAD_DATE],
    ['1a/Apr/2024:00:00:00 +0000', BAD_DATE],
    ['February - 10, 2012:16:42:07', BAD_DATE],
    ['', BAD_DATE],
  ])('%s', (text, expected) => {
    const clock = new LogClock('UTC');
    expect(readTime(clock, text)).toBe(expected);
    // A bad time must not be remembered for the next line.
    expect(readTime(clock, '10/Oct/2000:13:55:36 -0700')).toBe(Date.UTC(2000, 9, 10, 20, 55, 36));
    expect(readTime(clock, text)).toBe(expected);
  });

  it('without a zone are in the zone of the business, also across its changes of clock', () => {
    const clock = new LogClock('Europe/Berlin');
    expect(readTime(clock, '31/Mar/2024:01:59:59')).toBe(Date.UTC(2024, 2, 31, 0, 59, 59));
    expect(readTime(clock, '31/Mar/2024:03:00:00')).toBe(Date.UTC(2024, 2, 31, 1));
    expect(readTime(clock, '01/Dec/2024:12:00:00')).toBe(Date.UTC(2024, 11, 1, 11));
  });
});

describe('pages, referrers, agents', () => {
  it.each([
    ['/a%20b', '/a b'],
    ['/caf%c3%a9', '/café'],
    ['/caf%E9', '/caf%E9'],
    ['/caf\\xc3\\xa9', '/café'],
    ['/100%', '/100%'],
    ['/a%2fb%25c%00', '/a%2Fb%25c%00'],
    ['/a%3Fmail=x', '/a'],
    ['/a\\x23b', '/a'],
    ['/a;jsessionid=1;v=2/b', '/a;v=2/b'],
    ['/a;PHPSESSID=abc', '/a'],
    ['HTTP://WWW.Shop.Example:80/A', 'http://www.shop.example:80/A'],
    ['/tab\\tx\x07', '/tab%09x%07'],
  ])('page %s', (raw, page) => expect(toPage(raw)).toBe(page));

  it.each([
    ['https://Shop.Example', 'https://shop.example/'],
    ['http://mia:secret@shop.example/a', 'http://shop.example/a'],
    ['http://a@b@shop.example/', 'http://shop.example/'],
    ['android-app://com.google.android.gm/', 'android-app://com.google.android.gm/'],
    ['file:///home/mia/x.html', ''],
    ['about:blank', ''],
    ['mia@example.org', ''],
    ['http:///x', ''],
    ['http://<script>/x', ''],
    ['-', ''],
  ])('referrer %s', (raw, address) => expect(toAddress(raw)).toBe(address));

  it('agents', () => {
    expect(toAgent('-')).toBe('');
    expect(toAgent('a \\"b\\" \\xC3\\xA9')).toBe('a "b" é');
    expect(toAgent('x'.repeat(9000)).length).toBe(512);
  });

  it('pages come back from their percent-encoding', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.toWellFormed().replaceAll(/[?#/%;]|\p{Cc}/gu, ''));
    fc.assert(
      fc.property(name, (text) => {
        expect(toPage(`/${encodeURIComponent(text)}`)).toBe(`/${text}`);
      }),
    );
  });

  it('pages hold no query, no session and no control character, whatever was asked for', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text).toString('latin1')),
      fc.constantFrom('%41', '%c3%a9', '%2F', '%3f', '%23', '%E9', '\\x3f', '\\n', '%00', ';sid=1', '%3Bsid=2'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const page = toPage(`/${pieces.join('').replaceAll(/[?#]/g, '')}`);
        expect(page).not.toMatch(/[?#\p{Cc}]|;sid=/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('ByteDictionary', () => {
  it('numbers like a Map, also when it grows', () => {
    const words = fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 200 });
    fc.assert(
      fc.property(words, (keys) => {
        const dictionary = new ByteDictionary(4);
        const model = new Map<string, number>();
        const bytes = Buffer.concat(keys);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        let at = 0;
        for (const key of keys) {
          const text = Buffer.from(key).toString('latin1');
          if (!model.has(text)) model.set(text, model.size + 1);
          expect(dictionary.number(bytes, view, at, at + key.length)).toBe(model.get(text));
          at += key.length;
        }
        expect(dictionary.count).toBe(model.size);
      }),
    );
  });

  it('tells whether exactly an entry stands somewhere', () => {
    const dictionary = new ByteDictionary(4);
    const bytes = Buffer.from('Firefox/130" Firefox/131" Fire');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const known = dictionary.number(bytes, view, 0, 11);
    expect(dictionary.lengthOf(known)).toBe(11);
    expect(dictionary.lengthAt(known, bytes, view, 0, bytes.length)).toBe(11);
    expect(dictionary.lengthAt(known, bytes, view, 13, bytes.length)).toBe(-1);
    // It would reach behind the end.
    expect(dictionary.lengthAt(known, bytes, view, 26, bytes.length)).toBe(-1);
  });
});

describe('PairMap', () => {
  it('keeps numbers like a Map, also when it grows and when they change', () => {
    const entry = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 1200 }), (entries) => {
        const pairs = new PairMap();
        const model = new Map<string, number>();
        for (const [left, right, value] of entries) {
          expect(pairs.get(left, right)).toBe(model.get(`${left} ${right}`) ?? 0);
          pairs.set(left, right, value);
          model.set(`${left} ${right}`, value);
        }
        expect(pairs.size).toBe(model.size);
        for (const [left, right] of entries) expect(pairs.get(left, right)).toBe(model.get(`${left} ${right}`));
      }),
      { numRuns: 50 },
    );
  });
});

describe('user agents guessed from the address', () => {
  it('are found as without a guess, whatever follows and however they alternate', async () => {
    const agents = ['A', 'A b', 'A" b', 'A b" c', 'Mozilla/5.0 (X11)', 'Mozilla/5.0 (X11) Gecko', ''];
    const lines = fc.array(fc.tuple(fc.constantFrom('10.0.0.1', '10.0.0.2'), fc.constantFrom(...agents)), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(lines, async (hits) => {
        const write = ([ip, agent]: readonly [string, string]) =>
          `${ip} - - [01/May/2025:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "${agent}"\n`;
        const { rows } = await parse(hits.map(write).join(''), 1000);
        const alone = await Promise.all(hits.map(async (hit) => (await parse(write(hit), 1000)).rows[0] as Hit));
        const seen = (row: unknown) => [(row as Hit).agent, (row as Hit).visitor];
        expect(rows.map(seen)).toEqual(alone.map(seen));
      }),
      { numRuns: 60 },
    );
  });
});

describe('whole logs', () => {
  const hit = fc.record({
    ip: fc.oneof(fc.ipV4(), fc.ipV6()),
    second: fc.integer({ min: 1_600_000_000, max: 1_700_000_000 }),
    zone: fc.constantFrom(0, 60, -420, 330),
    path: fc.constantFrom('/', '/tea', '/img/a.png', '/menu.pdf', '/shop/cup'),
    query: fc.constantFrom('', '?q=1', '?mail=mia@example.org'),
    status: fc.constantFrom(200, 206, 301, 304, 404, 410, 500),
    size: fc.integer({ min: 0, max: 4_000_000_000 }),
    referrer: fc.constantFrom('-', 'https://www.google.com/', 'https://shop.example/tea?x=1'),
    agent: fc.constantFrom('-', AGENT, 'Googlebot/2.1', 'a \\"quoted\\" one'),
    combined: fc.boolean(),
  });

  it('come back as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(hit),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 50, max: 500 }),
        async (hits, end, chunk) => {
          const text = hits
            .map((h) => {
              const common = `${h.ip} - - [${stamp(h.second * 1000, h.zone)}] "GET ${h.path}${h.query} HTTP/1.1" ${h.status} ${h.size}`;
              return `${common}${h.combined ? ` "${h.referrer}" "${h.agent}"` : ''}${end}`;
            })
            .join('');
          const { rows, rejections, skipped } = await parse(text, chunk);
          expect([rejections, skipped]).toEqual([[], 0]);
          expect(rows.length).toBe(hits.length);
          hits.forEach((h, i) => {
            const row = rows[i] as Hit;
            const agent = h.combined && h.agent !== '-' ? h.agent.replaceAll('\\', '') : '';
            expect(row).toMatchObject({
              line: i + 1,
              at: new Date(h.second * 1000).toISOString(),
              visitor: `visitor:log:${h.ip}\n${agent}`,
              page: h.path,
              source: h.combined && h.referrer !== '-' ? h.referrer.replace('?x=1', '') : '',
              agent,
              status: h.status,
              sizeBytes: h.size,
            });
            expect(row.flags.includes('bot')).toBe(
              agent === 'Googlebot/2.1' || (agent.includes('quoted') && row.flags.length > 0),
            );
          });
        },
      ),
    );
  });

  it('account for every line', async () => {
    const line = fc.oneof(
      fc.constant(`192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET / HTTP/1.0" 200 5`),
      fc.constantFrom('', '# remark', '"', ' ', '[', '1 - - ['),
      fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[\n\r]/g, '')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (all) => {
        const { rows, rejections, skipped } = await parse(all.map((one) => `${one}\n`).join(''), 33);
        expect(rows.length + rejections.length + skipped).toBe(all.length);
      }),
    );
  });

  it('keep nothing of queries, users and passwords', async () => {
    const secret = 'canary7d1f';
    const { rows, rejections } = await parse(
      [
        `192.0.2.1 - ${secret} [10/Oct/2023:13:55:36 -0700] "GET /a?${secret} HTTP/1.0" 200 5 "https://x.example/?${secret}" "${AGENT}"`,
        `192.0.2.1 - ${secret} x [10/Oct/2023:13:55:36 -0700] "GET /a%3f${secret} HTTP/1.0" 200 5 "https://u:${secret}@x.example/#${secret}" "${AGENT}" "${secret}"`,
        `192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET /a#${secret}?b HTTP/1.0" 200 5 "file:///${secret}" "${AGENT}" ${secret}=1`,
        `192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET /a;jsessionid=${secret} HTTP/1.0" 200 5 "-" "${AGENT}"`,
        `192.0.2.1 - - [${secret}] "GET /a HTTP/1.0" 200 5 "-" "${AGENT}"`,
      ].join('\n'),
    );
    expect(rows.length).toBe(4);
    expect(JSON.stringify([rows, rejections])).not.toContain(secret);
  });

  it('give the same hits when the running lists start anew', () => {
    const lines = Array.from(
      { length: 3000 },
      (_, i) =>
        `192.0.2.${i % 200} - - [10/Oct/2023:13:55:36 -0700] "GET /p${i % 170} HTTP/1.0" 200 5 "https://r${i % 90}.example/" "Agent ${i % 30}"\n`,
    ).join('');
    const run = (limits: LogLimits): { hits: Hit[]; resets: number } => {
      const reader = new LogReader('UTC', limits);
      const read = hitReader();
      const hits: Hit[] = [];
      let resets = 0;
      const take = (step: ReturnType<LogReader['next']>): void => {
        if (step?.batch?.type !== 'events') return;
        if (step.batch.reset) resets++;
        hits.push(...read(step.batch));
      };
      reader.push(Buffer.from(lines));
      for (let step = reader.next(); step; step = reader.next()) take(step);
      reader.endFile();
      take(reader.last());
      return { hits, resets };
    };
    const whole = run(LOG_LIMITS);
    expect(whole.resets).toBe(0);
    expect(whole.hits.length).toBe(3000);
    const byCount = run({ ...LOG_LIMITS, batchRows: 64, listEntries: 100 });
    expect(byCount.resets).toBeGreaterThan(10);
    expect(byCount.hits).toEqual(whole.hits);
    const byBytes = run({ ...LOG_LIMITS, batchRows: 64, listBytes: 1500 });
    expect(byBytes.resets).toBeGreaterThan(10);
    expect(byBytes.hits).toEqual(whole.hits);
  });

  it('reject lines beyond the limit, whole or in pieces, and go on behind them', async () => {
    const good = '192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET / HTTP/1.0" 200 5';
    const text = `${good}\n${'x'.repeat(200_000)}\n${good}\n${'y'.repeat(70_000)}`;
    for (const chunk of [1000, 65_536, 1_000_000]) {
      const { rows, rejections } = await parse(text, chunk);
      expect(rows.map((row) => row.line)).toEqual([1, 3]);
      expect(rejections).toEqual([
        { code: 'too-long', line: 2, field: '' },
        { code: 'too-long', line: 4, field: '' },
      ]);
    }
  });

  it('find the own hosts by what pages embed', async () => {
    const text = Array.from({ length: 10 }, (_, i) =>
      [
        `192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET /p${i} HTTP/1.0" 200 5 "https://blog.example/" "${AGENT}"`,
        `192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET /i${i}.png HTTP/1.0" 200 5 "https://www.shop.example/p${i}" "${AGENT}"`,
      ].join('\n'),
    ).join('\n');
    const { source } = memorySource({ name: 'a', bytes: Buffer.from(text), members: [] });
    for await (const { batch } of accessLog.parse(source, OPTIONS))
      expect(batch?.type === 'events' && batch.ownHosts).toEqual(['shop.example', 'www.shop.example']);
  });
});

it('nginx’s request time behind the agent is taken; whole numbers, which may be of any unit, are left', async () => {
  const line = (behind: string) =>
    `192.0.2.7 - - [02/Mar/2026:10:00:00 +0000] "GET /tea HTTP/1.1" 200 512 "-" "${AGENT}"${behind}`;
  const behind = [' 0.123', '', ' 12.004', ' 0.000', ' 4711', ' 0.1', ' "-"', ' 0.123 0.100', ' x.123'];
  const { rows, rejections } = await parse(behind.map(line).join('\n'));
  expect(rejections).toEqual([]);
  const told = (rows as Hit[]).map((row) => row.tookMs);
  expect(told).toEqual([123, undefined, 12_004, 0, undefined, undefined, undefined, undefined, undefined]);
});

describe('the real log', () => {
  const path = join(DATA, 'logs/apache-combined/apache_logs');
  if (!existsSync(path)) console.warn('No shared data: the real log is not read.');
  it.skipIf(!existsSync(path))('is read but for its one line that is cut off', async () => {
    const opened = await openSource(path);
    const { rows, rejections, skipped } = await collect(accessLog, opened.source, OPTIONS);
    expect([rows.length, rejections.length, skipped]).toEqual([9999, 1, 0]);
    expect(rejections[0]).toMatchObject({ code: 'missing-field', field: 'agent' });
    const hits = rows as Hit[];
    // Counted apart with a regular expression in Python: distinct (address, agent) pairs, statuses, first and last time.
    const of = (status: number) => hits.filter((row) => row.status === status).length;
    expect([of(200), of(304), of(404), of(301)]).toEqual([9125, 445, 213, 164]);
    expect(new Set(hits.map((row) => row.visitor)).size).toBe(1861);
    const times = hits.map((row) => row.at).sort();
    expect([times[0], times.at(-1)]).toEqual(['2015-05-17T10:05:00.000Z', '2015-05-20T21:05:59.000Z']);
  });
});
