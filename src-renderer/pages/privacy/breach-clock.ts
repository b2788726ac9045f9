import { DAY_MS, instantOfLocal } from '../../../shared/time.ts';

const HOUR_MS = 3_600_000;
/** GDPR Art. 33(1). */
const HOURS_TO_NOTIFY = 72;

/** The 72 hours from when a breach became known, by the clock of the business; null while no day is given or it is still to come. */
export function breachClock(given: {
  day: string;
  time: string;
  zone: string;
  nowMs: number;
}): { knownMs: number; dueMs: number; hoursLeft: number } | null {
  const { day, time, zone, nowMs } = given;
  const local = Date.parse(`${day}T${/^\d\d:\d\d$/.test(time) ? time : '00:00'}:00Z`);
  if (Number.isNaN(local) || local < -1000 * 365 * DAY_MS) return null;
  const knownMs = instantOfLocal(zone, local);
  if (knownMs > nowMs) return null;
  const dueMs = knownMs + HOURS_TO_NOTIFY * HOUR_MS;
  return { knownMs, dueMs, hoursLeft: Math.floor((dueMs - nowMs) / HOUR_MS) };
}
