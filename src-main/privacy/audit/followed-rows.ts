/** Where a row stands, and when it was; NaN without a time. */
export interface Place {
  file: string;
  line: number;
  atMs: number;
}

/** What a person said of advertising; `objected` by a signal of their browser. */
export type Ads = 'granted' | 'denied' | 'objected';

/** What is to be known of a row to follow its person. */
export interface FollowedRow extends Place {
  /** Hash. */
  person: number;
  said: 'granted' | 'denied' | null;
  ads: Ads | null;
  hasAds: boolean;
}

const SAID = [null, 'granted', 'denied'] as const;
const ADS = [null, 'granted', 'denied', 'objected'] as const;
const START = 1024;
/** Rows that are kept until the end, 25 bytes each. Those beyond are left out, and that is told. */
const MOST = 8_000_000;

function grown<T extends Float64Array | Uint32Array | Uint8Array>(array: T, to: T): T {
  to.set(array);
  return to;
}

/** Rows of known people, put aside so that they can be followed in order of time, whatever order and file they came in. */
export class FollowedRows {
  readonly #files: string[] = [];
  #at = new Float64Array(START);
  #person = new Uint32Array(START);
  #line = new Uint32Array(START);
  #file = new Uint32Array(START);
  #flags = new Uint8Array(START);
  #count = 0;
  leftOut = 0;

  add({ person, atMs, line, file, said, ads, hasAds }: FollowedRow): void {
    if (this.#count >= MOST) {
      this.leftOut++;
      return;
    }
    if (this.#count === this.#at.length) this.#grow();
    if (this.#files.at(-1) !== file) this.#files.push(file);
    const i = this.#count++;
    this.#at[i] = atMs;
    this.#person[i] = person;
    this.#line[i] = line;
    this.#file[i] = this.#files.length - 1;
    this.#flags[i] = SAID.indexOf(said) | (ADS.indexOf(ads) << 2) | (hasAds ? 16 : 0);
  }

  #grow(): void {
    const size = this.#at.length * 2;
    this.#at = grown(this.#at, new Float64Array(size));
    this.#person = grown(this.#person, new Uint32Array(size));
    this.#line = grown(this.#line, new Uint32Array(size));
    this.#file = grown(this.#file, new Uint32Array(size));
    this.#flags = grown(this.#flags, new Uint8Array(size));
  }

  /** All rows in order of time, and forgets them. A row without a time stays behind the one before it. */
  *inOrder(): Generator<FollowedRow> {
    const count = this.#count;
    this.#count = 0;
    const times = this.#at.slice(0, count);
    let last = Number.NEGATIVE_INFINITY;
    let isSorted = true;
    for (let i = 0; i < count; i++) {
      const at = times[i] as number;
      if (Number.isNaN(at)) times[i] = last;
      else {
        isSorted &&= at >= last;
        last = at;
      }
    }
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    if (!isSorted) order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
    for (const i of order) {
      const flags = this.#flags[i] as number;
      yield {
        person: this.#person[i] as number,
        atMs: this.#at[i] as number,
        line: this.#line[i] as number,
        file: this.#files[this.#file[i] as number] as string,
        said: SAID[flags & 3] as FollowedRow['said'],
        ads: ADS[(flags >> 2) & 3] as FollowedRow['ads'],
        hasAds: (flags & 16) !== 0,
      };
    }
  }
}
