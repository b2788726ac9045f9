/** Personal data in a text: [start, end) in UTF-16 units; `type` in the terms of Microsoft Presidio where it has one. */
export interface DataSpan {
  type: string;
  start: number;
  end: number;
  /** 0 … 1: how sure it is that this is what the type says. */
  confidence: number;
}

/** [start, end) of a text, in UTF-16 units. */
interface Stretch {
  start: number;
  end: number;
}

/** How many of the added places lie before another: a tree of sums (Fenwick 1994) over the sorted places. */
class Counts {
  readonly #places: Float64Array;
  readonly #sums: Uint32Array;

  constructor(places: readonly number[]) {
    this.#places = Float64Array.from(new Set(places)).sort();
    this.#sums = new Uint32Array(this.#places.length + 1);
  }

  #rankOf(place: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(place: number): void {
    for (let i = this.#rankOf(place) + 1; i < this.#sums.length; i += i & -i) this.#sums[i] = (this.#sums[i] ?? 0) + 1;
  }

  before(place: number): number {
    let count = 0;
    for (let i = this.#rankOf(place); i > 0; i -= i & -i) count += this.#sums[i] as number;
    return count;
  }
}

/** Of overlapping spans the earlier in the list wins; result in order of the text. n log n: a line may be megabytes. */
export function withoutOverlaps<S extends Stretch>(spans: readonly S[]): S[] {
  const starts = new Counts(spans.map(({ start }) => start));
  const ends = new Counts(spans.map(({ end }) => end));
  const kept = spans.filter(({ start, end }) => {
    // Those kept that begin before its end, less those that are over by then, reach into it.
    if (starts.before(end) > ends.before(start + 1)) return false;
    starts.add(start);
    ends.add(end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/** The one that a stretch lies in, of some in order of the text and without overlaps; −1 = none. */
export function indexOfEnclosing(ordered: readonly Stretch[], { start, end }: Stretch): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as Stretch).start <= start) low = middle + 1;
    else high = middle;
  }
  const last = ordered[low - 1];
  return last && end <= last.end ? low - 1 : -1;
}
