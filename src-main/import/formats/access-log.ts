import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { toDetection, voteOnLines } from '../log-detect.ts';
import { LogReader } from '../log-reader.ts';

const HEAD_BYTES = 64 * 1024;
/** Names that rotated access logs have in archives and folders; others are not looked into. */
const LOG_NAME = /(access|\.log|_log|-log|ssl_request)/i;
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;

async function isLogMember(path: string, read: (limit: number) => Promise<Uint8Array>): Promise<boolean> {
  if (!LOG_NAME.test(path.split('/').at(-1) ?? '') || HIDDEN.test(path)) return false;
  const start = await read(HEAD_BYTES);
  return toDetection(voteOnLines(start, start.length < HEAD_BYTES)).score >= 0.5;
}

async function detectMembers(head: FileHead): Promise<Detection> {
  const ignored: { member: string; why: string }[] = [];
  let logs = 0;
  for (const { path } of head.members.filter((member) => !HIDDEN.test(member.path)))
    if (await isLogMember(path, (limit) => head.memberHead(path, limit))) logs++;
    else ignored.push({ member: path, why: 'Not an access log.' });
  if (logs === 0) return { score: 0, reason: 'No access log is in here.' };
  const total = logs + ignored.length;
  return {
    score: 0.4 + (0.5 * logs) / total,
    reason: `${logs} of ${total} files in here ${logs === 1 ? 'is an access log' : 'are access logs'}.`,
    ignored,
  };
}

async function headOf(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit);
}

async function* streams(source: Source): AsyncGenerator<AsyncIterable<Uint8Array>> {
  if (source.members.length === 0) yield source.bytes();
  // Line numbers run on from one member to the next, in the order of names.
  const paths = source.members.map((member) => member.path).sort();
  for (const path of paths)
    if (await isLogMember(path, (limit) => headOf(source.member(path), limit))) yield source.member(path);
}

async function* parse(source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  const reader = new LogReader(options.zone);
  for await (const stream of streams(source)) {
    for await (const chunk of stream) {
      reader.push(chunk);
      for (let step = reader.next(); step; step = reader.next()) yield step;
    }
    reader.endFile();
  }
  const last = reader.last();
  if (last) yield last;
}

/** Access logs of Apache, nginx and others in the Common or Combined format. Bytes in, columns out. */
export const accessLog: Format = {
  id: 'access-log',
  title: 'Web server access log',
  group: 'web-log',
  about:
    'What your web server noted down: one line for each thing a visitor asked for. Apache and nginx write it by themselves.',
  yields: ['hit'],
  keeps: [
    { field: 'time', why: 'To see visits over time.' },
    { field: 'page', why: 'To see what is read, without what stands after the question mark.' },
    { field: 'referrer', why: 'To see where visitors come from, without what stands after the question mark.' },
    { field: 'user agent', why: 'To tell phones from computers, and people from bots.' },
    { field: 'status and size', why: 'To find missing pages and failures.' },
    {
      field: 'address and user agent together',
      why: 'To tell visitors apart. Only a keyed code made of them is stored, never the address.',
    },
  ],
  drops: [
    { field: 'address', why: 'Personal data, and not needed once the code is made.' },
    { field: 'query', why: 'What stands after the question mark may hold names, searches or e-mail addresses.' },
    { field: 'session id', why: 'Session ids inside paths would name a visitor.' },
    { field: 'user', why: 'The name a visitor logged in with is personal data.' },
    { field: 'site name and extra fields', why: 'Not needed for any question that Inglenook answers.' },
  ],
  needsMapping: false,
  detect: (head) =>
    head.members.length > 0
      ? detectMembers(head)
      : toDetection(voteOnLines(head.bytes, head.bytes.length < HEAD_BYTES)),
  parse,
};
