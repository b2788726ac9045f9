/** Branded numbers: an id of one table cannot be passed where another is wanted. */
declare const brand: unique symbol;
type Branded<B extends string> = number & { readonly [brand]: B };

/** Row id of an import run. */
export type RunId = Branded<'run'>;
/** Row id of a person (a pseudonym, never a name). 0 means "nobody". */
export type PersonId = Branded<'person'>;
/** Id of a long-running job. */
export type JobId = Branded<'job'>;

export const toRunId = (n: number): RunId => n as RunId;
export const toPersonId = (n: number): PersonId => n as PersonId;
export const toJobId = (n: number): JobId => n as JobId;

/** The pseudonym people see on screen and in reports: stable, says nothing about the person. */
export function pseudonymOf(person: number): string {
  // A bijective scramble so that neighbours in the table do not look like neighbours on screen.
  const mixed = (Math.imul(person, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  return `P-${mixed.toString(36).toUpperCase().padStart(7, '0')}`;
}
