/** The pseudonym people see on screen and in reports: stable, says nothing about the person. */
export function pseudonymOf(person: number): string {
  // A bijective scramble so that neighbours in the table do not look like neighbours on screen.
  const mixed = (Math.imul(person, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  return `P-${mixed.toString(36).toUpperCase().padStart(7, '0')}`;
}

/** Multiplicative inverse of the factor above, modulo 2^32. */
const UNMIX = 0x0e8b2f51;

/** The person behind a pseudonym; 0 when it is not one. */
export function personOfPseudonym(pseudonym: string): number {
  const code = /^P-([0-9A-Z]{7})$/i.exec(pseudonym.trim())?.[1];
  if (code === undefined) return 0;
  const mixed = Number.parseInt(code, 36);
  return mixed > 0xffff_ffff ? 0 : Math.imul((mixed ^ 0x5bd1e995) | 0, UNMIX) >>> 0;
}
