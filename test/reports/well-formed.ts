/** Elements of a page, read by the strict rules of XML: every tag closed, attributes quoted, nothing unknown escaped. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

const TOKEN = /<!DOCTYPE html>|<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/gy;

/** Lists all elements in order; throws where a page is not well-formed. */
export function elementsOf(page: string): Element[] {
  const found: Element[] = [];
  const open: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < page.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(page);
    if (!match || match[6] !== undefined) throw new Error(`not well-formed at ${at}: ${page.slice(at, at + 60)}`);
    const [, closing, name, written, selfClosing, text] = match;
    if (text !== undefined && /&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`bare ampersand near ${at}`);
    if (name === undefined) continue;
    if (closing) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last ?? ''}> at ${at}`);
      continue;
    }
    const attributes: Record<string, string> = {};
    for (const [, key, value] of (written ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)) {
      if (key === undefined || Object.hasOwn(attributes, key)) throw new Error(`attribute twice at ${at}`);
      attributes[key] = value ?? '';
    }
    found.push({ name, attributes });
    if (!selfClosing) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join()}`);
  return found;
}
