import { jsonElements } from './json-elements.ts';
import { jsonLines } from './json-lines.ts';
import type { RecordItem } from './table-records.ts';

/** Records of JSON are orders with all their lines, or documents of a database. */
const MAX_RECORD_BYTES = 4 * 1024 ** 2;

/** Where the records of a JSON file are. */
export interface JsonShape {
  container: 'json' | 'ndjson';
  /** Key of the list that holds them; '' = the file is the list. */
  key: string;
}

const WHOLE = /[-\d]\d{15,}/;

/** JSON as it stands, except that whole numbers too long to be exact stay text: they are ids. */
export function parseExact(text: string): unknown {
  if (!WHOLE.test(text)) return JSON.parse(text) as unknown;
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d{16,}$/.test(context?.source ?? '')
      ? context?.source
      : value;
  return JSON.parse(text, keep) as unknown;
}

interface OpenList {
  key: string;
  depth: number;
  start: number;
  objects: number;
}

/** Lists of objects in the start of a JSON text, with how many objects of theirs are in it. */
function listsIn(text: string): OpenList[] {
  const found: OpenList[] = [];
  const open: (OpenList | null)[] = [];
  let key = '';
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/gs;
  for (const token of text.matchAll(tokens)) {
    const [sign, isKey] = token;
    const inside = open.at(-1);
    if (sign === '{' || sign === '[') {
      if (sign === '{' && inside) inside.objects++;
      open.push(sign === '[' ? { key, depth: open.length, start: token.index, objects: 0 } : null);
      if (open.length > 60) break;
      key = '';
    } else if (sign === '}' || sign === ']') {
      const closed = open.pop();
      if (closed && closed.objects > 0) found.push(closed);
      key = '';
    } else if (isKey) key = sign.slice(1, sign.lastIndexOf('"'));
  }
  return [...found, ...open.filter((list): list is OpenList => list !== null && list.objects > 0)];
}

/** Tells from the start of a text where its records are; null when it is no JSON with a list of objects. */
export function jsonShape(bytes: Uint8Array): JsonShape | null {
  const text = new TextDecoder().decode(bytes, { stream: true }).trimStart();
  if (text.startsWith('[')) return /^\[\s*\{/.test(text) ? { container: 'json', key: '' } : null;
  if (!text.startsWith('{')) return null;
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  if (isJson(first) && (second.trim() === '' ? !hasList(first) : second.trimStart().startsWith('{')))
    return { container: 'ndjson', key: '' };
  // The list on the outermost level; of several the one that holds most.
  const lists = listsIn(text).filter(({ key, depth }) => key !== '' && depth <= 3);
  const best = lists.sort((a, b) => a.depth - b.depth || b.objects - a.objects)[0];
  return best ? { container: 'json', key: best.key } : null;
}

const hasList = (line: string): boolean => listsIn(line).some(({ key, depth }) => key !== '' && depth <= 1);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Records of a JSON file, some at a time. */
export async function* jsonRecords(
  bytes: AsyncIterable<Uint8Array>,
  { container, key }: JsonShape,
): AsyncGenerator<readonly RecordItem[]> {
  const limits = { maxBytes: MAX_RECORD_BYTES, once: true, parse: parseExact };
  const lots =
    container === 'ndjson'
      ? jsonLines(bytes, MAX_RECORD_BYTES, parseExact)
      : jsonElements(bytes, { ...(key === '' ? {} : { key }), ...limits });
  for await (const lot of lots) yield [...lot];
}
