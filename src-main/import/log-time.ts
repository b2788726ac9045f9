import { instantOfLocal } from '../../shared/time.ts';

/** Answers of `LogClock.read` that are not instants; instants of logs are never negative. */
export const BAD_DATE = -1;
export const IMPOSSIBLE_DATE = -2;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const OLDEST_YEAR = 1990;
const NEWEST_YEAR = 2100;
/** Real zones lie between −12:00 and +14:00. */
const MAX_ZONE_MINUTES = 14 * 60;

/**
 * Reads `17/May/2015:10:05:03 +0000` to Unix ms. The day and the zone of the line before are remembered as bytes:
 * in a log they hardly ever change, so that a line costs six digits.
 */
export class LogClock {
  /** Where the time ends: the position of `]`. */
  end = 0;
  readonly #zone: string;
  readonly #memo = new Int32Array(5);
  #dayMs = -1;
  #zoneMs = 0;
  #hourKey = Number.NaN;
  #hourOffsetMs = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Instant at bytes[start…], or BAD_DATE or IMPOSSIBLE_DATE. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    // A day of one digit is rare; it is read at its own pace.
    const day = bytes[start + 1] === 0x2f ? start - 1 : start;
    const time = day + 12;
    if (time + 9 > end) return BAD_DATE;
    const memo = this.#memo;
    const known =
      day === start &&
      memo[0] === view.getInt32(day, true) &&
      memo[1] === view.getInt32(day + 4, true) &&
      memo[2] === view.getInt32(day + 7, true);
    if (!known) this.#dayMs = this.#readDay(bytes, view, day, start);
    if (this.#dayMs < 0) return this.#forgetDay();
    if (bytes[time - 1] !== 0x3a || bytes[time + 2] !== 0x3a || bytes[time + 5] !== 0x3a) return BAD_DATE;
    const hours = twoDigits(bytes, time);
    const minutes = twoDigits(bytes, time + 3);
    const seconds = twoDigits(bytes, time + 6);
    if (hours < 0 || minutes < 0 || seconds < 0) return BAD_DATE;
    // 60 is a leap second; like everywhere in Unix time it falls on the second after.
    if (hours > 23 || minutes > 59 || seconds > 60) return IMPOSSIBLE_DATE;
    const localMs = this.#dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
    return this.#zoned(bytes, view, time + 8, end, localMs);
  }

  #forgetDay(): number {
    const answer = this.#dayMs;
    this.#dayMs = -1;
    this.#memo[0] = 0;
    return answer;
  }

  #readDay(bytes: Uint8Array, view: DataView, day: number, start: number): number {
    this.#memo[0] = 0;
    if (bytes[day + 2] !== 0x2f || bytes[day + 6] !== 0x2f) return BAD_DATE;
    const date = day === start ? twoDigits(bytes, day) : digit(bytes, start);
    const month = monthAt(bytes, day + 3);
    const century = twoDigits(bytes, day + 7);
    const years = twoDigits(bytes, day + 9);
    if (date < 0 || month < 0 || century < 0 || years < 0) return BAD_DATE;
    const year = century * 100 + years;
    const ms = Date.UTC(year, month, date);
    const back = new Date(ms);
    if (year < OLDEST_YEAR || year > NEWEST_YEAR) return IMPOSSIBLE_DATE;
    if (back.getUTCDate() !== date || back.getUTCMonth() !== month) return IMPOSSIBLE_DATE;
    if (day === start)
      for (const [slot, offset] of [0, 4, 7].entries()) this.#memo[slot] = view.getInt32(day + offset, true);
    return ms;
  }

  #zoned(bytes: Uint8Array, view: DataView, at: number, end: number, localMs: number): number {
    let extraMs = 0;
    if (bytes[at] === 0x2e) {
      // Fractions of a second, as some set-ups write them; ms are kept.
      let scale = 100;
      for (at++; at < end; at++) {
        const value = digit(bytes, at);
        if (value < 0) break;
        extraMs += Math.floor(value * scale);
        scale /= 10;
      }
    }
    if (bytes[at] === 0x5d) {
      this.end = at;
      return this.#assumed(localMs) + extraMs;
    }
    if (bytes[at] !== 0x20 || at + 7 > end || bytes[at + 6] !== 0x5d) return BAD_DATE;
    const sign = bytes[at + 1] as number;
    const digits = view.getInt32(at + 2, true);
    if (this.#memo[3] !== digits || this.#memo[4] !== sign) {
      const hours = twoDigits(bytes, at + 2);
      const minutes = twoDigits(bytes, at + 4);
      if ((sign !== 0x2b && sign !== 0x2d) || hours < 0 || minutes < 0) return BAD_DATE;
      if (minutes > 59 || hours * 60 + minutes > MAX_ZONE_MINUTES) return IMPOSSIBLE_DATE;
      this.#memo[3] = digits;
      this.#memo[4] = sign;
      this.#zoneMs = (hours * 60 + minutes) * (sign === 0x2d ? -60_000 : 60_000);
    }
    this.end = at + 6;
    return localMs - this.#zoneMs + extraMs;
  }

  /** A log without zones is in the business's own; the offset holds for the quarter of an hour it was asked for. */
  #assumed(localMs: number): number {
    const key = Math.floor(localMs / 900_000);
    if (key !== this.#hourKey) {
      this.#hourKey = key;
      this.#hourOffsetMs = key * 900_000 - instantOfLocal(this.#zone, key * 900_000);
    }
    return localMs - this.#hourOffsetMs;
  }
}

function digit(bytes: Uint8Array, at: number): number {
  const value = (bytes[at] as number) - 0x30;
  return value >= 0 && value <= 9 ? value : -1;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 0x30;
  const ones = (bytes[at + 1] as number) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function monthAt(bytes: Uint8Array, at: number): number {
  const name = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0).toLowerCase();
  return MONTHS.indexOf(name);
}
