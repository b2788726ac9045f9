import { expect, it } from 'vitest';
import { json } from '../../src-main/reports/json.ts';
import { sampleInput } from './sample-input.ts';

const render = (input: typeof sampleInput) => JSON.parse(new TextDecoder().decode(json.render(input)));

it('holds every result as the program has it, with what is needed to read it', () => {
  const report = render(sampleInput);
  expect(report).toMatchObject({ title: sampleInput.title, zone: 'Europe/Berlin', smallestGroup: 10, rounding: '' });
  expect(report.analyses.map(({ result }: { result: unknown }) => result)).toEqual(
    sampleInput.sections.map(({ reply }) => reply.result),
  );
  for (const analysis of report.analyses)
    expect(Object.keys(analysis)).toEqual(
      expect.arrayContaining(['id', 'title', 'purpose', 'question', 'definition', 'range', 'roundedTo', 'leftOut']),
    );
});

it('says when and how counts are rounded', () => {
  const [first] = sampleInput.sections;
  if (!first) throw new Error('a section is needed');
  const sections = [{ ...first, reply: { ...first.reply, roundedTo: 5 } }];
  expect(render({ ...sampleInput, sections }).rounding).toContain('multiple of 5');
});
