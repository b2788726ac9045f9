/**
 * Compares `lab pii` with texts whose personal data is marked, as microsoft/presidio-research makes them:
 * `node test/tools/score-pii.ts FILE [--misses]`.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findData } from '../../src-main/privacy/find-data.ts';

interface Marked {
  full_text: string;
  spans: { entity_type: string; start_position: number; end_position: number }[];
}
interface Span {
  type: string;
  start: number;
  end: number;
}

/** Types that the sets name differently, or lump together. */
const GROUPS: Readonly<Record<string, string>> = {
  ADDRESS: 'address',
  STREET_ADDRESS: 'address',
  ZIP_CODE: 'address',
  LOCATION: 'place',
  GPE: 'place',
  NRP: 'place',
  FACILITY: 'place',
  DOMAIN_NAME: 'url',
  URL: 'url',
  DATE: 'DATE_TIME',
};
const groupOf = (type: string): string => GROUPS[type] ?? type;

export interface Figures {
  precision: number;
  recall: number;
  f1: number;
}
const figures = (right: number, found: number, marked: number): Figures => {
  const precision = found === 0 ? 0 : right / found;
  const recall = marked === 0 ? 0 : right / marked;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
};

class Count {
  right = 0;
  found = 0;
  marked = 0;
  get figures(): Figures {
    return figures(this.right, this.found, this.marked);
  }
}

/** A house number and the street behind it are one address, however a set cuts them up. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last && groupOf(last.type) === groupOf(span.type) && text.slice(last.end, span.start) === ' ')
      last.end = span.end;
    else whole.push({ ...span });
  }
  return whole;
}

const TOKEN = /[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Groups of the tokens of a text ('' = none). */
function tokenGroups(text: string, spans: readonly Span[]): string[] {
  return [...text.matchAll(TOKEN)].map(({ index, 0: token }) => {
    const span = spans.find(({ start, end }) => start <= index && index + token.length <= end);
    return span ? groupOf(span.type) : '';
  });
}

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end && groupOf(a.type) === groupOf(b.type);
const isSame = (a: Span, b: Span) => a.start === b.start && a.end === b.end && groupOf(a.type) === groupOf(b.type);

/** Figures over all texts: spans that fit exactly, spans that overlap, tokens by group, tokens as "personal or not". */
export function scoreAll(texts: readonly Marked[]) {
  const exact = new Count();
  const overlap = new Count();
  const tokens = new Count();
  const anyToken = new Count();
  const byType = new Map<string, Count>();
  const misses: { text: string; missed: string[]; wrong: string[] }[] = [];
  for (const { full_text: text, spans } of texts) {
    const marked = joined(
      text,
      spans.map((span) => ({ type: span.entity_type, start: span.start_position, end: span.end_position })),
    );
    const found = joined(text, findData(text));
    const seen = (list: Span[], other: Span[], same: typeof isSame) =>
      list.filter((a) => other.some((b) => same(a, b)));
    for (const [count, same] of [
      [exact, isSame],
      [overlap, overlaps],
    ] as const) {
      count.right += seen(marked, found, same).length;
      count.found += found.length;
      count.marked += marked.length;
    }
    const should = tokenGroups(text, marked);
    const is = tokenGroups(text, found);
    for (const [i, group] of should.entries()) {
      const guess = is[i] as string;
      for (const [name, hit] of [
        ['found', guess],
        ['marked', group],
      ] as const) {
        if (hit === '') continue;
        tokens[name]++;
        anyToken[name]++;
        const count = byType.get(hit) ?? new Count();
        count[name]++;
        if (name === 'found' && guess === group) count.right++;
        byType.set(hit, count);
      }
      if (group !== '' && guess !== '') anyToken.right++;
      if (group !== '' && guess === group) tokens.right++;
    }
    const word = ({ type, start, end }: Span) => `${type}:${text.slice(start, end)}`;
    const missed = marked.filter((span) => !found.some((other) => isSame(span, other))).map(word);
    const wrong = found.filter((span) => !marked.some((other) => isSame(span, other))).map(word);
    if (missed.length + wrong.length > 0) misses.push({ text, missed, wrong });
  }
  return {
    exact: exact.figures,
    overlap: overlap.figures,
    tokens: tokens.figures,
    anyToken: anyToken.figures,
    byType: Object.fromEntries([...byType].map(([type, count]) => [type, count.figures])),
    misses,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const texts = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Marked[];
  const { misses, byType, ...all } = scoreAll(texts);
  const show = ({ precision, recall, f1 }: Figures) =>
    `P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`;
  for (const [name, value] of Object.entries(all)) console.log(name.padEnd(10), show(value));
  for (const [name, value] of Object.entries(byType)) console.log(`  ${name.padEnd(20)}`, show(value));
  if (process.argv.includes('--misses')) for (const miss of misses) console.log(JSON.stringify(miss));
}
