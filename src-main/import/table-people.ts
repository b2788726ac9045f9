import type { ConsentState, Identifier } from '../../shared/model.ts';
import {
  COUNTRY_ALIASES,
  columnNamed,
  CONSENT_ALIASES,
  plainName,
  SMS_ALIASES,
  WHATSAPP_ALIASES,
} from './table-aliases.ts';
import { type Cells, type Recorder, reject, type TableSink } from './table-cells.ts';
import { isBlank, type TableRow } from './table-rows.ts';
import { SignalColumns } from './table-signals.ts';

const YES = /^(yes|y|true|1|ja|oui|si|sí|sim|subscribed|granted|opt-?in|opted in|accepted|active|confirmed|ok)$/i;
const NO =
  /^(no|n|false|0|nein|non|não|nao|nee|unsubscribed|not subscribed|not_subscribed|never subscribed|denied|opt-?out|opted out|declined|cleaned|revoked)$/i;

/** What a cell says about being written to; `unknown` for anything that is no clear answer. */
export function consentState(text: string): ConsentState {
  const trimmed = text.trim().replace(/^'/, '');
  if (YES.test(trimmed)) return 'granted';
  return NO.test(trimmed) ? 'denied' : 'unknown';
}

/**
 * Reads what people said about marketing from the columns that say so, and consent signals, if the file has any.
 * There is one marketing purpose, and shops ask by channel: the answer about e-mail decides, then SMS, then WhatsApp.
 * The wording names the columns, so that it can be shown later what was answered where.
 */
export class ConsentColumns {
  readonly #columns: readonly { at: number; name: string }[];
  readonly #signals: SignalColumns;

  constructor(names: readonly string[], cells: Cells) {
    const plain = names.map(plainName);
    this.#signals = new SignalColumns(names);
    const channels = [
      ['consent', CONSENT_ALIASES],
      ['consentSms', SMS_ALIASES],
      ['consentWhatsapp', WHATSAPP_ALIASES],
    ] as const;
    this.#columns = channels
      .map(([field, aliases]) => (cells.has(field) ? cells.columnOf(field) : columnNamed(plain, aliases)))
      .flatMap((at) => (at < 0 ? [] : [{ at, name: (names[at] ?? '').trim().slice(0, 100) }]));
  }

  /** Whether the file has such a column. */
  get some(): boolean {
    return this.#columns.length > 0 || this.#signals.some;
  }

  /** Adds a consent record when the row holds an answer. */
  add(row: TableRow, person: readonly Identifier[], atMs: number | null, sink: TableSink): void {
    if (person.length === 0) return;
    this.#signals.add(row, person, atMs, sink);
    const { cells, line } = row;
    const answers = this.#columns
      .map(({ at, name }) => ({ name, state: consentState(cells[at] ?? '') }))
      .filter(({ state }) => state !== 'unknown');
    const [first] = answers;
    if (!first) return;
    const wording =
      answers.length === 1
        ? first.name
        : answers.map(({ name, state }) => `${name}: ${state === 'granted' ? 'yes' : 'no'}`).join('; ');
    sink.rows.push({ type: 'consent', line, person, purposes: ['marketing'], state: first.state, atMs, wording });
  }
}

/** A list of customers without orders: one person a row, and what they agreed to. */
export function peopleRecorder(cells: Cells, names: readonly string[]): Recorder {
  const consent = new ConsentColumns(names, cells);
  const country = cells.has('country') ? cells.columnOf('country') : columnNamed(names.map(plainName), COUNTRY_ALIASES);
  return {
    add(row, sink) {
      if (isBlank(row) || !cells.accepts(row, sink)) return;
      const person = cells.people(row, cells.mapping.scope || 'shop');
      if (person.length === 0) return reject(sink, 'missing-field', row.line, 'email');
      const atMs = cells.instant(row);
      if (typeof atMs === 'string') return reject(sink, atMs, row.line, 'at');
      const code = country < 0 ? '' : (row.cells[country] ?? '').trim().replace(/^'/, '');
      sink.rows.push({
        type: 'person',
        line: row.line,
        person,
        atMs,
        country: /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : '',
      });
      consent.add(row, person, atMs, sink);
    },
    finish() {},
  };
}
