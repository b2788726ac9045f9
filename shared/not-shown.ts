import type { MatrixResult } from './results.ts';

/** Says of which rows and columns there is more than a grid shows; null where it shows all. `count` writes a number. */
export function notShownWords({ notShown }: MatrixResult, count: (n: number) => string): string | null {
  const words = (n: number, one: string, many: string) => (n > 0 ? [`${count(n)} ${n === 1 ? one : many}`] : []);
  const parts = [...words(notShown?.rows ?? 0, 'row', 'rows'), ...words(notShown?.columns ?? 0, 'column', 'columns')];
  if (parts.length === 0) return null;
  return `Not shown, as they have less: ${parts.join(' and ')}.`;
}
