import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogNotation,
  readDuration,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { epoch, LogWhen } from './log-when.ts';

/** client:port [time] frontend backend/server times status bytes cookies flags connections queues[ {headers}] "request" */
const HAPROXY =
  /^(\S+):(\d+) \[([^\]]{20,40})\] (\S+) ([^\s/]+)\/(\S+) (-?\d+)\/(-?\d+)\/(-?\d+)\/(-?\d+)\/\+?(-?\d+) (-?\d{1,3}) \+?(\d+) (\S+) (\S+) (\S{4}) (\d+\/){4}\+?\d+ \d+\/\d+ (.*)$/;
/** The same of a connection without HTTP: three times and no status. */
const HAPROXY_TCP = /^\S+:\d+ \[[^\]]{20,40}\] \S+ [^\s/]+\/\S+ -?\d+\/-?\d+\/\+?-?\d+ \+?\d+ /;
/** What a system log puts before each line. */
const SYSLOG =
  /^(?:<\d+>)?(?:\d )?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) (?:\S+ )?haproxy(?:\[\d+\])?:? (?:[-\d]+ )*/;
/** seconds.ms duration client result/status bytes method URL user hierarchy/peer type */
const SQUID =
  /^ *(\d{9,10}\.\d{3}) +(\d+) (\S+) ([A-Z_]+)\/(\d{3}) (\d+) ([A-Z][A-Z_-]*) (\S+) (\S+) ([A-Z_]+)\/(\S+)(?: (\S+))?/;

class ProxyReader implements LineReader {
  name = 'HAProxy';
  readonly #when: LogWhen;

  constructor(zone: string) {
    this.#when = new LogWhen(zone);
  }

  read(line: string): LineAnswer {
    const text = line.trimEnd();
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return skip('comment');
    const squid = SQUID.exec(text);
    if (squid) return this.#readSquid(squid);
    const prefix = SYSLOG.exec(text)?.[0] ?? '';
    const rest = text.slice(prefix.length);
    const found = HAPROXY.exec(rest);
    if (found) return this.#readHaproxy(found);
    // What the proxy tells of itself ("Server x is UP"), and connections without HTTP.
    return prefix !== '' || HAPROXY_TCP.test(rest) ? skip('no-request') : fault('not-this-format');
  }

  #readHaproxy(found: RegExpExecArray): LineAnswer {
    this.name = 'HAProxy';
    const [client = '', time = '', total = '', code = '', bytes = '', tail = ''] = [1, 3, 11, 12, 13, 18].map(
      (group) => found[group] ?? '',
    );
    const moment = this.#when.clf(time);
    if ('code' in moment) return moment;
    // Captured headers stand in braces before the request, in an order that only the configuration knows.
    const quote = tail.search(/(?:^|[ }])"/);
    if (quote < 0) return fault('missing-field', 'request');
    const begin = tail.indexOf('"', quote) + 1;
    const end = tail.indexOf('"', begin);
    // A request that was too long for the log has no end.
    const asked = readRequest(tail.slice(begin, end < 0 ? undefined : end));
    if (!asked) return fault('not-http', 'request');
    const status = readStatus(code);
    if (typeof status !== 'number') return status;
    return {
      ...moment,
      ...splitTarget(asked.target),
      address: client.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, ''),
      method: asked.method,
      status,
      sizeBytes: Number(bytes),
      referrer: '',
      agent: '',
      durationMs: readDuration(total, 1),
      flags: 0,
    };
  }

  #readSquid(found: RegExpExecArray): LineAnswer {
    this.name = 'Squid';
    const [, time = '', took = '', client = '', , code = '', bytes = '', method = '', url = ''] = found;
    const moment = epoch(Number(time), true);
    if ('code' in moment) return moment;
    // A tunnel shows nothing of what goes through it.
    if (method === 'CONNECT') return skip('no-request');
    const status = readStatus(code);
    if (typeof status !== 'number') return status;
    const size = readSize(bytes);
    if (size !== null && typeof size !== 'number') return size;
    if (!url.startsWith('/') && !/^[a-z]+:\/\//i.test(url)) return fault('not-http', 'request');
    return {
      ...moment,
      ...splitTarget(url),
      address: given(client),
      method,
      status,
      sizeBytes: size,
      referrer: '',
      agent: '',
      durationMs: readDuration(took, 1),
      flags: 0,
    };
  }
}

/** Logs of proxies that stand before a site: HAProxy, also by way of a system log, and Squid. */
export const proxyNotation: LogNotation = { id: 'proxy-log', open: ({ zone }) => new ProxyReader(zone) };
