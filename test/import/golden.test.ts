import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { detectFile } from '../../src-main/import/detect.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { openSource } from '../../src-main/import/source.ts';
import { collect } from './collect.ts';
import { casesOf, inputOf } from './fixtures.ts';

const heldIn = (path: string): unknown =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;

describe.each(FORMATS.map((format) => ({ id: format.id, format })))('golden $id', ({ format }) => {
  const cases = casesOf(format);

  it('has at least one good and one broken case', () => {
    expect(cases.map((one) => one.name)).toContain('broken');
    expect(cases.length).toBeGreaterThan(1);
  });

  it.each(cases)('$name', async (one) => {
    const opened = await openSource(await inputOf(one));
    try {
      const recognised = await detectFile(opened.head, FORMATS);
      const own = recognised.candidates.find((candidate) => candidate.format === format.id);
      const parsed = await collect(format, opened.source, one.options);
      const found = {
        detected: { best: recognised.format, confidence: own?.confidence ?? 0, ignored: recognised.ignored },
        ...parsed,
      };
      const plain = JSON.parse(JSON.stringify(found)) as unknown;
      // Written by what it is compared by: one that says the same with its keys in another order stays as it is.
      if (process.env.UPDATE_GOLDEN === '1' && !isDeepStrictEqual(plain, heldIn(one.expected)))
        writeFileSync(one.expected, `${JSON.stringify(plain, null, 1)}\n`);
      expect(existsSync(one.expected)).toBe(true);
      expect(plain).toEqual(heldIn(one.expected));
    } finally {
      opened.close();
    }
  });
});
