import type { LineAnswer, LineReader, LogNotation } from './log-hit.ts';
import { fault, given, plainHost, skip, splitTarget } from './log-hit.ts';
import { LINE_FAULTS, LogLine } from './log-line.ts';
import { LogClock } from './log-time.ts';

/** Lines of the Common and Combined formats one by one, by the same reader of bytes as whole files; for looking at single lines. */
class StandardReader implements LineReader {
  readonly name = 'an access log';
  readonly #line: LogLine;

  constructor(zone: string) {
    this.#line = new LogLine(new LogClock(zone));
  }

  read(text: string): LineAnswer {
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return skip('comment');
    const bytes = Buffer.from(`${text}\n`, 'latin1');
    const line = this.#line;
    const problem = line.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, text.length);
    if (problem !== 0) {
      const { code, field } = LINE_FAULTS[problem] ?? { code: 'not-this-format', field: '' };
      return fault(code, field);
    }
    const target = splitTarget(text.slice(line.path, line.targetEnd));
    const head = text.slice(0, line.path);
    const size = /^ \d{3} (\d+|-)/.exec(text.slice(closingOf(text, line.targetEnd)))?.[1] ?? '-';
    return {
      atMs: line.atMs,
      hasFraction: /:\d\d:\d\d:\d\d\.\d/.test(head),
      address: given(text.slice(line.address, line.addressEnd)),
      host: line.hostEnd > line.host ? plainHost(text.slice(line.host, line.hostEnd)) : target.host,
      method: /"([A-Z]+) $/.exec(head)?.[1] ?? '',
      path: target.path,
      query: target.query,
      status: line.status,
      sizeBytes: size === '-' ? null : line.sizeBytes,
      referrer: given(text.slice(line.referrer, this.#referrerEnd(text))),
      agent: given(text.slice(line.agent, line.agentEnd)),
      durationMs: durationOf(head, line.agentEnd > 0 ? text.slice(line.agentEnd + 1) : ''),
      flags: 0,
    };
  }

  /** The reader ends a referrer before its query, which is never stored. */
  #referrerEnd(text: string): number {
    const { referrer, referrerEnd } = this.#line;
    if (referrer === 0 || text[referrerEnd] === '"') return referrerEnd;
    for (let at = referrerEnd; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '"' && (at + 1 >= text.length || text[at + 1] === ' ')) return at;
    }
    return referrerEnd;
  }
}

/** Behind the quote that ends the request. */
const closingOf = (text: string, targetEnd: number): number => text.indexOf('"', targetEnd) + 1;

/** Icecast and nginx put seconds behind the agent; Gandi `(0 s)` before the request. */
function durationOf(head: string, tail: string): number | null {
  const aside = /\((\d{1,9}) s\) "[A-Z]+ $/.exec(head)?.[1];
  const seconds = aside ?? /^ (\d{1,9}(?:\.\d{1,6})?)$/.exec(tail)?.[1];
  return seconds === undefined ? null : Math.round(Number(seconds) * 1_000_000) / 1000;
}

/** The Common and Combined formats and their kin. */
export const standardNotation: LogNotation = { id: 'access-log', open: ({ zone }) => new StandardReader(zone) };
