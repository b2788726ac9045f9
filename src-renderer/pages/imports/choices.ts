import type { ImportSource, Inspection, Mapping } from '../../../shared/contract/imports.ts';
import type { BasisByPurpose } from '../../../shared/model.ts';
import type { Arrival } from '../../state/arrivals.ts';

/** What the owner decided about one file. */
export interface Choice {
  format?: string;
  mapping?: Mapping;
}

/** The format a file will be read as: chosen, or detected beyond doubt; null while it is a tie. */
export const chosenFormat = (seen: Pick<Inspection, 'format'>, choice: Choice): string | null =>
  choice.format ?? seen.format;

/** What `imports.start` takes for the files that wait. */
export function toSources(
  files: readonly Arrival[],
  choices: ReadonlyMap<string, Choice>,
  basis: BasisByPurpose,
): ImportSource[] {
  return files.map(({ ref }) => ({ file: ref, ...choices.get(ref), basis }));
}
