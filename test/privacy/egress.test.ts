import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../shared/results.ts';
import { safeResult, safeText } from '../../src-main/privacy/egress.ts';
import { clearResult } from '../../src-main/privacy/gate.ts';

const CANARY = 'kim.canary@example.org';
const owner = { mode: 'owner-screen', k: 10 } as const;

describe('text that leaves', () => {
  it('is masked, visible, well-formed and bounded', () => {
    expect(safeText(`Thanks ${CANARY}`)).toBe('Thanks [e-mail]');
    expect(safeText('a\u202Eb\u0000c\u200Bd\uD800e')).toBe('abcd\uFFFDe');
    // A zero-width character inside an address must not hide it from the search.
    expect(safeText('kim\u200B.canary@exam\u2060ple.org')).toBe('[e-mail]');
    expect(safeText('line one\nline two\tend')).toBe('line one\nline two\tend');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        const safe = safeText(text);
        expect(safe.length).toBeLessThanOrEqual(2000);
        expect(safe.isWellFormed()).toBe(true);
        expect(safeText(safe)).toBe(safe);
      }),
    );
    expect(safeText('x'.repeat(5000))).toHaveLength(2000);
  });

  it('keeps the canary out of every text of every kind of result', () => {
    const results: Result[] = [
      {
        kind: 'table',
        columns: [{ id: 'page', label: `Page ${CANARY}`, type: 'page' }],
        rows: [{ key: CANARY, cells: [`/u/${CANARY}`], people: 20 }],
        total: 1,
        n: 1,
        people: 20,
      },
      {
        kind: 'series',
        unit: 'count',
        x: { type: 'category', labels: [CANARY] },
        lines: [{ id: 'a', label: CANARY, values: [1], people: [20] }],
        incompleteLast: false,
        n: 1,
        people: 20,
      },
      { kind: 'matrix', unit: 'count', rows: [CANARY], columns: [CANARY], values: [4], people: [20], n: 4 },
      { kind: 'number', unit: 'count', value: 4, n: 4, people: 20 },
    ];
    for (const given of results) {
      const safe = safeResult(clearResult(given, owner).result);
      expect(JSON.stringify(safe)).not.toContain('canary');
      expect(safe.kind).toBe(given.kind);
    }
  });
});
