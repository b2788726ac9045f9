import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogNotation,
  plainHost,
  readDuration,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { LogWhen } from './log-when.ts';

/** owner bucket [time] address requester id operation key "request" status error sent size total-ms turn-ms "referrer" "agent" … */
const LINE =
  /^(\S+) (\S+) \[([^\]]{10,40})\] (\S+) (\S+) (\S+) ([A-Z\d_]+\.[A-Z\d_.]+) (\S+) (?:"((?:[^"\\]|\\.)*)"|-) (\d{3}|-) (\S+) (\d+|-) (\d+|-) (\d+|-) (\d+|-) (?:"([^"]*)"|-)(?: (?:"((?:[^"\\]|\\.)*)"|-))?(?: |$)/;

class StorageReader implements LineReader {
  readonly name = 'an Amazon S3 bucket';
  readonly #when: LogWhen;

  constructor(zone: string) {
    this.#when = new LogWhen(zone);
  }

  read(line: string): LineAnswer {
    const text = line.trimEnd();
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return skip('comment');
    const found = LINE.exec(text);
    if (!found) return fault('not-this-format');
    const [
      ,
      ,
      bucket = '',
      time = '',
      address,
      ,
      ,
      operation = '',
      ,
      request,
      code = '',
      ,
      sent = '',
      ,
      total = '',
      ,
      referrer,
      agent,
    ] = found;
    // What the storage does by itself: expiry, copies, deletions in bulk.
    if (request === undefined || request === '-') return skip('no-request');
    const moment = this.#when.clf(time);
    if ('code' in moment) return moment;
    const asked = readRequest(request);
    if (!asked) return fault('not-http', 'request');
    const status = readStatus(code);
    if (typeof status !== 'number') return status;
    const sizeBytes = readSize(sent);
    if (sizeBytes !== null && typeof sizeBytes !== 'number') return sizeBytes;
    const target = splitTarget(asked.target);
    return {
      ...moment,
      path: target.path,
      query: target.query,
      host: plainHost(bucket),
      address: given(address),
      method: asked.method,
      status,
      sizeBytes,
      referrer: given(referrer),
      agent: given(agent),
      durationMs: readDuration(total, 1),
      flags: 0,
      // Listings and settings are asked for by tools, never by a reader.
      ...(operation.endsWith('.GET.OBJECT') || status >= 300 ? {} : { kind: 'custom' as const }),
    };
  }
}

/** Server access logs of Amazon S3, which hosts websites, too. */
export const s3Notation: LogNotation = { id: 's3-log', open: ({ zone }) => new StorageReader(zone) };
