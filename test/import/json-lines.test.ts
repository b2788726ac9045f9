import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonElement } from '../../src-main/import/json-elements.ts';
import { jsonLines } from '../../src-main/import/json-lines.ts';

const MAX_BYTES = 40;

async function read(bytes: Buffer, cuts: readonly number[]): Promise<JsonElement[]> {
  async function* chunks() {
    let from = 0;
    for (const to of [...cuts, bytes.length]) {
      // Sources use their buffers again.
      const chunk = Buffer.from(bytes.subarray(from, to));
      yield chunk;
      chunk.fill(0x21);
      from = to;
    }
  }
  const found: JsonElement[] = [];
  for await (const elements of jsonLines(chunks(), MAX_BYTES)) found.push(...elements);
  return found;
}

/** What each line is, worked out one by one. */
function expected(lines: readonly Buffer[]): JsonElement[] {
  return lines.flatMap((raw, i): JsonElement[] => {
    const line = i + 1;
    if (raw.length > MAX_BYTES) return [{ line, code: 'too-long' }];
    const text = raw.toString('utf8');
    try {
      return [{ line, value: JSON.parse(text) as unknown }];
    } catch {
      return text.trim() === '' ? [] : [{ line, code: 'bad-json' }];
    }
  });
}

const aLine = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }).map((value) => Buffer.from(JSON.stringify(value))),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => Buffer.from(JSON.stringify(text))),
  fc
    .constantFrom('', '  ', '{', '{"a":1}\r', `"${'é'.repeat(30)}"`, `"${'x'.repeat(38)}"`)
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10 && byte < 0xe0))),
);

test('lines are the same however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aLine, { minLength: 1, maxLength: 12 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
      fc.boolean(),
      async (lines, places, ends) => {
        const bytes = Buffer.concat(lines.flatMap((line, i) => (i > 0 ? [Buffer.from('\n'), line] : [line])));
        const whole = ends ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes;
        const cuts = places.map((place) => Math.floor(place * whole.length)).sort((a, b) => a - b);
        expect(await read(whole, cuts)).toEqual(expected(lines));
      },
    ),
    { numRuns: 300 },
  );
});
