import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** One entry of the audit log: what was done and when, never to whom. */
export interface AuditEntry {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  atMs: number;
  action: string;
  /** Counts, ids and enum words; no personal data. */
  facts: Readonly<Record<string, string | number | boolean>>;
}

/** An entry as stored, with its place in the chain. */
export interface ChainedEntry extends AuditEntry {
  previous: Uint8Array;
  hash: Uint8Array;
}

/** What stands before the first entry. */
export const CHAIN_START = new Uint8Array(32);

function canonicalValue(value: string | number | boolean): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new AppError('internal', { finite: false });
  return JSON.stringify(value);
}

/** One spelling for one entry: keys sorted by code unit, no blanks, numbers as ECMAScript writes them (as in RFC 8785). */
export function canonicalJson({ seq, atMs, action, facts }: AuditEntry): string {
  const inner = Object.keys(facts)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalValue(facts[key] as string | number | boolean)}`)
    .join(',');
  const [at, no] = [canonicalValue(atMs), canonicalValue(seq)];
  return `{"action":${JSON.stringify(action)},"atMs":${at},"facts":{${inner}},"seq":${no}}`;
}

/** SHA-256 over the previous hash and the canonical entry. */
export const chainHash = (previous: Uint8Array, entry: AuditEntry): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(previous).update(canonicalJson(entry)).digest());

/** Puts an entry behind the one whose hash is `previous` (CHAIN_START for the first). */
export const chain = (previous: Uint8Array, entry: AuditEntry): ChainedEntry => ({
  ...entry,
  previous,
  hash: chainHash(previous, entry),
});

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Where a log ended, as it was noted elsewhere. */
export interface ChainHead {
  seq: number;
  /** The hash of that entry, or its first bytes. */
  hash: Uint8Array;
}

export interface ChainVerdict {
  ok: boolean;
  entries: number;
  /** Sequence number at which the first entry that does not fit should stand. */
  brokenAt: number | null;
  /** Hash of the last entry; what stands before the first for an empty log. */
  head: Uint8Array;
}

const begins = (whole: Uint8Array, start: Uint8Array) => same(whole.subarray(0, start.length), start);

/**
 * Walks the log from its first entry. A chain alone cannot show that its newest entries were cut off, nor that it was written
 * anew from some entry on: `noted` are places where it is known to have been, by which both are found.
 */
export function verifyChain(entries: Iterable<ChainedEntry>, noted: readonly ChainHead[] = []): ChainVerdict {
  let previous: Uint8Array = CHAIN_START;
  let seen = 0;
  let brokenAt: number | null = null;
  for (const entry of entries) {
    seen++;
    if (brokenAt !== null) continue;
    const fits =
      entry.seq === seen &&
      same(entry.previous, previous) &&
      same(entry.hash, chainHash(previous, entry)) &&
      noted.every(({ seq, hash }) => seq !== seen || begins(entry.hash, hash));
    if (!fits) brokenAt = seen;
    previous = entry.hash;
  }
  if (brokenAt === null && noted.some(({ seq }) => seq > seen)) brokenAt = seen + 1;
  return { ok: brokenAt === null, entries: seen, brokenAt, head: previous };
}
