/**
 * A JSON text with every text in it rewritten; itself, to the letter, where that changes nothing. Throws a SyntaxError where it
 * is no JSON.
 */
export function rewriteJsonTexts(json: string, rewrite: (text: string) => string): string {
  let changed = false;
  const rewritten = JSON.stringify(JSON.parse(json), (_name, part: unknown) => {
    if (typeof part !== 'string') return part;
    const next = rewrite(part);
    changed ||= next !== part;
    return next;
  });
  return changed ? rewritten : json;
}
