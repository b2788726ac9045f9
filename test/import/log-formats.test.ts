import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFile } from '../../src-main/import/detect.ts';
import type { Format, ParseOptions } from '../../src-main/import/format.ts';
import { accessLog } from '../../src-main/import/formats/access-log.ts';
import { customLog } from '../../src-main/import/formats/custom-log.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { jsonLog } from '../../src-main/import/formats/json-log.ts';
import { w3cLog } from '../../src-main/import/formats/w3c-log.ts';
import { HitBatch } from '../../src-main/import/log-batch.ts';
import { campaignTags } from '../../src-main/import/campaign-tags.ts';
import { mayHoldTags } from '../../src-main/import/log-campaign.ts';
import { LOG_LIMITS, type LogLimits } from '../../src-main/import/log-columns.ts';
import { isHit, type LogHit, type LogNotation } from '../../src-main/import/log-hit.ts';
import { LOG_NOTATIONS } from '../../src-main/import/log-notations.ts';
import { standardNotation } from '../../src-main/import/log-standard.ts';
import { openSource } from '../../src-main/import/source.ts';
import { realFile } from '../analysis/real-data.ts';
import { collect, type Hit, hitReader } from './collect.ts';
import { FIXTURES } from './fixtures.ts';
import { memorySource } from './memory-source.ts';

const OPTIONS: ParseOptions = { mapping: null, zone: 'UTC' };
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

const parse = (format: Format, text: string | Buffer, options: Partial<ParseOptions> = {}) =>
  collect(format, memorySource({ name: 'a.log', bytes: Buffer.from(text), members: [] }, 50).source, {
    ...OPTIONS,
    ...options,
  });

/** Per real file: format, lines read, lines left aside by rule. Counted by hand; none of them has a line that cannot be read. */
const REAL: Readonly<Record<string, readonly [string, number, number]>> = {
  'alb.log': ['load-balancer-log', 1, 0],
  'amazon_cloudfront_rtmp.log': ['w3c-log', 2, 2],
  'amazon_cloudfront_web.log': ['w3c-log', 1, 2],
  'caddy_json.log': ['json-log', 3, 0],
  'common.log': ['access-log', 1, 0],
  'common.log.bz2': ['access-log', 1, 0],
  'common.log.gz': ['access-log', 1, 0],
  'common_complete.log': ['access-log', 1, 0],
  'common_encoding_big5.log': ['access-log', 1, 0],
  'common_vhost.log': ['access-log', 1, 0],
  'custom_regex_custom_date.log': ['custom-log', 1, 0],
  'elb.log': ['load-balancer-log', 1, 2],
  'gandi.log': ['access-log', 2, 0],
  'haproxy.log': ['proxy-log', 1, 0],
  'icecast2.log': ['access-log', 1, 0],
  'iis.log': ['w3c-log', 1, 4],
  'iis_custom.log': ['w3c-log', 3, 7],
  'incapsula_w3c.log': ['w3c-log', 2, 4],
  'logs_to_tests.log': ['access-log', 4, 2],
  'ncsa_extended.log': ['access-log', 1, 0],
  'netscaler.log': ['w3c-log', 1, 4],
  'nginx_json.log': ['json-log', 2, 0],
  'ovh.log': ['access-log', 1, 0],
  's3.log': ['s3-log', 1, 0],
  'shoutcast.log': ['w3c-log', 1, 3],
  'splitted_date_and_time.log': ['w3c-log', 1, 1],
  'static_ignores.log': ['access-log', 4, 0],
  'traefik_json.log': ['json-log', 1, 0],
};

