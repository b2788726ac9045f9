/** Wrong passphrases that cost nothing: people mistype. */
const FREE = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long nothing more may be tried after so many wrong passphrases in a row: 5 s after the fourth, then twice as long each time, up to 15 minutes. */
export const waitAfter = (failures: number): number =>
  failures <= FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE - 1));

/** What is left of the wait, ms. A clock that was set back does not make it longer than it was. */
export const waitLeft = (failures: number, failedAtMs: number, nowMs: number): number => {
  const wait = waitAfter(failures);
  return Math.max(0, Math.min(wait, failedAtMs + wait - nowMs));
};
