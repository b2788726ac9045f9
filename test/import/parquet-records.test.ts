import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src-main/import/json-read.ts';
import { isParquet, parquetColumns, parquetRecords, sliceOf } from '../../src-main/import/parquet-records.ts';

const ROWS = 250;
const COUNTS = Array.from({ length: ROWS }, (_, i) => BigInt(i));

function sample(codec: 'SNAPPY' | 'UNCOMPRESSED'): Uint8Array {
  const buffer = parquetWriteBuffer({
    codec,
    rowGroupSize: 100,
    columnData: [
      { name: 'id', data: COUNTS.map((i) => i + 9_000_000_000_000_000_000n), type: 'INT64' },
      { name: 'count', data: COUNTS, type: 'INT64' },
      { name: 'word', data: COUNTS.map((i) => (i % 3n === 0n ? null : `word ${i % 7n}`)), type: 'STRING' },
      { name: 'flag', data: COUNTS.map((i) => i % 2n === 0n), type: 'BOOLEAN' },
      { name: 'when', data: COUNTS.map((i) => new Date(Number(i) * 1000)), type: 'TIMESTAMP' },
      { name: 'more', data: COUNTS.map((i) => ({ inner: [Number(i)] })), type: 'JSON' },
    ],
  });
  return new Uint8Array(buffer);
}

async function read(bytes: Uint8Array, columns?: string[]): Promise<{ records: JsonObject[]; lost: number }> {
  const records: JsonObject[] = [];
  let lost = 0;
  for await (const batch of parquetRecords(sliceOf(bytes), columns)) {
    if ('code' in batch) lost += batch.count;
    else records.push(...batch.records);
  }
  return { records, lost };
}

describe.each(['SNAPPY', 'UNCOMPRESSED'] as const)('parquetRecords %s', (codec) => {
  const bytes = sample(codec);

  it('reads every row group, as JSON would have it', async () => {
    expect(isParquet(bytes)).toBe(true);
    expect(await parquetColumns(sliceOf(bytes))).toEqual(['id', 'count', 'word', 'flag', 'when', 'more']);
    const { records, lost } = await read(bytes);
    expect(lost).toBe(0);
    expect(records).toHaveLength(ROWS);
    expect(records[101]).toEqual({
      id: '9000000000000000101',
      count: 101,
      word: 'word 3',
      flag: false,
      when: '1970-01-01T00:01:41.000Z',
      more: { inner: [101] },
    });
    expect(records[0]?.word ?? null).toBeNull();
  });

  it('reads the wanted columns only', async () => {
    const { records } = await read(bytes, ['word', 'no such column']);
    expect(records[1]).toEqual({ word: 'word 1' });
  });

  it('loses no more than what is damaged, quickly', async () => {
    const place = fc.nat({ max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1 }), async (flips) => {
        const hurt = new Uint8Array(bytes);
        for (const [at, mask] of flips) hurt[at] = (hurt[at] as number) ^ mask;
        try {
          const { records, lost } = await read(hurt);
          expect(records.length + lost).toBeLessThanOrEqual(1 << 24);
        } catch (error) {
          expect(error).toMatchObject({ code: 'file-unreadable' });
        }
      }),
      { numRuns: 300, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    );
  });
});
