import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Rejection } from '../../shared/model.ts';
import type { Format, ParseOptions, Source } from '../../src-main/import/format.ts';
import { accessLog } from '../../src-main/import/formats/access-log.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { mastodonArchive } from '../../src-main/import/formats/mastodon-archive.ts';
import { pinterestArchive } from '../../src-main/import/formats/pinterest-archive.ts';
import { redditArchive } from '../../src-main/import/formats/reddit-archive.ts';
import { tableFile } from '../../src-main/import/formats/table-file.ts';
import { xArchive } from '../../src-main/import/formats/x-archive.ts';
import { jsonElements } from '../../src-main/import/json-elements.ts';
import { jsonLines } from '../../src-main/import/json-lines.ts';
import { openSource } from '../../src-main/import/source.ts';
import { collect, type Parsed } from './collect.ts';
import { memorySource } from './memory-source.ts';

const MIB = 1024 ** 2;
const dir = mkdtempSync(join(tmpdir(), 'inglenook-hostile-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

const mapping: Mapping = {
  type: 'message',
  encoding: 'utf-8',
  delimiter: ',',
  headerRows: 1,
  fields: ['at', 'author', 'text'],
  dateFormat: 'iso',
  zone: 'UTC',
  decimal: '.',
  currency: '',
  scope: 'shop',
};
const options: ParseOptions = { mapping, zone: 'UTC' };

const ofText = (name: string, bytes: Uint8Array | string): Source =>
  memorySource({ name, bytes: Buffer.from(bytes), members: [] }).source;

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.code, ...Object.values(error.facts)].join(' ');
  }
  return '';
};

/** A source that makes its bytes up as they are asked for: `before`, then `length` times one letter, then `after`. */
function endless(before: string, after: string, length = 200 * MIB): Source {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(before);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    for (let sent = 0; sent < length; sent += chunk.length) yield chunk;
    yield Buffer.from(after);
  }
  return {
    name: 'long',
    sizeBytes: length,
    members: [],
    bytes,
    member: () => bytes(),
    consumedBytes: () => length,
  };
}

/** Most memory held on top of what was held before, and what the parse gave. */
async function watched(
  format: Format,
  source: Source,
): Promise<{ rows: number; rejections: Rejection[]; most: number }> {
  const held = (): number => {
    const { heapUsed, arrayBuffers, external } = process.memoryUsage();
    return heapUsed + Math.max(arrayBuffers, external);
  };
  globalThis.gc?.();
  const before = held();
  let most = 0;
  let rows = 0;
  const rejections: Rejection[] = [];
  const timer = setInterval(() => {
    most = Math.max(most, held() - before);
  }, 5);
  try {
    for await (const step of format.parse(source, options)) {
      most = Math.max(most, held() - before);
      rows += step.batch?.type === 'rows' ? step.batch.rows.length : (step.batch?.count ?? 0);
      for (const rejection of step.rejections) rejections.push(rejection);
    }
  } finally {
    clearInterval(timer);
  }
  return { rows, rejections, most };
}

describe('a line of 200 MB', () => {
  const log = '203.0.113.7 - - [01/Mar/2025:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n';
  const tweet = JSON.stringify({ id_str: '7', full_text: 'hello', created_at: '2025-03-01T10:00:00Z' });
  const outbox = '{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollection","orderedItems":[';
  const pin = '<h1>Pins</h1><a href="https://www.pinterest.com/pin/1/">x</a><br>Title: ';
  const reddit = 'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n';

  it.each<[string, Format, number, Source]>([
    ['a log', accessLog, 2, endless(log, `\n${log}`)],
    ['a table', tableFile, 2, endless('at,author,text\n2025-03-01,a,hello\n2025-03-02,b,', '\n2025-03-03,c,bye\n')],
    [
      'a quoted cell',
      tableFile,
      2,
      endless('at,author,text\n2025-03-01,a,hello\n2025-03-02,b,"', '"\n2025-03-03,c,bye\n'),
    ],
    ['a text in JSON', xArchive, 1, endless(`window.YTD.tweets.part0 = [${tweet},{"full_text":"`, `"},${tweet}]`)],
    ['JSON after a key', mastodonArchive, 0, endless(`${outbox}{"type":"`, '"},7]}', 50 * MIB)],
    ['JSON before the key', mastodonArchive, 0, endless('{"summary":"', `",${outbox.slice(1)}7]}`, 50 * MIB)],
    ['a web page', pinterestArchive, 1, endless(pin, '<br>Created at: 2023/04/05 06:07:08<br>', 30 * MIB)],
    ['a tag', pinterestArchive, 0, endless(`${pin}<img alt="`, '">')],
    ['a CSV of an archive', redditArchive, 0, endless(`${reddit}abc,,2025-05-18 06:00:00 UTC,,,,,,`, ',\n', 50 * MIB)],
  ])(
    'in %s is let go, and what stands around it is read',
    async (_, format, expected, source) => {
      const { rows, rejections, most } = await watched(format, source);
      expect(most / MIB).toBeLessThan(96);
      expect(rows).toBe(expected);
      expect(rows + rejections.length).toBeGreaterThan(0);
      // A line may be given up piece by piece, each longer than the longest record.
      expect(rejections.length).toBeLessThan(700);
    },
    30_000,
  );

  it('in JSON lines', async () => {
    const found: unknown[] = [];
    for await (const some of jsonLines(endless('{"a":1}\n{"a":"', '"}\n{"a":2}\n', 50 * MIB).bytes()))
      found.push(...some);
    expect(found).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, code: 'too-long' },
      { line: 3, value: { a: 2 } },
    ]);
  });
});

