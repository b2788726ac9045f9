import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CarReader } from '@ipld/car';
import { describe, expect, it } from 'vitest';
import { carBlocks } from '../../src-main/import/car-blocks.ts';
import { linkedText } from '../../src-main/import/facets.ts';
import { blueskyRepo } from '../../src-main/import/formats/bluesky-repo.ts';
import { type RepoJson, carFromJson } from './car-from-json.ts';
import { collect } from './collect.ts';
import { FIXTURES } from './fixtures.ts';
import { memorySource } from './memory-source.ts';

const REPOS: readonly { name: string; json: string; car: string }[] = [
  { name: 'repo', json: 'bluesky-repo.json', car: 'repo/did_plc_examplebakery.car' },
  { name: 'broken', json: 'bluesky-broken.json', car: 'broken/broken.car' },
];

describe('fixtures', () => {
  it.each(REPOS)('$name is what its JSON makes', ({ json, car }) => {
    const repo = JSON.parse(readFileSync(new URL(json, import.meta.url), 'utf8')) as RepoJson;
    const path = join(FIXTURES, 'bluesky-repo', car);
    const bytes = carFromJson(repo);
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    expect(existsSync(path) && readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe('linkedText', () => {
  const facet = (byteStart: unknown, byteEnd: unknown, uri = 'https://example.com/long?a=1') => ({
    index: { byteStart, byteEnd },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
  });

  it.each([
    [
      'writes a shortened address in full',
      'Süß: example.com/lo...',
      [facet(7, 24)],
      'Süß: https://example.com/long?a=1',
    ],
    ['keeps words that link', 'read here', [facet(5, 9)], 'read here (https://example.com/long?a=1)'],
    ['passes over places outside', 'abc', [facet(0, 99), facet(-1, 2), facet(2, 2), facet('0', 1), null, {}], 'abc'],
    ['passes over places inside a character', 'ü', [facet(1, 2)], 'ü'],
    ['passes over what overlaps', 'abcdef', [facet(0, 3), facet(2, 6)], 'abc (https://example.com/long?a=1)def'],
    ['takes no script for a link', 'abc', [facet(0, 3, 'javascript:alert(1)')], 'abc'],
  ])('%s', (_, text, facets, expected) => {
    expect(linkedText(text, facets)).toBe(expected);
  });
});

describe('blueskyRepo', () => {
  const header = carFromJson({ did: 'did:plc:x', records: {} });

  it('lets go of a block that says it is endless', async () => {
    // A block of 2^42 bytes that never ends.
    const start = Buffer.concat([header, Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01])]);
    const { source } = memorySource({ name: 'x.car', bytes: start, members: [] });
    const filling = new Uint8Array(64 * 1024);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield start;
      for (let sent = 0; sent < 1024; sent++) yield filling;
    }
    const before = process.memoryUsage().arrayBuffers;
    const parsed = await collect(blueskyRepo, { ...source, bytes }, { mapping: null, zone: 'UTC' });
    expect(parsed).toEqual({ rows: [], rejections: [{ code: 'too-long', line: 3, field: '' }], skipped: 0 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 ** 2);
  });

  it('finds the same blocks as the reference reader', async () => {
    const bytes = readFileSync(join(FIXTURES, 'bluesky-repo', 'repo/did_plc_examplebakery.car'));
    const expected: { address: string; bytes: string }[] = [];
    for await (const block of (await CarReader.fromBytes(bytes)).blocks())
      expected.push({ address: block.cid.toString(), bytes: Buffer.from(block.bytes).toString('hex') });
    const found: typeof expected = [];
    const { source } = memorySource({ name: 'x.car', bytes, members: [] }, 13);
    for await (const block of carBlocks(source.bytes(), 1000))
      if ('bytes' in block) found.push({ address: block.address, bytes: Buffer.from(block.bytes).toString('hex') });
    expect(found.length).toBe(10);
    expect(found).toEqual(expected);
  });

  it('claims no other content archive', async () => {
    const { head } = memorySource({ name: 'x.car', bytes: header, members: [] });
    expect((await blueskyRepo.detect(head)).score).toBe(0.6);
    const other = Buffer.from(header.toString('latin1').replaceAll('did:plc:x', 'xid:plc:x'), 'latin1');
    const { head: foreign } = memorySource({ name: 'x.car', bytes: other, members: [] });
    expect((await blueskyRepo.detect(foreign)).score).toBe(0);
  });
});
