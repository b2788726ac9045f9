import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { WholeDigest, wholeFingerprint } from '../../src-main/import/fingerprint.ts';
import { openSource } from '../../src-main/import/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-print-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MEGABYTE = 1 << 20;
/** Bytes without a pattern, the same for the same size. */
function bytesOf(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i++) bytes[i] = Math.imul(i + 1, 0x9e3779b1) >>> 24;
  return bytes;
}
/** As the digest is described. */
function described(bytes: Buffer): string {
  const digest = createHash('sha256').update(String(bytes.length));
  for (let at = 0; at < bytes.length; at += MEGABYTE) {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(bytes.subarray(at, at + MEGABYTE)));
    digest.update(sum);
  }
  return digest.digest('hex');
}
const hex = (digest: Uint8Array | null | undefined) => (digest ? Buffer.from(digest).toString('hex') : digest);

test('the digest of a file does not depend on how its bytes come', () => {
  const bytes = bytesOf(2 * MEGABYTE + 77);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 8 }), (cuts) => {
      const digest = new WholeDigest(bytes.length);
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      for (let i = 1; i < edges.length; i++) digest.add(bytes.subarray(edges[i - 1], edges[i]));
      expect(hex(digest.end())).toBe(described(bytes));
    }),
    { numRuns: 40 },
  );
});

test('reading a file to its end brings the digest that reading it for that alone does; reading part of it brings none', async () => {
  for (const size of [1, 1000, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 5]) {
    const path = join(folder, 'plain.log');
    const bytes = bytesOf(size);
    writeFileSync(path, bytes);
    expect(hex(await wholeFingerprint(path))).toBe(described(bytes));
    const { source, close } = await openSource(path);
    for await (const _chunk of source.bytes()) break;
    expect(source.wholeDigest?.()).toBeNull();
    for await (const _chunk of source.bytes());
    expect(hex(source.wholeDigest?.())).toBe(described(bytes));
    close();
  }
});

test('a file that grows while it is read has no digest', async () => {
  const path = join(folder, 'growing.log');
  writeFileSync(path, bytesOf(MEGABYTE));
  const { source, close } = await openSource(path);
  let first = true;
  for await (const _chunk of source.bytes()) {
    if (first) appendFileSync(path, 'one more line\n');
    first = false;
  }
  expect(source.wholeDigest?.()).toBeNull();
  close();
});
