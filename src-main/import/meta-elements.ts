import type { MessageRow, Network, Rejection, RejectionCode, Row } from '../../shared/model.ts';
import type { ParseStep, Source } from './format.ts';
import { ElementCutter, type JsonElements, jsonElements } from './json-elements.ts';
import { isObject, type JsonObject } from './json-read.ts';
import { bytesOf, wholeJson } from './members.ts';
import { repaired } from './mojibake.ts';
import type { StepMaker } from './steps.ts';
import { MAX_TEXT } from './table-cells.ts';

/** Bytes of a member's start that show how it is built. */
export const START_BYTES = 4096;
/** A member that is one element is as small as an element of a list. */
const SINGLE_BYTES = 1024 ** 2;

/** Keys of an element. A file that begins with one of them holds a single element instead of a list of them. */
const ELEMENT_KEYS =
  /^(title|media|timestamp|creation_timestamp|uri|data|attachments|string_map_data|string_list_data|media_list_data|media_map_data|label_values|fbid|tags)$/;

/** How the text of a member begins: as a list, as an object around one (with the first key), or as a bare element. */
export interface MetaRoot {
  kind: 'list' | 'keyed' | 'element' | 'other';
  key: string;
}

/** How a member of a Meta archive begins. Lists of one are written without their brackets. */
export function metaRoot(start: Uint8Array): MetaRoot {
  const text = Buffer.from(start.subarray(0, START_BYTES))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('[')) return { kind: 'list', key: '' };
  const key = /^\{\s*"([^"\\]{1,100})"\s*:/.exec(text)?.[1];
  if (key === undefined) return { kind: 'other', key: '' };
  return { kind: ELEMENT_KEYS.test(key) ? 'element' : 'keyed', key };
}

/** The first whole element in a member's start, its texts repaired; undefined when there is none. */
export function firstElement(start: Uint8Array, key?: string): unknown {
  const { kind } = metaRoot(start);
  if (kind === 'other') return undefined;
  if (kind === 'element') {
    try {
      return repaired(JSON.parse(new TextDecoder().decode(start)));
    } catch {
      return undefined;
    }
  }
  const [first] = new ElementCutter({ once: true, ...(key === undefined ? {} : { key }) }).take(new Uint8Array(start));
  return first && 'value' in first ? repaired(first.value) : undefined;
}

/** First bytes of a stream; the same whatever its chunks are. */
export async function startOf(bytes: AsyncIterable<Uint8Array>, limit = START_BYTES): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    parts.push(new Uint8Array(chunk));
    sizeBytes += chunk.length;
    if (sizeBytes >= limit) break;
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, limit));
}

/** Elements of a member, whichever way its root is built. `key` names the list where an object holds several. */
export async function* metaElements(open: () => AsyncIterable<Uint8Array>, key?: string): JsonElements {
  const { kind } = metaRoot(await startOf(open()));
  if (kind !== 'element') {
    yield* jsonElements(open(), kind === 'keyed' ? { ...(key === undefined ? {} : { key }), once: true } : {});
    return;
  }
  const value = await wholeJson(open(), SINGLE_BYTES);
  yield [value === undefined ? { line: 1, code: 'bad-json' } : { line: 1, value }];
}

/** What becomes of an element: a row, several, a refusal, null when a rule leaves it aside, undefined when it was only noted. */
export type ElementReader = (element: JsonObject, line: number) => Row | Rejection | null | undefined;

/** Where elements come from. With `optional` a missing list named `key` is no fault. */
export interface ElementPlace {
  path: string;
  key?: string;
  optional?: boolean;
}

/** Reads every element of one member into `steps`, its texts repaired. */
export async function* readMember(
  source: Source,
  { path, key, optional = false }: ElementPlace,
  read: ElementReader,
  steps: StepMaker,
): AsyncGenerator<ParseStep> {
  for await (const some of metaElements(() => bytesOf(source, path), key)) {
    for (const element of some) {
      if ('code' in element) {
        if (!optional || element.code !== 'not-this-format') steps.reject(element.code, element.line);
      } else if (isObject(element.value)) {
        const result = read(repaired(element.value) as JsonObject, element.line);
        if (result === null) steps.skip();
        else if (result && 'type' in result) steps.add(result);
        else if (result) steps.reject(result.code, result.line, result.field);
      } else steps.reject('not-this-format', element.line);
    }
    yield* steps.full();
  }
}

const FIRST_MS = Date.UTC(2004, 1, 4);
const LAST_MS = Date.UTC(2100, 0, 1);
/** As seconds this is the year 5138, as milliseconds 1973: no archive reaches either. */
const MS_FROM = 1e11;

/** Unix ms of a time in seconds or milliseconds; null where there is none (missing or 0), or why it is refused. */
export function metaInstant(value: unknown): number | null | RejectionCode {
  if (value === undefined || value === null || value === 0 || value === '' || value === '0') return null;
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return 'bad-date';
  const atMs = Math.round(number >= MS_FROM ? number : number * 1000);
  // Media without a time carry -62169958800, the year 0.
  return atMs >= FIRST_MS && atMs < LAST_MS ? atMs : 'impossible-date';
}

/** What the messages of all Meta archives share; the rest is 0 or unknown, as the archives do not tell it. */
export type MetaMessage = Pick<MessageRow, 'line' | 'key' | 'kind' | 'atMs' | 'author' | 'own' | 'text'>;

/** A message with all fields, or a refusal when its text is longer than any network takes. */
export function metaMessage(network: Network, message: MetaMessage): MessageRow | Rejection {
  if (message.text.length > MAX_TEXT) return { code: 'too-long', line: message.line, field: 'text' };
  return {
    type: 'message',
    ...message,
    network,
    language: '',
    rating: null,
    likes: 0,
    shares: 0,
    replies: 0,
    views: 0,
    replyToKey: null,
    url: null,
    item: '',
  };
}
