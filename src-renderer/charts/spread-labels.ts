/**
 * Heights (ascending, in pixels from above) moved apart to at least `gap`: down where they would touch, and up again where the
 * last would end up below `lowest`.
 */
export function spreadLabels(heights: readonly number[], gap: number, lowest: number): number[] {
  const places: number[] = [];
  for (const height of heights) places.push(Math.max(height, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + gap));
  let most = lowest;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] as number, most);
    most = (places[i] as number) - gap;
  }
  return places;
}
