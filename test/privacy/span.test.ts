import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexOfEnclosing, withoutOverlaps } from '../../src-main/privacy/span.ts';

interface Stretch {
  start: number;
  end: number;
}

/** The law in its plainest form: each span is compared with all that were kept. */
function oneByOne(spans: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const span of spans)
    if (!kept.some((other) => other.start < span.end && span.start < other.end)) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}

// Empty ones, too: they overlap only what they stand inside of.
const stretches = fc.array(
  fc.tuple(fc.nat(40), fc.nat(9)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 30 },
);

it('keeps what a comparison with each earlier span keeps', () => {
  fc.assert(
    fc.property(stretches, (spans) => {
      expect(withoutOverlaps(spans)).toEqual(oneByOne(spans));
    }),
  );
});

it('finds the stretch that another lies in', () => {
  const one = { start: 0, end: 1 };
  fc.assert(
    fc.property(stretches, fc.nat(40), fc.integer({ min: 1, max: 9 }), (spans, start, length) => {
      const ordered = withoutOverlaps(spans.filter((span) => span.end > span.start));
      const inner = { start, end: start + length };
      expect(indexOfEnclosing(ordered, inner)).toBe(
        ordered.findIndex((outer) => outer.start <= inner.start && inner.end <= outer.end),
      );
    }),
  );
  expect(indexOfEnclosing([], one)).toBe(-1);
});

it('bears a line of a hundred thousand spans', () => {
  const spans = Array.from({ length: 100_000 }, (_, i) => ({ start: 3 * i, end: 3 * i + 2 }));
  expect(withoutOverlaps([...spans, ...spans.map(({ start }) => ({ start: start + 1, end: start + 3 }))])).toEqual(
    spans,
  );
});
