import type { ConsentState, Identifier } from '../../shared/model.ts';
import { COUNTRY_ALIASES, columnNamed, CONSENT_ALIASES, plainName } from './table-aliases.ts';
import { type Cells, type Recorder, reject, type TableSink } from './table-cells.ts';
import { isBlank, type TableRow } from './table-rows.ts';

const YES = /^(yes|y|true|1|ja|oui|si|sí|sim|subscribed|granted|opt-?in|opted in|accepted)$/i;
const NO =
  /^(no|n|false|0|nein|non|não|nao|nee|unsubscribed|not subscribed|not_subscribed|denied|opt-?out|opted out|declined)$/i;

function stateOf(text: string): ConsentState {
  const trimmed = text.trim().replace(/^'/, '');
  if (YES.test(trimmed)) return 'granted';
  return NO.test(trimmed) ? 'denied' : 'unknown';
}

/** Reads what people said about marketing from the column that says so, if the file has one. */
export class ConsentColumn {
  readonly #column: number;
  readonly #wording: string;

  constructor(names: readonly string[]) {
    this.#column = columnNamed(names.map(plainName), CONSENT_ALIASES);
    this.#wording = names[this.#column] ?? '';
  }

  /** Adds a consent record when the row holds an answer. */
  add({ cells, line }: TableRow, person: readonly Identifier[], atMs: number | null, sink: TableSink): void {
    if (this.#column < 0 || person.length === 0) return;
    const state = stateOf(cells[this.#column] ?? '');
    if (state === 'unknown') return;
    sink.rows.push({ type: 'consent', line, person, purposes: ['marketing'], state, atMs, wording: this.#wording });
  }
}

/** A list of customers without orders: one person a row, and what they agreed to. */
export function peopleRecorder(cells: Cells, names: readonly string[]): Recorder {
  const consent = new ConsentColumn(names);
  const country = columnNamed(names.map(plainName), COUNTRY_ALIASES);
  return {
    add(row, sink) {
      if (isBlank(row) || !cells.accepts(row, sink)) return;
      const person = cells.people(row, cells.mapping.scope || 'shop');
      if (person.length === 0) return reject(sink, 'missing-field', row.line, 'email');
      const code = country < 0 ? '' : (row.cells[country] ?? '').trim().replace(/^'/, '');
      sink.rows.push({
        type: 'person',
        line: row.line,
        person,
        atMs: null,
        country: /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : '',
      });
      consent.add(row, person, null, sink);
    },
    finish() {},
  };
}
