import type { Report } from './report.ts';
import { roundingWords } from './words.ts';

/**
 * Every analysis for other programs: results as they are in the program (instants in Unix ms, shares from 0 to 1, ids of
 * units), with question, definition, purpose, period and whom they leave out.
 */
export const json: Report = {
  id: 'json',
  title: 'For other programs (JSON)',
  extension: 'json',
  mime: 'application/json',
  render({ title, settings, madeMs, currency = '', range, sections }) {
    const { zone, smallGroup } = settings;
    const analyses = sections.map(({ reply, question, definition, area }) => {
      const { info, result, previous, previousRange, leftOut, roundedTo } = reply;
      return {
        ...info,
        area,
        question,
        definition,
        range: reply.range,
        roundedTo,
        leftOut,
        result,
        previous,
        previousRange,
      };
    });
    const rounding = roundingWords(sections);
    const report = { title, madeMs, zone, currency, range, smallestGroup: smallGroup, rounding, analyses };
    return new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
  },
};
