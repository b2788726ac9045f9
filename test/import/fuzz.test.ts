import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { REJECTION_CODES } from '../../shared/model.ts';
import type { EventBatch, Format, ParseOptions } from '../../src-main/import/format.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { listFolder } from '../../src-main/import/source-members.ts';
import { collect, type Parsed } from './collect.ts';
import { type Case, casesOf } from './fixtures.ts';
import { type MemoryFile, memorySource } from './memory-source.ts';

vi.setConfig({ testTimeout: process.env.FUZZ_RUNS === undefined ? 120_000 : 3_600_000 });

/** One way to damage bytes; positions are fractions so that they fit any length. */
type Damage =
  | { how: 'cut'; at: number }
  | { how: 'flip'; at: number; mask: number }
  | { how: 'insert'; at: number; bytes: Uint8Array }
  | { how: 'drop'; at: number; length: number }
  | { how: 'repeat'; at: number; length: number };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ how: fc.constant('cut' as const), at }),
  fc.record({ how: fc.constant('flip' as const), at, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ how: fc.constant('insert' as const), at, bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ how: fc.constant('drop' as const), at, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ how: fc.constant('repeat' as const), at, length: fc.integer({ min: 1, max: 2000 }) }),
);

function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
  let out = Buffer.from(bytes);
  for (const one of damages) {
    const where = Math.floor(one.at * out.length);
    const [before, after] = [out.subarray(0, where), out.subarray(where)];
    if (one.how === 'cut') out = Buffer.from(before);
    else if (one.how === 'insert') out = Buffer.concat([before, one.bytes, after]);
    else if (one.how === 'drop') out = Buffer.concat([before, after.subarray(one.length)]);
    else if (one.how === 'repeat') out = Buffer.concat([before, after.subarray(0, one.length), after]);
    else if (where < out.length) out[where] = (out[where] ?? 0) ^ one.mask;
  }
  return new Uint8Array(out);
}

async function load({ input }: Case): Promise<MemoryFile> {
  if (!statSync(input).isDirectory()) return { name: basename(input), bytes: readFileSync(input), members: [] };
  const members = (await listFolder(input)).map(({ path }) => ({ path, bytes: readFileSync(join(input, path)) }));
  return { name: basename(input), bytes: new Uint8Array(0), members };
}

const broken = (file: MemoryFile, damages: readonly Damage[]): MemoryFile => ({
  name: file.name,
  bytes: damaged(file.bytes, damages),
  members: file.members.map(({ path, bytes }) => ({ path, bytes: damaged(bytes, damages) })),
});

function checkBatch(batch: EventBatch): void {
  for (const column of ['atMs', 'visitor', 'kind', 'flags', 'page', 'source', 'agent', 'status', 'sizeBytes'] as const)
    expect(batch[column].length, column).toBe(batch.count);
  for (const column of ['value', 'line'] as const) expect(batch[column].length, column).toBe(batch.count);
}

async function run(format: Format, file: MemoryFile, options: ParseOptions, chunkBytes?: number): Promise<Parsed> {
  const { head, source } = memorySource(file, chunkBytes);
  const { score } = await format.detect(head);
  expect(score).toBeGreaterThanOrEqual(0);
  expect(score).toBeLessThanOrEqual(1);
  const watched: Format = {
    ...format,
    async *parse(given, chosen) {
      for await (const step of format.parse(given, chosen)) {
        if (step.batch?.type === 'events') checkBatch(step.batch);
        yield step;
      }
    },
  };
  const parsed = await collect(watched, source, options);
  expect(Number.isInteger(parsed.skipped) && parsed.skipped >= 0).toBe(true);
  for (const { code, line, field } of parsed.rejections) {
    expect(REJECTION_CODES).toContain(code);
    expect(Number.isInteger(line) && line >= 0).toBe(true);
    expect(field).toMatch(/^[\w .-]{0,40}$/);
  }
  for (const row of parsed.rows) {
    expect(format.yields).toContain('type' in row ? row.type : 'hit');
    expect(row.line).toBeGreaterThan(0);
  }
  return parsed;
}

/** The order in which unreadable rows are reported may follow the chunks; they are kept and listed by line. */
const byLine = (parsed: Parsed): Parsed => ({
  ...parsed,
  rejections: parsed.rejections.toSorted((a, b) => a.line - b.line || (a.code + a.field < b.code + b.field ? -1 : 1)),
});

/**
 * Mutations. The whole suite must stay short, so that each fixture gets a fixed, small number here. The twenty thousand of
 * a release are asked for by command, and are shared out among a format's fixtures:
 * FUZZ_RUNS=20000 npx vitest run test/import/fuzz.test.ts (FC_SEED=random for others; -t "fuzz x-archive" for one format).
 */
const ASKED = process.env.FUZZ_RUNS === undefined ? null : Number(process.env.FUZZ_RUNS);
const EACH_FIXTURE = 40;
const TIME_LIMIT_MS = ASKED === null ? 60_000 : 3_600_000;
/** Of many mutations, one in so many is read twice, in one piece and in crumbs; of few, all are. */
const TWICE = ASKED === null ? 1 : 4;

const CANARY = 'canary7d1f';

describe.each(FORMATS.map((format) => ({ id: format.id, format })))('fuzz $id', ({ format }) => {
  const cases = casesOf(format);
  const runs = ASKED === null ? EACH_FIXTURE : Math.ceil(ASKED / cases.length);
  const fewer = Math.ceil(runs / (ASKED === null ? 2 : 8));

  it.each(cases)('$name: damaged input never throws, hangs or miscounts', async (one) => {
    const file = await load(one);
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        const hurt = broken(file, damages);
        const whole = await run(format, hurt, one.options);
        if (nth++ % TWICE > 0) return;
        // The same bytes give the same answer, however they are cut into chunks.
        expect(byLine(await run(format, hurt, one.options, 97))).toEqual(byLine(whole));
      }),
      { numRuns: runs, interruptAfterTimeLimit: TIME_LIMIT_MS, markInterruptAsFailure: true },
    );
  });

  it.each(cases)('$name: random bytes are survived', async (one) => {
    const file = await load(one);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        await run(format, { ...file, bytes, members: file.members.map(({ path }) => ({ path, bytes })) }, one.options);
      }),
      { numRuns: fewer, interruptAfterTimeLimit: TIME_LIMIT_MS, markInterruptAsFailure: true },
    );
  });

  it.each(cases)('$name: content never appears in rejections or errors', async (one) => {
    const file = await load(one);
    const insert = { how: 'insert' as const, bytes: Buffer.from(CANARY) };
    await fc.assert(
      fc.asyncProperty(fc.array(at, { minLength: 1, maxLength: 12 }), async (places) => {
        const hurt = broken(
          file,
          places.map((place) => ({ ...insert, at: place })),
        );
        const { head, source } = memorySource(hurt);
        const said = [JSON.stringify(await format.detect(head)).replaceAll(/"member":"[^"]*"/g, '')];
        try {
          for await (const step of format.parse(source, one.options)) said.push(JSON.stringify(step.rejections));
        } catch (error) {
          said.push(JSON.stringify(error), error instanceof Error ? `${error.message}` : '');
        }
        expect(said.join('\n')).not.toContain(CANARY);
      }),
      { numRuns: fewer },
    );
  });
});
