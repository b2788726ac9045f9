import { CHAIN_START, type ChainedEntry, chain, verifyChain } from '../privacy/audit-chain.ts';
import type { WriteDb } from '../store/open.ts';
import {
  type AuditRow,
  auditHead,
  countAudit,
  insertAudit,
  iterateAudit,
  lastAudit,
  listAudit,
} from '../store/tables/audit.ts';
import { lastRun } from '../store/tables/exports.ts';
import type { Group } from './handlers.ts';

/** Facts that were altered so that they are no JSON any more must not keep the log from being checked. */
function readFacts(text: string): ChainedEntry['facts'] {
  try {
    const facts: unknown = JSON.parse(text);
    return typeof facts === 'object' && facts !== null ? (facts as ChainedEntry['facts']) : { damaged: true };
  } catch {
    return { damaged: true };
  }
}

const toEntry = (row: AuditRow): ChainedEntry => ({
  seq: row.seq,
  atMs: row.at_ms,
  action: row.action,
  facts: readFacts(row.facts),
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
  const [last, head] = [lastAudit(db), auditHead(db)];
  // Behind where the log ended, even if its end was cut off since: the gap then stays to be seen.
  const end = head && head.seq > (last?.seq ?? 0) ? head : last;
  const entry = chain(end ? new Uint8Array(end.hash) : CHAIN_START, {
    seq: (end?.seq ?? 0) + 1,
    atMs,
    action,
    facts,
  });
  const row = { seq: entry.seq, at_ms: atMs, action, facts: JSON.stringify(facts) };
  db.transaction(() => insertAudit(db, { ...row, previous: entry.previous, hash: entry.hash }))();
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
  'audit.verify': ({ db }, { noted }) => {
    const end = auditHead(db);
    const { entries, brokenAt, head } = verifyChain(entriesOf(iterateAudit(db)), [
      ...(end ? [{ seq: end.seq, hash: new Uint8Array(end.hash) }] : []),
      ...(noted ? [{ seq: noted.entries, hash: new Uint8Array(Buffer.from(noted.fingerprint, 'hex')) }] : []),
    ]);
    // Entries without a noted end, or imports without any entry: the note was taken away, or all of the log.
    const isCut = end === undefined && entries + lastRun(db) > 0;
    const place = brokenAt ?? (isCut ? entries + 1 : null);
    return {
      ok: place === null,
      entries,
      brokenAt: place,
      fingerprint: Buffer.from(head.subarray(0, 8)).toString('hex'),
    };
  },
};