describe('JSON', () => {
  const deep = '['.repeat(100_000);
  const closed = deep + ']'.repeat(100_000);

  it('100,000 brackets are one element, and the next is read', async () => {
    for (const text of [`[${closed},1]`, `[{"a":${closed}},1]`]) {
      const found: unknown[] = [];
      for await (const some of jsonElements(ofText('x.json', text).bytes())) found.push(...some);
      expect(found.length).toBe(2);
      expect(found[1]).toEqual({ line: 2, value: 1 });
    }
    const open: unknown[] = [];
    for await (const some of jsonElements(ofText('x.json', deep).bytes())) open.push(...some);
    expect(open).toEqual([{ line: 1, code: 'bad-json' }]);
    const lines: unknown[] = [];
    for await (const some of jsonLines(ofText('x.json', `${deep}\n${closed}\n1\n`).bytes())) lines.push(...some);
    expect(lines.length).toBe(3);
    expect(lines[2]).toEqual({ line: 3, value: 1 });
  });

  it.each(FORMATS.map((format) => ({ id: format.id, format })))('$id survives it everywhere', async ({ format }) => {
    const object = '{"a":'.repeat(100_000);
    for (const text of [deep, closed, object, `window.YTD.tweets.part0 = ${closed}`, `{"orderedItems":${closed}}`]) {
      const { head, source } = memorySource({ name: 'tweets.js', bytes: Buffer.from(text), members: [] });
      expect((await format.detect(head)).score).toBeLessThan(0.99);
      const parsed = await collect(format, source, options);
      expect(parsed.rows.length).toBe(0);
    }
  });
});

