import type { CodedColumn } from './classes.ts';

/** One step of generalisation of a column. */
export interface Level {
  name: string;
  /** What each value of the column becomes. */
  values: readonly string[];
}

/** Ways to generalise a column, from "as it is" to "left out"; each level is coarser than the one before. */
export interface Hierarchy {
  column: string;
  kind: 'time' | 'number' | 'version' | 'address' | 'postcode' | 'page' | 'place' | 'category';
  levels: readonly Level[];
}

export const LEFT_OUT = '*';

const share = (values: readonly string[], test: (value: string) => boolean) => {
  const filled = values.filter((value) => value !== '');
  return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
};
const MOST = 0.95;

type Step = readonly [name: string, to: (value: string) => string];

const TIME_LIKE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const epochMs = (value: string) => Number(value) * (value.length > 11 ? 1 : 1000);
const isEpoch = (value: string) => /^1\d{9}(?:\d{3})?$/.test(value);
const asIso = (value: string): string =>
  isEpoch(value) ? new Date(epochMs(value)).toISOString() : value.replace(' ', 'T');
const TIME_STEPS: readonly Step[] = [
  ['hour', (value) => asIso(value).slice(0, 13)],
  ['day', (value) => asIso(value).slice(0, 10)],
  ['month', (value) => asIso(value).slice(0, 7)],
  ['year', (value) => asIso(value).slice(0, 4)],
];

const cut = (parts: number, by: string) => (value: string) => value.split(by).slice(0, parts).join(by);
const VERSION_STEPS: readonly Step[] = [
  ['major.minor', cut(2, '.')],
  ['major', cut(1, '.')],
];
const ADDRESS_STEPS: readonly Step[] = [
  ['/24', (value) => `${cut(3, '.')(value)}.0`],
  ['/16', (value) => `${cut(2, '.')(value)}.0.0`],
  ['/8', (value) => `${cut(1, '.')(value)}.0.0.0`],
];
const PAGE_STEPS: readonly Step[] = [
  ['without parameters', (value) => value.replace(/[?#].*$/s, '')],
  ['two folders', (value) => cut(3, '/')(value.replace(/[?#].*$/s, ''))],
  ['one folder', (value) => cut(2, '/')(value.replace(/[?#].*$/s, ''))],
];
const POSTCODE_STEPS: readonly Step[] = [3, 2, 1].map((kept) => [
  `first ${kept} signs`,
  (value) => value.slice(0, kept) + '*'.repeat(Math.max(0, value.length - kept)),
]);

/** Bands of 1, 2 or 5 × a power of ten, each a multiple of the one before (1 → 10 → 100 …, or 5 → 10 → 50). */
function bandSteps(values: readonly string[]): Step[] {
  const numbers = values.filter((value) => value !== '').map(Number);
  const low = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const range = high - low;
  if (!(range > 0)) return [];
  const base = 10 ** Math.floor(Math.log10(range));
  return [base / 20, base / 10, base / 2, base].map((width) => [
    `bands of ${Number(width.toPrecision(6))}`,
    (value) => {
      if (value === '') return '';
      const from = Math.floor(Number(value) / width) * width;
      return `${Number(from.toPrecision(10))}–${Number((from + width).toPrecision(10))}`;
    },
  ]);
}

/** Values seen in fewer rows than each bound become "other". */
function rareSteps({ codes, values }: CodedColumn, k: number): Step[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(values[code] as string, (counts.get(values[code] as string) ?? 0) + 1);
  return [k, 5 * k, 25 * k].map((least) => [
    `values of ${least} rows or more`,
    (value) => ((counts.get(value) ?? 0) >= least ? value : 'other'),
  ]);
}

const AREA_NAME = /region|state|countr|province|county|area|continent|district|land$|département|provinc|nation/i;

/** Other columns that a value of this one decides, coarser ones later: city → region → country. */
function parentSteps(column: CodedColumn, others: readonly CodedColumn[]): Step[] {
  const parents = others.flatMap((other) => {
    if (!AREA_NAME.test(other.name) || other.values.length < 2 || other.values.length >= column.values.length * 0.7)
      return [];
    const parentOf = new Map<number, number>();
    for (let row = 0; row < column.codes.length; row++) {
      const own = column.codes[row] as number;
      const above = other.codes[row] as number;
      if ((parentOf.get(own) ?? above) !== above) return [];
      parentOf.set(own, above);
    }
    return [{ other, parentOf }];
  });
  parents.sort((a, b) => b.other.values.length - a.other.values.length);
  const codeOf = new Map(column.values.map((value, code) => [value, code]));
  return parents.map(({ other, parentOf }) => [
    other.name,
    (value) => other.values[parentOf.get(codeOf.get(value) ?? 0) ?? 0] as string,
  ]);
}

function kindOf({ name, values }: CodedColumn): Hierarchy['kind'] {
  if (share(values, (value) => TIME_LIKE.test(value) || isEpoch(value)) >= MOST) return 'time';
  if (share(values, (value) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value)) >= MOST) return 'address';
  if (
    share(values, (value) => /^\d{1,4}(?:\.\d{1,6}){1,3}$/.test(value)) >= MOST &&
    values.some((value) => /\..*\./.test(value))
  )
    return 'version';
  if (
    /zip|post|plz|cap$|code_?postal/i.test(name) &&
    share(values, (value) => /^[\dA-Z -]{4,10}$/i.test(value)) >= MOST
  )
    return 'postcode';
  if (share(values, (value) => /^(?:https?:\/)?\/\S*$/.test(value)) >= MOST) return 'page';
  if (share(values, (value) => Number.isFinite(Number(value))) === 1 && values.length > 2) return 'number';
  return 'category';
}

const STEPS: Readonly<Partial<Record<Hierarchy['kind'], readonly Step[]>>> = {
  time: TIME_STEPS,
  version: VERSION_STEPS,
  address: ADDRESS_STEPS,
  page: PAGE_STEPS,
  postcode: POSTCODE_STEPS,
};

/** Each level maps the values of the one below: only then is a coarser level never more telling than a finer one. */
function nested(column: CodedColumn, steps: readonly Step[]): Level[] {
  const levels: Level[] = [{ name: 'as it is', values: column.values }];
  for (const [name, to] of [...steps, ['left out', () => LEFT_OUT] as Step]) {
    const values = column.values.map(to);
    const below = (levels.at(-1) as Level).values;
    const above = new Map<string, string>();
    const isCoarser = below.every((value, i) => {
      const seen = above.get(value) ?? (values[i] as string);
      above.set(value, seen);
      return seen === values[i];
    });
    if (isCoarser && new Set(values).size < new Set(below).size) levels.push({ name, values });
  }
  return levels;
}

/** The hierarchy that fits the values of a column. `others` may hold its regions; `k` bounds what counts as rare. */
export function hierarchyOf(column: CodedColumn, others: readonly CodedColumn[], k: number): Hierarchy {
  const kind = kindOf(column);
  const fixed = kind === 'number' ? bandSteps(column.values) : STEPS[kind];
  if (fixed) return { column: column.name, kind, levels: nested(column, fixed) };
  const parents = parentSteps(column, others);
  if (parents.length > 0) return { column: column.name, kind: 'place', levels: nested(column, parents) };
  return { column: column.name, kind, levels: nested(column, rareSteps(column, k)) };
}
