import { expect, test } from 'vitest';
import { topicsLab } from '../../src-main/services/lab-topics.ts';

const SUBJECTS = [
  'the parcel came late, the courier lost my delivery',
  'this espresso is the best coffee, a fine roast from the barista',
];

async function lab(text: string, params: Record<string, unknown> = {}) {
  const lines: Record<string, unknown>[] = [];
  for await (const line of topicsLab.run({ text: () => text, paths: ['-'], params, zone: 'UTC' })) lines.push(line);
  return lines;
}

test('lab topics: a line on the whole, one for each topic, one for each text, by id where it has one', async () => {
  const input = Array.from({ length: 40 }, (_, i) => SUBJECTS[i % 2]).join('\n');
  const lines = await lab(`${input}\n{"id":"a1","text":"my parcel and the courier"}\n\n`, { k: '2', seed: '3' });
  expect(lines[0]).toMatchObject({ topics: 2, texts: 42 });
  expect(lines).toHaveLength(1 + 2 + 42);
  expect(lines.at(-2)).toMatchObject({ id: 'a1', topic: lines[3]?.topic });
  expect(lines.at(-1)).toEqual({ line: 42, topic: 'other', p: 1 });
  expect(lines[3]?.topic).not.toBe(lines[4]?.topic);
});

test('lab topics: a number of topics that is none is refused', async () => {
  await expect(lab('a', { k: 'many' })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await lab('')).toEqual([{ topics: 0, texts: 0, coherence: null, diversity: null, other: 0 }]);
});
