import { AppError } from '../../../shared/errors.ts';
import type { BasisDates } from '../../../shared/model.ts';
import { DAY_MS, instantOfLocal } from '../../../shared/time.ts';
import { textOption, type Values } from './arguments.ts';

export const BASIS_DATE_OPTIONS = {
  'basis-from': { type: 'string', help: 'first day, YYYY-MM-DD, on which these people may be used at all' },
  'basis-until': { type: 'string', help: 'last day, YYYY-MM-DD, on which these people may be used at all' },
} as const;

/** Midnight (UTC) of the day an option names; null without it. */
function dayOf(values: Values, name: keyof typeof BASIS_DATE_OPTIONS): number | null {
  const given = textOption(values, name);
  if (given === undefined) return null;
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(given) ? given.split('-').map(Number) : [];
  const ms = Date.UTC(year, month - 1, day);
  if (new Date(ms).toISOString().slice(0, 10) !== given) throw new AppError('invalid-input', { field: name });
  return ms;
}

/** The days that were given, as a function of the zone they are days of; undefined when none was. */
export function basisDatesOf(values: Values): ((zone: string) => BasisDates) | undefined {
  const [first, last] = [dayOf(values, 'basis-from'), dayOf(values, 'basis-until')];
  if (first === null && last === null) return undefined;
  if (first !== null && last !== null && first > last) throw new AppError('invalid-input', { field: 'basis-until' });
  return (zone) => ({
    fromMs: first === null ? null : instantOfLocal(zone, first),
    untilMs: last === null ? null : instantOfLocal(zone, last + DAY_MS),
  });
}
