import type { Detection, FileHead, Source } from './format.ts';
import { isHidden } from './members.ts';
import { headOf } from './source-bytes.ts';

/** Bytes at the start of a file that tell whether it is a log. */
export const LOG_HEAD_BYTES = 64 * 1024;
/** Members of large archives that are looked into when asked what it is. */
const MAX_LOOKS = 400;
/** Score from which a member is read as a log of this kind. */
const ENOUGH = 0.5;
/** What is certainly no log; rotated logs and those of storage services have names of every kind. */
const OTHER_KINDS =
  /\.(?:jpe?g|png|gif|webp|heic|svg|ico|mp[34]|mov|webm|m4[av]|avi|wav|pdf|html?|css|js|mjs|woff2?|ttf|xlsx?|docx?|pptx?|parquet|sqlite3?|db|exe|dll)$/i;

/** How a format tells its own members. */
export interface LogMembers {
  /** Whether a member of this path can be one. */
  isNamed(path: string): boolean;
  /** What the start of a member is. */
  vote(head: Uint8Array, isWhole: boolean): Detection;
}

/** Whether a path can be a log, for formats whose logs have no names of their own. */
export const mayBeLog = (path: string): boolean => !OTHER_KINDS.test(path);

/** Starts of members that one detection read, so that the formats for logs do not read each of them again. */
const starts = new WeakMap<FileHead, Map<string, Promise<Uint8Array>>>();

function startOf(head: FileHead, path: string): Promise<Uint8Array> {
  const known = starts.get(head) ?? new Map<string, Promise<Uint8Array>>();
  starts.set(head, known);
  const start = known.get(path) ?? head.memberHead(path, LOG_HEAD_BYTES);
  known.set(path, start);
  return start;
}

const isOwn = (members: LogMembers, start: Uint8Array): boolean =>
  members.vote(start, start.length < LOG_HEAD_BYTES).score >= ENOUGH;

/** Detection of an archive or a folder of logs. Of very many members, some spread over the listing are looked into. */
export async function detectLogMembers(head: FileHead, members: LogMembers): Promise<Detection> {
  const ignored: { member: string; why: string }[] = [];
  const shown = head.members.filter((member) => !isHidden(member.path));
  const step = Math.ceil(shown.length / MAX_LOOKS);
  const looked = shown.filter((_, i) => i % step === 0);
  let logs = 0;
  for (const { path } of looked)
    if (members.isNamed(path) && isOwn(members, await startOf(head, path))) logs++;
    else ignored.push({ member: path, why: 'Not an access log.' });
  if (logs === 0) return { score: 0, reason: 'No access log is in here.' };
  const total = looked.length;
  const some = step > 1 ? ` that were looked into` : '';
  return {
    score: 0.4 + (0.5 * logs) / total,
    reason: `${logs} of ${total} files in here${some} ${logs === 1 ? 'is an access log' : 'are access logs'}.`,
    ignored,
  };
}

/** The streams of a source that are logs of this kind: the file itself, or the members in the order of their names. */
export async function* logStreams(source: Source, members: LogMembers): AsyncGenerator<AsyncIterable<Uint8Array>> {
  if (source.members.length === 0) yield source.bytes();
  // Line numbers run on from one member to the next, in the order of names.
  for (const path of source.members.map((member) => member.path).sort())
    if (!isHidden(path) && members.isNamed(path) && isOwn(members, await headOf(source.member(path), LOG_HEAD_BYTES)))
      yield source.member(path);
}
