import type { AnalysisReply } from '../../../../shared/contract/analyses.ts';
import { pseudonymOf } from '../../../../shared/ids.ts';
import { notShownWords } from '../../../../shared/not-shown.ts';
import type { Result, Unit } from '../../../../shared/results.ts';
import { type Command, EXIT, PASSPHRASE_OPTION, textOption, type Values } from '../arguments.ts';
import { readInstant, readObject } from '../given.ts';
import { withEngine } from '../session.ts';
import { formatCount, textTable } from '../words.ts';

const SHOWN_ROWS = 40;

/** Units that a number needs to be read; the others say themselves what they are. */
const MARKS: Partial<Record<Unit, string>> = {
  ms: 'ms',
  'answer-ms': 'ms',
  'total-ms': 'ms',
  bytes: 'bytes',
  days: 'days',
};

const headOf = ({ label, unit }: { label: string; unit?: Unit }): string => {
  const mark = unit && MARKS[unit];
  return mark ? `${label}, ${mark}` : label;
};

const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');

function resultText(result: Result): string {
  switch (result.kind) {
    case 'number':
      return `${result.value === null ? '–' : formatCount(result.value)} ${result.unit} (n = ${formatCount(result.n)})`;
    case 'series': {
      const labels = result.x.type === 'time' ? result.x.starts.map(iso) : result.x.labels;
      const rows = labels.map((label, i) => [label, ...result.lines.map((line) => line.values[i] ?? null)]);
      return textTable(['', ...result.lines.map((line) => line.label)], rows);
    }
    case 'table': {
      const rows = result.rows.slice(0, SHOWN_ROWS).map((row) =>
        row.cells.map((cell, i) => {
          const type = result.columns[i]?.type;
          if (type === 'time' && typeof cell === 'number') return iso(cell);
          return type === 'person' && typeof cell === 'number' ? pseudonymOf(cell) : cell;
        }),
      );
      return textTable(result.columns.map(headOf), rows);
    }
    case 'matrix': {
      const rows = result.rows.map((row, r) => [
        row,
        ...result.columns.map((_, c) => result.values[r * result.columns.length + c] ?? null),
      ]);
      const more = notShownWords(result, formatCount);
      return [textTable(['', ...result.columns], rows), ...(more ? [more] : [])].join('\n');
    }
  }
}

export function replyText(reply: AnalysisReply): string {
  const left = reply.leftOut.map(
    (entry) => `left out (${entry.reason}): ${formatCount(entry.people)} people, ${formatCount(entry.rows)} rows`,
  );
  return [`${reply.info.title}  [${reply.info.purpose}]`, resultText(reply.result), ...left].join('\n');
}

function rangeOf(values: Values): { fromMs: number; toMs: number } | null {
  const from = textOption(values, 'from');
  const to = textOption(values, 'to');
  return from || to
    ? { fromMs: readInstant(from ?? '1970-01-01', 'from'), toMs: readInstant(to ?? '9999-01-01', 'to') }
    : null;
}

/** `inglenook analyze` */
export const analyzeCommand: Command = {
  name: 'analyze',
  takes: '[ANALYSIS]',
  help: 'Run one analysis on the store. Without a name: list them all.',
  options: {
    ...PASSPHRASE_OPTION,
    params: { type: 'string', help: 'parameters as JSON, e.g. \'{"limit":5}\'' },
    from: { type: 'string', help: 'first day, e.g. 2026-01-01' },
    to: { type: 'string', help: 'day after the last' },
    bots: { type: 'boolean', help: 'count robots too' },
    segment: { type: 'string', help: 'narrow visits and orders to a segment that was kept, by its name' },
    compare: { type: 'boolean', help: 'add the period before' },
  },
  examples: ['analyze', 'analyze top-pages --params \'{"limit":10}\'', 'analyze rfm-segments --json'],
  async run(values, [id]) {
    const json = values.json === true;
    // Wrong words are told before a store is opened or made.
    const params = readObject(textOption(values, 'params') ?? '{}', 'params');
    const range = rangeOf(values);
    return withEngine(values, async (engine) => {
      if (id === undefined) {
        const all = await engine.call('analyses.list', {});
        if (json) console.log(JSON.stringify(all));
        else
          console.log(
            textTable(
              ['analysis', 'question', 'purpose'],
              all.map((entry) => [entry.id, entry.question, entry.purpose]),
            ),
          );
        return EXIT.ok;
      }
      const saved = textOption(values, 'segment');
      const reply = await engine.call('analyses.run', {
        id,
        params,
        filter: { range, bots: values.bots === true, ...(saved === undefined ? {} : { saved }) },
        compare: values.compare === true,
      });
      console.log(json ? JSON.stringify(reply) : replyText(reply));
      return EXIT.ok;
    });
  },
};
