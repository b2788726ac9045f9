import { CHAIN_START, type ChainedEntry, chain, verifyChain } from '../privacy/audit-chain.ts';
import type { WriteDb } from '../store/open.ts';
import { type AuditRow, countAudit, insertAudit, iterateAudit, lastAudit, listAudit } from '../store/tables/audit.ts';
import type { Group } from './handlers.ts';

const toEntry = (row: AuditRow): ChainedEntry => ({
  seq: row.seq,
  atMs: row.at_ms,
  action: row.action,
  facts: JSON.parse(row.facts) as ChainedEntry['facts'],
  previous: new Uint8Array(row.previous),
  hash: new Uint8Array(row.hash),
});

/** Appends one entry behind the last. Facts must be numbers, ids and enum words: never a name, never content. */
export function appendAudit(
  db: WriteDb,
  atMs: number,
  action: string,
  facts: Record<string, string | number | boolean>,
): void {
  const last = lastAudit(db);
  const entry = chain(last ? new Uint8Array(last.hash) : CHAIN_START, {
    seq: (last?.seq ?? 0) + 1,
    atMs,
    action,
    facts,
  });
  insertAudit(db, {
    seq: entry.seq,
    at_ms: atMs,
    action,
    facts: JSON.stringify(facts),
    previous: entry.previous,
    hash: entry.hash,
  });
}

function* entriesOf(rows: Iterable<AuditRow>): Generator<ChainedEntry> {
  for (const row of rows) yield toEntry(row);
}

export const audit: Group<'audit'> = {
  'audit.list': ({ db }, { offset, limit }) => ({
    total: countAudit(db),
    entries: listAudit(db, offset, limit).map((row) => {
      const { seq, atMs, action, facts } = toEntry(row);
      return { seq, atMs, action, facts: { ...facts } };
    }),
  }),
  'audit.verify': ({ db }) => verifyChain(entriesOf(iterateAudit(db))),
};
