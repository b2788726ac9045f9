/** The pseudonym people see on screen and in reports: stable, says nothing about the person. */
export function pseudonymOf(person: number): string {
  // A bijective scramble so that neighbours in the table do not look like neighbours on screen.
  const mixed = (Math.imul(person, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  return `P-${mixed.toString(36).toUpperCase().padStart(7, '0')}`;
}
