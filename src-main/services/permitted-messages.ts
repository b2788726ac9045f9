import { allowedRows } from '../privacy/permit.ts';
import type { UnreadMessage } from '../store/tables/readings.ts';
import type { TableShelf } from './table-shelf.ts';

/** The messages among some that may be used. Asked a few at a time: it is not remembered, and true only now. */
export function permittedOf<T extends Pick<UnreadMessage, 'author' | 'run' | 'own'>>(
  { tables }: { tables: TableShelf },
  rows: readonly T[],
): T[] {
  const facts = {
    length: rows.length,
    person: Uint32Array.from(rows, ({ author }) => author),
    run: Uint16Array.from(rows, ({ run }) => run),
    own: Uint8Array.from(rows, ({ own }) => own),
  };
  const isAllowed = allowedRows(facts, 'service', tables.consent());
  return rows.filter((_, row) => isAllowed(row));
}