describe('real logs', () => {
  const folder = realFile('logs', 'formats');

  it.skipIf(!folder)('are all there', () => {
    expect(readdirSync(folder ?? '').sort()).toEqual(Object.keys(REAL).sort());
  });

  it.skipIf(!folder).each(Object.entries(REAL))('%s', async (name, [id, read, skipped]) => {
    const opened = await openSource(join(folder ?? '', name));
    const { format, candidates } = await detectFile(opened.head, FORMATS);
    expect(format).toBe(id);
    // JSON of any kind is also a table to be mapped, with much less certainty.
    expect(candidates.map((one) => one.format).filter((one) => one !== 'json-table')).toEqual([id]);
    const parsed = await collect(FORMATS.find((one) => one.id === id) as Format, opened.source, OPTIONS);
    opened.close();
    expect(parsed.rejections).toEqual([]);
    expect([parsed.rows.length, parsed.skipped]).toEqual([read, skipped]);
    for (const row of parsed.rows as Hit[]) {
      expect(row.page).toMatch(/^\//);
      expect(`${row.page}${row.source}`).not.toMatch(/[?#]/);
    }
  });

  const error = realFile('logs', 'not-an-access-log', 'Apache_2k.log');
  it.skipIf(!error)('an error log is refused by every format', async () => {
    const opened = await openSource(error ?? '');
    const { candidates, refusal } = await detectFile(opened.head, FORMATS);
    opened.close();
    expect(candidates).toEqual([]);
    expect(refusal).toMatch(/Apache error log/);
  });
});

describe('campaign tags', () => {
  it.each([
    ['utm_source=Google&utm_medium=cpc&utm_campaign=a+b', { source: 'Google', medium: 'cpc', campaign: 'a b' }],
    ['x=1&amp;utm_source=caf%C3%A9', { source: 'café', medium: '', campaign: '' }],
    ['gclid=1', { source: 'google', medium: 'cpc', campaign: '' }],
    ['gbraid=1', { source: 'google', medium: 'cpc', campaign: '' }],
    ['wbraid=1', { source: 'google', medium: 'cpc', campaign: '' }],
    ['dclid=1', { source: 'google', medium: 'cpc', campaign: '' }],
    ['fbclid=1', { source: 'facebook', medium: 'social', campaign: '' }],
    ['msclkid=1', { source: 'bing', medium: 'cpc', campaign: '' }],
    ['ttclid=1', { source: 'tiktok', medium: 'cpc', campaign: '' }],
    ['twclid=1', { source: 'x', medium: 'cpc', campaign: '' }],
    ['li_fat_id=1', { source: 'linkedin', medium: 'cpc', campaign: '' }],
    ['epik=1', { source: 'pinterest', medium: 'cpc', campaign: '' }],
    ['utm_source=letter&fbclid=1', { source: 'letter', medium: '', campaign: '' }],
    ['utm_campaign=may&gclid=1', { source: 'google', medium: 'cpc', campaign: 'may' }],
    ['utm_source=a&utm_source=b', { source: 'a', medium: '', campaign: '' }],
    ['utm_source=mia@example.org', null],
    ['utm_source=&gclid=', null],
    ['my_utm_source=a&page=2', null],
    ['constructor=1&__proto__=2', null],
    ['', null],
  ])('%s', (query, tags) => {
    expect(campaignTags(query)).toEqual(tags);
    // The quick look before must never miss any.
    const bytes = Buffer.from(`?${query} `);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (tags) expect(mayHoldTags(bytes, view, 1, bytes.length - 1)).toBe(true);
  });

  it('are found alike in the fast path and in the others', async () => {
    const queries = [
      '',
      '?a=b',
      '?utm_source=Mail&utm_medium=email',
      '?x=1&gclid=s3cret',
      '?UTM_campaign=May',
      '?epik=s3cret#x',
    ];
    const combined = queries.map(
      (query) =>
        `192.0.2.1 - - [10/Oct/2023:13:55:36 +0000] "GET /a${query} HTTP/1.1" 200 5 "https://b.example/" "${AGENT}"`,
    );
    const json = queries.map((query) =>
      JSON.stringify({
        time: '2023-10-10T13:55:36Z',
        remote_addr: '192.0.2.1',
        request: `GET /a${query} HTTP/1.1`,
        status: 200,
        body_bytes_sent: 5,
        http_referer: 'https://b.example/',
        http_user_agent: AGENT,
      }),
    );
    const fast = await parse(accessLog, combined.join('\n'));
    expect(fast.rows.length).toBe(queries.length);
    expect((await parse(jsonLog, json.join('\n'))).rows).toEqual(fast.rows);
    expect(JSON.stringify(fast)).not.toContain('s3cret');
    expect((fast.rows as Hit[]).map((row) => row.source)).toEqual([
      'https://b.example/',
      'https://b.example/',
      'utm:mail|email|',
      'utm:google|cpc|',
      'utm:||May',
      'utm:pinterest|cpc|',
    ]);
  });
});

describe('visitors that are new each month or day', () => {
  const line = (day: string) => `192.0.2.1 - - [${day}:12:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "A"`;
  const days = ['30/Apr/2024', '01/May/2024', '30/Apr/2024', '01/May/2024', '02/May/2024', '01/May/2025'];
  const seen = async (visitorSalt: 'always' | 'month' | 'day') => {
    const { rows } = await parse(accessLog, days.map(line).join('\n'), { choices: { visitorSalt } });
    return (rows as Hit[]).map((row) => row.visitor.split('\n').slice(2).join());
  };

  it('by the date in UTC, in any order', async () => {
    expect(new Set(await seen('always'))).toEqual(new Set(['']));
    expect(await seen('month')).toEqual(['2024-04', '2024-05', '2024-04', '2024-05', '2024-05', '2025-05']);
    expect(await seen('day')).toEqual([
      '2024-04-30',
      '2024-05-01',
      '2024-04-30',
      '2024-05-01',
      '2024-05-02',
      '2025-05-01',
    ]);
  });

  it('have the same keys whatever the notation', async () => {
    const w3c =
      '#Fields: date time c-ip cs-method cs-uri-stem cs(User-Agent) sc-status\n2024-05-01 12:00:00 192.0.2.1 GET / A 200\n';
    const choices = { visitorSalt: 'day' as const };
    const [a] = (await parse(w3cLog, w3c, { choices })).rows as Hit[];
    const [b] = (await parse(accessLog, line('01/May/2024'), { choices })).rows as Hit[];
    expect(a?.visitor).toBe(b?.visitor);
  });
});

describe('log formats given by the owner', () => {
  const one = async (logFormat: string, line: string, zone = 'UTC') => {
    const { rows, rejections } = await parse(customLog, line, { zone, choices: { logFormat } });
    expect(rejections).toEqual([]);
    return rows[0] as Hit;
  };
  const MAY = '2024-05-01T10:00:00.000Z';

  it.each([
    ['$time_local $status $request', '01/May/2024:12:00:00 +0200 200 GET /a HTTP/1.1'],
    ['$remote_addr [$time_iso8601] "$request" $status', '192.0.2.1 [2024-05-01T12:00:00+02:00] "GET /a HTTP/1.1" 200'],
    ['$msec $host$request_uri', '1714557600.000 shop.example/a?b=c'],
    [
      'log_format x escape=json \'{"t":"$time_iso8601",\'\n \'"u":"$uri","q":"$args"}\';',
      '{"t":"2024-05-01T10:00:00Z","u":"/a","q":"x=\\"1\\""}',
    ],
    [
      '$remote_addr [$time_local] "$request" $status $body_bytes_sent',
      '192.0.2.1 [01/May/2024:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "new" 1',
    ],
    ['combined', '192.0.2.1 - - [01/May/2024:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "-"'],
    ['%h %{sec}t %m %U%q %>s', '192.0.2.1 1714557600 GET /a?x=1 200'],
    ['%h %{usec}t "%r"', '192.0.2.1 1714557600000000 "GET /a HTTP/1.1"'],
    ['%{%F %T}t %{%z}t "%r" %!200,304s', '2024-05-01 12:00:00 +0200 "GET /a HTTP/1.1" 200'],
    ['%{begin:%d.%m.%y %I:%M:%S %p}t "%r"', '01.05.24 10:00:00 AM "GET /a HTTP/1.1"'],
    [
      '$remote_addr "$request" $unknown_thing [$time_local]',
      '192.0.2.1 "GET /a HTTP/1.1" what ever [01/May/2024:10:00:00 +0000]',
    ],
  ])('%s', async (logFormat, line) => {
    expect(await one(logFormat, line)).toMatchObject({ at: MAY, page: '/a', kind: 'view' });
  });

  it('in the zone of the business where the time has none', async () => {
    const row = await one('%{%Y%m%d %H%M%S}t|%U', '20240501 120000|/a', 'Europe/Berlin');
    expect(row.at).toBe(MAY);
  });

  it('are refused when they say neither when nor what', async () => {
    expect((await parse(customLog, 'x', { choices: { logFormat: '$remote_addr $status' } })).error).toBe(
      'invalid-input',
    );
    // What every object has is the name of no format, field or time.
    for (const logFormat of ['hello', '__proto__', 'constructor', '%{__proto__}i %{constructor}t', '$toString'])
      expect((await parse(customLog, 'x', { choices: { logFormat } })).error, logFormat).toBe('invalid-input');
  });

  it('never throw or hang on any format and line', async () => {
    const part = fc.constantFrom(
      '$request',
      '$time_local',
      '$status',
      '%r',
      '%t',
      '%{%d/%b}t',
      '%>s',
      '"',
      ' ',
      '[',
      ']',
      '\\',
      '%',
      '${',
      '$a',
    );
    const text = fc.array(part).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.string({ maxLength: 80 }), async (logFormat, line) => {
        await parse(customLog, line, { choices: { logFormat } });
      }),
      { numRuns: 200 },
    );
  });
});

describe('every notation', () => {
  const samples = [
    'w3c-log/iis',
    'w3c-log/cloudfront',
    'json-log/caddy',
    'load-balancer-log/alb',
    's3-log/website',
    'proxy-log/haproxy',
    'proxy-log/squid',
    'gcs-log/usage',
    'custom-log/guessed',
  ];
  const linesOf = (sample: string): string[] => {
    const dir = join(FIXTURES, sample);
    const file = readdirSync(dir).find((name) => name !== 'expected.json' && name !== 'options.json') ?? '';
    return readFileSync(join(dir, file), 'latin1').split(/\r?\n/);
  };
  const notationOf = (sample: string) => LOG_NOTATIONS.find((one) => one.id === sample.split('/')[0]) as LogNotation;

  it.each(samples)('%s: lines of great length are read or refused at once', (sample) => {
    const lines = linesOf(sample);
    const fillers = [' ', '"', '/', ':', '\\', '" ', '1.', 'a:', '[', '%', '{"a":', '-'].map((one) =>
      one.repeat(60_000 / one.length),
    );
    const started = performance.now();
    for (const filler of fillers)
      for (const cut of [0.1, 0.5, 0.9]) {
        const reader = notationOf(sample).open({ zone: 'UTC' });
        for (const line of lines) {
          if (line.startsWith('#') || line.startsWith('"time_micros')) reader.read(line);
          else reader.read(line.slice(0, line.length * cut) + filler + line.slice(line.length * cut));
        }
      }
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('the standard one agrees with the fast reader', async () => {
    const file = join(FIXTURES, 'access-log/combined/access.log');
    const bytes = readFileSync(file);
    const reader = standardNotation.open({ zone: 'UTC' });
    const batch = new HitBatch();
    bytes
      .toString('latin1')
      .split(/\r?\n/)
      .forEach((line, i) => {
        const answer = reader.read(line);
        if (isHit(answer)) batch.add(answer, i + 1);
      });
    const step = batch.last();
    const slow = step?.batch?.type === 'events' ? hitReader()(step.batch) : [];
    const { rows } = await parse(accessLog, bytes);
    // Full addresses keep their host in the fast reader; here host and path are apart.
    const plain = (all: readonly unknown[]) => (all as Hit[]).filter((row) => row.line !== 13);
    expect(plain(slow)).toEqual(plain(rows));
  });

  it('the lists start anew when they are full, with the same hits', () => {
    const hit = (i: number): LogHit => ({
      address: `192.0.2.${i % 200}`,
      host: 'shop.example',
      atMs: 1_700_000_000_000 + i,
      hasFraction: true,
      method: 'GET',
      path: `/p${i % 170}`,
      query: i % 7 === 0 ? `utm_source=s${i % 90}` : '',
      status: 200,
      sizeBytes: 5,
      referrer: `https://r${i % 90}.example/`,
      agent: `Agent ${i % 30}`,
      durationMs: null,
      flags: 0,
    });
    const run = (limits: LogLimits) => {
      const batch = new HitBatch('always', limits);
      const read = hitReader();
      const hits: Hit[] = [];
      let resets = 0;
      const take = (step: ReturnType<HitBatch['last']>): void => {
        if (step?.batch?.type !== 'events') return;
        if (step.batch.reset) resets++;
        hits.push(...read(step.batch));
      };
      for (let i = 0; i < 3000; i++) {
        batch.add(hit(i), i + 1);
        if (batch.isFull) take(batch.step());
      }
      take(batch.last());
      return { hits, resets };
    };
    const whole = run(LOG_LIMITS);
    expect([whole.resets, whole.hits.length]).toEqual([0, 3000]);
    for (const small of [{ listEntries: 100 }, { listBytes: 1500 }]) {
      const cut = run({ ...LOG_LIMITS, batchRows: 64, ...small });
      expect(cut.resets).toBeGreaterThan(10);
      expect(cut.hits).toEqual(whole.hits);
    }
  });
});

describe('bzip2', () => {
  // "192.0.2.1 - - [10/Oct/2023:13:55:36 +0000] "GET / HTTP/1.0" 200 5\n", packed by bzip2 1.0.8.
  const PACKED = Buffer.from(
    'QlpoOTFBWSZTWate83sAABNfgEAQUAv7MALAxAoIAAQAIABUU0ADQBkCKPE9UzU9TTTT1NDTf2rthtuFPciFSRMfppYgY1sa0+i8ScUE2kl4UFAWHRyQGw+++LuSKcKEhVr3m9g=',
    'base64',
  );
  const open = (bytes: Uint8Array) => {
    const path = join(mkdtempSync(join(tmpdir(), 'inglenook-bz2-')), 'access.log.bz2');
    writeFileSync(path, bytes);
    return openSource(path);
  };

  it('is unpacked, also several in a row', async () => {
    const { source } = await open(Buffer.concat([PACKED, PACKED]));
    expect((await collect(accessLog, source, OPTIONS)).rows.length).toBe(2);
  });

  it('that is cut or damaged makes the file unreadable', async () => {
    await expect(open(PACKED.subarray(0, PACKED.length - 8))).rejects.toMatchObject({ code: 'file-unreadable' });
    const hurt = Buffer.from(PACKED);
    hurt[40] = (hurt[40] ?? 0) ^ 0xff;
    await expect(open(hurt)).rejects.toMatchObject({ code: 'file-unreadable', facts: { reason: 'damaged' } });
  });
});