describe('names of what every object has', () => {
  const ATTACKS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  it('in JSON pollute nothing', async () => {
    const value = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
    const tweet = `${value},"id_str":"7","full_text":"hello","created_at":"2025-03-01T10:00:00Z","entities":${value}}}`;
    const note = `${value},"type":"Create","id":"https://a.example/1","published":"2025-03-01T10:00:00Z","object":{"content":"x","to":["as:Public"],"__proto__":{"polluted":true}}}`;
    const parsed = [
      await collect(xArchive, ofText('tweets.js', `window.YTD.tweets.part0 = [${tweet}]`), options),
      await collect(mastodonArchive, ofText('outbox.json', `{"orderedItems":[${note}]}`), options),
    ];
    expect(parsed.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('in the heading of a table are names like others', async () => {
    const fields = [...ATTACKS.map(() => 'ignore'), 'at', 'author', 'text'];
    const text = `${ATTACKS.join(',')},at,author,text\n${ATTACKS.join(',')},2025-03-01,__proto__,constructor\n`;
    const parsed = await collect(tableFile, ofText('x.csv', text), { zone: 'UTC', mapping: { ...mapping, fields } });
    expect(parsed.rows).toMatchObject([{ text: 'constructor', author: [{ value: '__proto__' }] }]);
    const { head } = memorySource({ name: 'x.csv', bytes: Buffer.from(text), members: [] });
    for (const format of FORMATS) await format.detect(head);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('as columns of an archive’s tables are names like others', async () => {
    const text = `id,permalink,date,ip,subreddit,gildings,link,parent,body,media,__proto__,constructor\nabc,,2025-05-18 06:00:00 UTC,,,,,,=1+1,,x,y\n`;
    const parsed = await collect(redditArchive, ofText('comments.csv', text), options);
    expect(parsed.rows).toMatchObject([{ text: '=1+1' }]);
  });
});

describe('cells', () => {
  it('that are formulas stay text', async () => {
    const cells = ['=HYPERLINK("http://x")', '+1+1', '-1', '@SUM(A1)', '\t=1'];
    const lines = cells.map((cell) => `2025-03-01,a,"${cell.replaceAll('"', '""')}"`);
    const parsed = await collect(tableFile, ofText('x.csv', `at,author,text\n${lines.join('\n')}\n`), options);
    expect(parsed.rows.map((row) => ('text' in row ? row.text.trim() : ''))).toEqual(cells.map((cell) => cell.trim()));
  });

  it('with zero bytes are read or refused, and never crash', async () => {
    const bytes = Buffer.from('at,author,text\n2025-03-01,a,he\0llo\n\0\0\0\n2025-03-02,b,fine\n');
    for (const format of FORMATS) {
      const { head, source } = memorySource({ name: 'x.csv', bytes, members: [] });
      await format.detect(head);
      const parsed: Parsed = await collect(format, source, options);
      expect(parsed.rows.length + parsed.rejections.length + parsed.skipped).toBeLessThan(10);
    }
    const { rows } = await collect(tableFile, memorySource({ name: 'x.csv', bytes, members: [] }).source, options);
    expect(rows).toMatchObject([{}, { text: 'fine' }]);
  });
});

describe('files that change or cannot be read', () => {
  const large = 'x'.repeat(4 * MIB);
  const sizeOf = async (chunks: AsyncIterable<Uint8Array>, meanwhile = (): void => {}): Promise<number> => {
    let size = 0;
    for await (const chunk of chunks) {
      if (size === 0) meanwhile();
      size += chunk.length;
    }
    return size;
  };

  it('a file that vanishes before it is read is missing; one that vanishes while it is read is read on', async () => {
    const path = put('vanish.txt', large);
    const opened = await openSource(path);
    expect(await sizeOf(opened.source.bytes(), () => unlinkSync(path))).toBe(large.length);
    expect(await codeOf(sizeOf(opened.source.bytes()))).toBe('file-missing');
  });

  it('a file that is cut while it is read is no import', async () => {
    const path = put('cut.txt', large);
    const opened = await openSource(path);
    expect(await codeOf(sizeOf(opened.source.bytes(), () => truncateSync(path, MIB)))).toBe('file-unreadable changed');
  });

  it('a folder whose file vanishes or is replaced by a folder', async () => {
    mkdirSync(join(dir, 'folder'));
    const path = put('folder/a.txt', large);
    const opened = await openSource(join(dir, 'folder'));
    renameSync(path, join(dir, 'elsewhere.txt'));
    expect(await codeOf(sizeOf(opened.source.member('a.txt')))).toBe('file-missing');
    mkdirSync(path);
    expect(await codeOf(sizeOf(opened.source.member('a.txt')))).toBe('file-unreadable io');
  });

  it.runIf(process.getuid?.() !== 0)('a file and a folder without permission', async () => {
    const path = put('closed.txt', 'x');
    chmodSync(path, 0);
    expect(await codeOf(openSource(path))).toBe('file-unreadable no-permission');
    mkdirSync(join(dir, 'closed'), { mode: 0 });
    expect(await codeOf(openSource(join(dir, 'closed')))).toBe('file-unreadable no-permission');
  });

  it('folders that lead into themselves, and links into nowhere', async () => {
    const root = join(dir, 'loop');
    mkdirSync(join(root, 'inner'), { recursive: true });
    put('loop/a.txt', 'x');
    symlinkSync(root, join(root, 'inner', 'again'));
    symlinkSync('.', join(root, 'self'));
    expect((await openSource(root)).source.members.map(({ path }) => path)).toEqual(['a.txt']);
    symlinkSync('circle', join(dir, 'circle'));
    expect(await codeOf(openSource(join(dir, 'circle')))).toBe('file-unreadable io');
    symlinkSync('nowhere', join(dir, 'dangling'));
    expect(await codeOf(openSource(join(dir, 'dangling')))).toBe('file-missing');
  });

  it('folders deeper than any export', async () => {
    const root = join(dir, 'deep');
    mkdirSync(join(root, ...Array.from({ length: 40 }, () => 'd')), { recursive: true });
    expect(await codeOf(openSource(root))).toBe('file-unreadable too-deep');
  });

  it.runIf(process.platform !== 'win32')('a named pipe is not waited for', async () => {
    const path = join(dir, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(await codeOf(openSource(path))).toBe('file-unreadable not-a-file');
    mkdirSync(join(dir, 'with-pipe'));
    execFileSync('mkfifo', [join(dir, 'with-pipe', 'access.log')]);
    expect((await openSource(join(dir, 'with-pipe'))).source.members).toEqual([]);
  });

  it('an empty file and an empty folder', async () => {
    const opened = await openSource(put('empty', ''));
    expect(await sizeOf(opened.source.bytes())).toBe(0);
    mkdirSync(join(dir, 'empty-folder'));
    expect((await openSource(join(dir, 'empty-folder'))).source.members).toEqual([]);
    for (const format of FORMATS) expect((await format.detect(opened.head)).score).toBeLessThan(0.3);
  });
});
