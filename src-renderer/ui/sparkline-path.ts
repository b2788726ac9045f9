/** Viewbox of a sparkline; stretched to its place. */
export const SPARK = { width: 120, height: 32, inset: 2 };

/** SVG path of a course; a gap lifts the pen. The baseline is the smallest value, because only the shape is read. */
export function sparklinePath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const { width, height, inset } = SPARK;
  const stepX = (width - 2 * inset) / Math.max(1, values.length - 1);
  let path = '';
  let down = false;
  values.forEach((value, i) => {
    if (value === null) {
      down = false;
      return;
    }
    const x = inset + i * stepX;
    const y = height - inset - ((value - low) / span) * (height - 2 * inset);
    path += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    down = true;
  });
  return path;
}
