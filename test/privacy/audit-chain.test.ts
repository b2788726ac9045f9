import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  type ChainedEntry,
  canonicalJson,
  chain,
  verifyChain,
} from '../../src-main/privacy/audit-chain.ts';

function logOf(length: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let seq = 1; seq <= length; seq++)
    entries.push(
      chain(entries.at(-1)?.hash ?? CHAIN_START, {
        seq,
        atMs: 1000 * seq,
        action: 'import.finished',
        facts: { rows: seq },
      }),
    );
  return entries;
}

describe('audit chain', () => {
  it('writes one spelling whatever the order of the facts', () => {
    const a = canonicalJson({ seq: 1, atMs: 5, action: 'x"y', facts: { b: true, a: 'é', c: 1.5 } });
    const b = canonicalJson({ facts: { c: 1.5, a: 'é', b: true }, action: 'x"y', atMs: 5, seq: 1 });
    expect(a).toBe('{"action":"x\\"y","atMs":5,"facts":{"a":"é","b":true,"c":1.5},"seq":1}');
    expect(b).toBe(a);
    expect(() => canonicalJson({ seq: 1, atMs: Number.NaN, action: 'x', facts: {} })).toThrow();
  });

  it('hashes the previous hash and the entry with SHA-256', () => {
    const [first] = logOf(1) as [ChainedEntry];
    const expected = createHash('sha256').update(Buffer.alloc(32)).update(canonicalJson(first)).digest('hex');
    expect(Buffer.from(first.hash).toString('hex')).toBe(expected);
  });

  it('accepts a whole log, also an empty one', () => {
    expect(verifyChain([])).toEqual({ ok: true, entries: 0, brokenAt: null, head: new Uint8Array(32) });
    const log = logOf(20);
    expect(verifyChain(log)).toMatchObject({ ok: true, entries: 20, brokenAt: null, head: log.at(-1)?.hash });
  });

  it('finds the place of any change, removal, swap or insertion', () => {
    const change: Record<string, (log: ChainedEntry[], at: number) => void> = {
      facts: (log, at) => log.splice(at, 1, { ...(log[at] as ChainedEntry), facts: { rows: 999 } }),
      time: (log, at) => log.splice(at, 1, { ...(log[at] as ChainedEntry), atMs: 1 }),
      action: (log, at) => log.splice(at, 1, { ...(log[at] as ChainedEntry), action: 'other' }),
      removal: (log, at) => log.splice(at, 1),
      insertion: (log, at) => log.splice(at, 0, log[at] as ChainedEntry),
      swap: (log, at) => log.splice(at, 2, log[at + 1] as ChainedEntry, log[at] as ChainedEntry),
    };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(change)), fc.integer({ min: 0, max: 8 }), (what, at) => {
        const log = logOf(10);
        change[what]?.(log, at);
        const found = verifyChain(log);
        expect(found.ok).toBe(false);
        expect(found.brokenAt).toBe(what === 'insertion' ? at + 2 : at + 1);
        expect(found.entries).toBe(log.length);
      }),
    );
  });

  it('finds an entry that was rewritten together with its own hash', () => {
    const log = logOf(5);
    const second = log[1] as ChainedEntry;
    log[1] = chain(second.previous, { ...second, facts: { rows: 0 } });
    expect(verifyChain(log).brokenAt).toBe(3);
  });
});
