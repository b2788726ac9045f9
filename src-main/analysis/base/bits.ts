/**
 * 1 where two whole numbers (below 2³²) differ, 0 where they do not. A comparison made a number is a jump to V8, which
 * costs as much as a few of these where nobody can guess how it ends. Taken from 0, for −0 is no whole number to V8.
 */
export const differ = (a: number, b: number): number => {
  const bits = a ^ b;
  return (bits | (0 - bits)) >>> 31;
};
