import { expect, test } from 'vitest';
import { aspectsLab } from '../../src-main/services/lab-aspects.ts';
import { intentsLab } from '../../src-main/services/lab-intents.ts';
import type { LineLab } from '../../src-main/services/line-lab.ts';

async function linesOf(lab: LineLab, text: string): Promise<Record<string, unknown>[]> {
  const lines = [];
  for await (const line of lab.run({ text: () => text, paths: ['-'], params: {}, zone: 'UTC' })) lines.push(line);
  return lines;
}
const SHORT = 'The coffee was great and the staff were rude.';
const LONG = `${SHORT} `.repeat(200).trimEnd();

test('a text that is read in part says so, and where reading ended', async () => {
  const [whole, part] = await linesOf(aspectsLab, `${SHORT}\n${LONG}\n`);
  expect(whole).not.toHaveProperty('cut');
  expect(part).toMatchObject({ cut: true });
  const readTo = Number(part?.readTo);
  expect(readTo).toBeGreaterThan(SHORT.length);
  const ends = ((part?.aspects ?? []) as { end: number }[]).map(({ end }) => end);
  expect(Math.max(...ends)).toBeLessThanOrEqual(readTo);
  // What was left unread would have had more of the same.
  expect(readTo).toBeLessThan(LONG.lastIndexOf('coffee'));
});

test('what a text wants is looked for in its first 5,000 characters, and the line says when there are more', async () => {
  const [whole, part] = await linesOf(intentsLab, `${LONG.slice(0, 5000)}\n${LONG.slice(0, 5001)}\n`);
  expect(whole).not.toHaveProperty('cut');
  expect(part).toMatchObject({ cut: true });
});

test('lists of other languages read a text whole', async () => {
  const [line] = await linesOf(
    aspectsLab,
    'Der Kaffee war wunderbar und das Personal leider unfreundlich. '.repeat(100),
  );
  expect(line).toMatchObject({ language: 'de' });
  expect(line).not.toHaveProperty('cut');
});
