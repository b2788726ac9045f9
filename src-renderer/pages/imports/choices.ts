import type { ImportChoices, ImportSource, Inspection, Mapping } from '../../../shared/contract/imports.ts';
import { type BasisByPurpose, type BasisDates, NO_BASIS_DATES } from '../../../shared/model.ts';
import type { Arrival } from '../../state/arrivals.ts';

/** What the owner decided about one file. */
export interface Choice {
  format?: string;
  mapping?: Mapping;
  choices?: ImportChoices;
}

/** Years that a file can be of. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2200;

/** A year from text, or null. */
export function yearOf(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** Answers as they may be changed: `undefined` takes one back. */
type Change = { [K in keyof ImportChoices]: ImportChoices[K] | undefined };

/** Another answer to what a file leaves open. */
export function withChoice(choice: Choice, change: Change): Choice {
  const given = Object.entries({ ...choice.choices, ...change }).filter(([, value]) => value !== undefined);
  const { choices: _, ...rest } = choice;
  return given.length === 0 ? rest : { ...rest, choices: Object.fromEntries(given) as ImportChoices };
}

/** Switches a sensitive part on or off. */
export function withIncluded(choice: Choice, name: string, on: boolean): Choice {
  const others = (choice.choices?.include ?? []).filter((entry) => entry !== name);
  const include = on ? [...others, name] : others;
  return withChoice(choice, { include: include.length === 0 ? undefined : include });
}

/** Reads a file as nobody's, or with its people again. */
export const withPeople = (choice: Choice, people: boolean): Choice =>
  withChoice(choice, { withoutPeople: people ? undefined : true });

/** The format a file will be read as: chosen, or detected beyond doubt; null while it is a tie. */
export const chosenFormat = (seen: Pick<Inspection, 'format'>, choice: Choice): string | null =>
  choice.format ?? seen.format;

/** What is said of files that are parts of one export. */
export function setNotes(files: readonly Arrival[]): string[] {
  const sets = Map.groupBy(
    files.filter(({ set }) => set !== undefined),
    ({ set }) => set,
  );
  return [...sets.values()]
    .filter((parts) => parts.length > 1)
    .map(
      (parts) =>
        `${parts[0]?.name ?? ''} and ${parts.length - 1} more are parts of one export: they become one import, and one undo takes all of them back.`,
    );
}

/** What `imports.start` takes for the files that wait. */
export function toSources(
  files: readonly Arrival[],
  choices: ReadonlyMap<string, Choice>,
  basis: BasisByPurpose,
  dates: BasisDates = NO_BASIS_DATES,
): ImportSource[] {
  const limited = dates.fromMs === null && dates.untilMs === null ? {} : { basisDates: dates };
  return files.map(({ ref }) => ({ file: ref, ...choices.get(ref), basis, ...limited }));
}
