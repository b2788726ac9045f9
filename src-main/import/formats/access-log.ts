import type { Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { LOG_LIMITS } from '../log-columns.ts';
import { customNotation } from '../log-custom.ts';
import { toDetection, voteOnLines } from '../log-detect.ts';
import { LOG_DROPS, LOG_KEEPS, parseLines } from '../log-format.ts';
import { detectLogMembers, LOG_HEAD_BYTES, type LogMembers, logStreams } from '../log-members.ts';
import { LogReader } from '../log-reader.ts';

/** Names that rotated access logs have in archives and folders; others are not looked into. */
const LOG_NAME = /(access|\.log|_log|-log|ssl_request)/i;

const members: LogMembers = {
  isNamed: (path) => LOG_NAME.test(path.split('/').at(-1) ?? ''),
  vote: (head, isWhole) => toDetection(voteOnLines(head, isWhole)),
};

async function* parse(source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  // A server that was told to write more than the usual has said how.
  if (options.choices?.logFormat) return yield* parseLines(customNotation, source, options);
  const reader = new LogReader(options.zone, LOG_LIMITS, options.choices?.visitorSalt);
  for await (const stream of logStreams(source, members)) {
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
  keeps: LOG_KEEPS,
  drops: LOG_DROPS,
  needsMapping: false,
  detect: (head) =>
    head.members.length > 0
      ? detectLogMembers(head, members)
      : members.vote(head.bytes, head.bytes.length < LOG_HEAD_BYTES),
  parse,
};
