import type { FileHead, Source } from './format.ts';

type Member = FileHead['members'][number];

/** What systems put into archives and folders by themselves. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;
/** Small members that are read whole may be this large. */
const WHOLE_BYTES = 64 * 1024 ** 2;

export const isHidden = (path: string): boolean => HIDDEN.test(path);

/** Whether a path ends in `suffix` at a `/` boundary, in any case. Archives put their content under folders of their own. */
export function endsIn(path: string, suffix: string | RegExp): boolean {
  const lower = path.toLowerCase();
  if (typeof suffix !== 'string')
    return lower.split('/').some((_, i, parts) => matchesWhole(suffix, parts.slice(i).join('/')));
  const end = suffix.toLowerCase();
  return lower === end || lower.endsWith(`/${end}`);
}

const matchesWhole = (pattern: RegExp, text: string): boolean => {
  const found = pattern.exec(text);
  return found !== null && found.index === 0 && found[0].length === text.length;
};

/** Members whose path ends in one of the suffixes (texts, or patterns for the lower-case end of a path), by path. */
export const membersNamed = (members: readonly Member[], ...suffixes: (string | RegExp)[]): Member[] =>
  members
    .filter(({ path }) => !isHidden(path) && suffixes.some((suffix) => endsIn(path, suffix)))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));

/** All bytes of a small stream; null when it is larger than `limit`. */
export async function wholeBytes(bytes: AsyncIterable<Uint8Array>, limit = WHOLE_BYTES): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes > limit) return null;
    chunks.push(new Uint8Array(chunk));
  }
  return Buffer.concat(chunks);
}

/** A small stream as text in UTF-8, without its byte-order mark; null when it is too large. */
export async function wholeText(bytes: AsyncIterable<Uint8Array>, limit = WHOLE_BYTES): Promise<string | null> {
  const found = await wholeBytes(bytes, limit);
  return found && new TextDecoder().decode(found);
}

/** A small stream as one JSON value; undefined when it is too large or no JSON. */
export async function wholeJson(bytes: AsyncIterable<Uint8Array>, limit = WHOLE_BYTES): Promise<unknown> {
  const text = await wholeText(bytes, limit);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Bytes of a member, or of the file itself where `path` is ''. */
export const bytesOf = (source: Source, path: string): AsyncIterable<Uint8Array> =>
  path === '' ? source.bytes() : source.member(path);
