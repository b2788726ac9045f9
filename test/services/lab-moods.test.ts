import { expect, test, vi } from 'vitest';
import { labTexts } from '../../src-main/services/lab-texts.ts';
import { LINE_LABS } from '../../src-main/services/line-labs.ts';

vi.setConfig({ testTimeout: 120_000 });

type Answer = Record<string, unknown>;

async function lab(id: string, text: string, params: Record<string, unknown> = {}): Promise<Answer[]> {
  const lines: Answer[] = [];
  const input = { text: () => text, paths: ['-'], params, zone: 'UTC' };
  for await (const line of LINE_LABS.find((entry) => entry.id === id)?.run(input) ?? []) lines.push(line);
  return lines;
}

const HOSTILE = [
  'I love this wonderful shop, thank you so much',
  '',
  '   ',
  '😍😍😍',
  '{"id":"a-1","text":"Das ist furchtbar und ich hasse es wirklich sehr"}',
  '{"id":7,"text":""}',
  '{"text": broken',
  '{"text":5}',
  '{"text":"odd \\ud800 half","language":"en"}',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ is awful',
  '‮מה שלומך‬',
  '<p onclick="x">great &amp; <b>bad</b></p>',
  `${'very good '.repeat(20_000)}`,
];

test.each(['language', 'sentiment', 'emotion', 'irony', 'offence'])(
  '%s: one line for each line, the same each time',
  async (id) => {
    const text = `${HOSTILE.join('\n')}\n`;
    const lines = await lab(id, text);
    expect(lines).toHaveLength(HOSTILE.length);
    expect(lines[4]).toMatchObject({ id: 'a-1', language: 'de' });
    expect(lines[5]).toMatchObject({ id: 7, language: 'und' });
    expect(await lab(id, text)).toEqual(lines);
  },
);

test('sentiment: label, probabilities and evidence that stands where it says', async () => {
  const text = 'I do not love this terrible lamp 😡';
  const [line] = await lab('sentiment', text);
  expect(line).toMatchObject({ label: 'negative', language: 'en' });
  const p = line?.['p'] as Record<string, number>;
  expect(Object.keys(p)).toEqual(['negative', 'neutral', 'positive']);
  expect(Object.values(p).reduce((a, b) => a + b)).toBeCloseTo(1, 3);
  const evidence = line?.['evidence'] as { word: string; weight: number; start: number; end: number }[];
  expect(evidence.map(({ word }) => word)).toEqual(expect.arrayContaining(['terrible', '😡']));
  for (const { word, start, end } of evidence) expect(text.slice(start, end)).toBe(word);
});

test('sentiment: refused with a reason where the language is not known', async () => {
  const lines = await lab(
    'sentiment',
    'De lamp is gisteren aangekomen en werkt zoals het hoort te werken\n\nDe lamp 😍',
  );
  expect(lines[0]).toMatchObject({
    label: null,
    p: null,
    evidence: [],
    reason: 'not scored: language',
    language: 'nl',
  });
  expect(lines[1]).toMatchObject({ label: null, reason: 'not scored: empty', language: 'und' });
  expect(lines[2]).toMatchObject({ label: 'positive' });
});

test('emotion: with irony and offence; other languages are refused', async () => {
  const [angry, german] = await lab(
    'emotion',
    'I am furious and angry, you stupid idiot\nIch bin heute sehr traurig über die vielen schlechten Nachrichten',
  );
  expect(angry).toMatchObject({ label: 'anger', offence: { label: 'yes' }, irony: { label: expect.any(String) } });
  expect(Object.keys(angry?.['p'] as object)).toEqual(['anger', 'joy', 'optimism', 'sadness']);
  const refused = { label: null, p: null, evidence: [], reason: 'not scored: language' };
  expect(german).toMatchObject({ ...refused, irony: refused, offence: refused });
  for (const id of ['emotion', 'irony', 'offence']) {
    for (const language of ['nl', 'EN-gb', 'en_US', 'enm']) {
      const [line] = await lab(id, 'I am furious and angry, you stupid idiot', { language });
      expect([language, line?.['label'] === null]).toEqual([language, language === 'nl' || language === 'enm']);
    }
  }
});

test('the language of all lines can be given', async () => {
  const [line] = await lab('sentiment', 'genial', { language: 'es' });
  expect(line).toMatchObject({ label: 'positive', language: 'es' });
});

test('a line is JSON only if it holds a text', () => {
  const lineOf = (raw: string) => [...labTexts(`${raw}\n`)][0];
  expect(lineOf('{"id":"x","text":"a","language":"de"}')).toEqual({ line: 1, id: 'x', text: 'a', language: 'de' });
  expect(lineOf('{"id":null,"text":"a"}')).toEqual({ line: 1, text: 'a' });
  for (const raw of ['{', '{}', '{"text":1}', '[1]', 'plain', '']) expect(lineOf(raw)).toEqual({ line: 1, text: raw });
});
