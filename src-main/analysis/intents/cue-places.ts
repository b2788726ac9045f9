/** The matches of a global pattern, as `matchAll` would give them, which copies the pattern for every text. */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    yield match;
    if (match[0] === '') pattern.lastIndex++;
  }
}

/** Every place where a pattern holds, be it within another match. */
export function placesOf(pattern: RegExp, text: string): number[] {
  const places: number[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    places.push(match.index);
    // A place within a pair of surrogates would be taken for the pair's.
    pattern.lastIndex = match.index + ((text.codePointAt(match.index) as number) > 0xffff ? 2 : 1);
  }
  return places;
}

/** The same matches of a pattern that holds nowhere but at some of these places: it is tried there alone. */
export function* matchesAt(pattern: RegExp, text: string, places: readonly number[]): Generator<RegExpExecArray> {
  let from = 0;
  for (const place of places) {
    if (place < from) continue;
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (!match) continue;
    from = pattern.lastIndex;
    yield match;
  }
}
