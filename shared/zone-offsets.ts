/** Offsets of time zones from UTC, by the day: asking `Intl` takes some 10 µs, and every row of a file or chart asks. */
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** Ends of ECMAScript's time: within a day of them nothing is kept. */
const LAST_MS = 8.64e15;
/** Days that are kept of a zone: a lifetime of data; more than that is asked anew. */
const MOST_DAYS = 50_000;

/** A day of UTC in which the offset changes once at most, as in all of the tz database (checked over 600 zones). */
interface DayOffset {
  beforeMs: number;
  afterMs: number;
  /** The first instant with the second offset; `Infinity` where it does not change. */
  changeMs: number;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

class ZoneOffsets {
  readonly #formatter: Intl.DateTimeFormat;
  readonly #days = new Map<number, DayOffset>();

  constructor(zone: string) {
    this.#formatter = formatterOf(zone);
  }

  at(atMs: number): number {
    const day = Math.floor(atMs / DAY_MS);
    const known = this.#days.get(day);
    if (known) return atMs < known.changeMs ? known.beforeMs : known.afterMs;
    // Not so for what is no number, either: `Intl` refuses it.
    if (!(Math.abs(atMs) < LAST_MS - DAY_MS)) return this.#ask(atMs);
    if (this.#days.size >= MOST_DAYS) this.#days.clear();
    const found = this.#find(day);
    this.#days.set(day, found);
    return atMs < found.changeMs ? found.beforeMs : found.afterMs;
  }

  #find(day: number): DayOffset {
    const beforeMs = this.#days.get(day - 1)?.afterMs ?? this.#ask(day * DAY_MS);
    const afterMs = this.#days.get(day + 1)?.beforeMs ?? this.#ask((day + 1) * DAY_MS);
    if (beforeMs === afterMs) return { beforeMs, afterMs, changeMs: Number.POSITIVE_INFINITY };
    // Clocks change at full seconds.
    let [low, high] = [0, DAY_MS / SECOND_MS];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#ask(day * DAY_MS + middle * SECOND_MS) === beforeMs) low = middle;
      else high = middle;
    }
    return { beforeMs, afterMs, changeMs: day * DAY_MS + high * SECOND_MS };
  }

  #ask(atMs: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#formatter.formatToParts(atMs)) part[type] = Number(value);
    const local = Date.UTC(
      part.year ?? 1970,
      (part.month ?? 1) - 1,
      part.day ?? 1,
      part.hour ?? 0,
      part.minute ?? 0,
      part.second ?? 0,
    );
    return local - Math.floor(atMs / SECOND_MS) * SECOND_MS;
  }
}

const zones = new Map<string, ZoneOffsets>();

/** Offset of `zone` from UTC at an instant, in ms (positive east of Greenwich). Throws a `RangeError` for what is no zone or no instant. */
export function zoneOffsetMs(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0;
  let offsets = zones.get(zone);
  if (!offsets) {
    offsets = new ZoneOffsets(zone);
    zones.set(zone, offsets);
  }
  return offsets.at(atMs);
}
