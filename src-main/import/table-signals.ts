import type { Identifier } from '../../shared/model.ts';
import { plainName } from './table-aliases.ts';
import type { TableSink } from './table-cells.ts';
import type { TableRow } from './table-rows.ts';

/** Headings under which exports keep consent signals, by the name that the decoder knows them by. */
const SIGNALS: readonly [field: string, heading: RegExp][] = [
  [
    'tc_string',
    /^(?:gdpr consent|iab )?(?:tc ?string|tcf(?: ?string| ?v?2)?|euconsent(?: v2)?|consent string)$|^gdpr consent$/,
  ],
  ['gpp', /^(?:iab )?gpp(?: string| consent)?$/],
  ['us_privacy', /^us ?privacy(?: string)?$|^ccpa(?: string)?$/],
  ['gpc', /^(?:sec )?gpc$|^global privacy control$/],
  ['dnt', /^dnt$|^do not track$/],
  ['gcs', /^gcs$/],
  ['gcd', /^gcd$/],
];

const MOST_TEXT = 4000;
/** People whose last signals are kept in memory. */
const MOST_PEOPLE = 50_000;

/** Columns that hold a consent signal as browsers and consent tools write it: TCF, GPP, US Privacy, Sec-GPC, DNT, consent mode. */
export class SignalColumns {
  readonly #columns: readonly { at: number; field: string; name: string }[];
  readonly #last = new Map<string, string>();

  constructor(names: readonly string[]) {
    this.#columns = names.flatMap((name, at) => {
      const plain = plainName(name);
      const field = SIGNALS.find(([, heading]) => heading.test(plain))?.[0];
      return field === undefined ? [] : [{ at, field, name: name.trim().slice(0, 100) }];
    });
  }

  /** Whether the file has such a column. */
  get some(): boolean {
    return this.#columns.length > 0;
  }

  /** Adds a record for each signal that the row holds, the first of a person and each change. What it means is decoded when it is stored. */
  add({ cells, line }: TableRow, person: readonly Identifier[], atMs: number | null, sink: TableSink): void {
    const [first] = person;
    if (!first) return;
    for (const { at, field, name } of this.#columns) {
      const value = (cells[at] ?? '').trim().replace(/^'/, '').slice(0, MOST_TEXT);
      if (value === '') continue;
      const key = `${first.kind}\u0000${first.value}\u0000${field}`;
      if (this.#last.get(key) === value) continue;
      if (this.#last.size >= MOST_PEOPLE) this.#last.clear();
      this.#last.set(key, value);
      const signal = { field, value };
      sink.rows.push({ type: 'consent', line, person, purposes: [], state: 'unknown', atMs, wording: name, signal });
    }
  }
}
