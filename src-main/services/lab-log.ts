import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { customNotation } from '../import/log-custom.ts';
import { LineCutter } from '../import/log-cutter.ts';
import { voteOfNotation } from '../import/log-format.ts';
import { isHit, isSkip, type LineAnswer, type LineReader, type LogHit, type LogNotation } from '../import/log-hit.ts';
import { SHAPED_NOTATIONS } from '../import/log-notations.ts';
import { decodeBytes, toAgent } from '../import/log-text.ts';
import { openSource } from '../import/source.ts';
import { headOf } from '../import/source-bytes.ts';
import { isZone } from './app.ts';
import type { LineLab } from './line-lab.ts';

const HEAD_BYTES = 64 * 1024;
/** Share of readable lines, as a score, from which a file is taken for a log. */
const ENOUGH = 0.3;
/** Lines after which others get their turn. */
const PAUSE_LINES = 20_000;

type Bytes = () => AsyncIterable<Uint8Array>;

/** The streams of what the user named: a file, standard input, or the members of a folder or archive in the order of names. */
export async function* streamsOf(
  path: string,
  text: () => string,
): AsyncGenerator<{ bytes: Bytes; isMember: boolean }> {
  if (path === '-') {
    const bytes = Buffer.from(text(), 'utf8');
    yield {
      bytes: async function* () {
        yield bytes;
      },
      isMember: false,
    };
    return;
  }
  const { source, close } = await openSource(path);
  try {
    if (source.members.length === 0) yield { bytes: () => source.bytes(), isMember: false };
    for (const member of source.members.map((one) => one.path).sort())
      yield { bytes: () => source.member(member), isMember: true };
  } finally {
    close();
  }
}

export async function notationOf(bytes: Bytes): Promise<LogNotation | null> {
  const head = await headOf(bytes(), HEAD_BYTES);
  const votes = [...SHAPED_NOTATIONS, customNotation].map((notation) => {
    const { score } = voteOfNotation(notation, head, head.length < HEAD_BYTES);
    // What is read by guess comes after all that know their lines.
    return { notation, score: notation === customNotation ? score / 2 : score };
  });
  const best = votes.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= ENOUGH ? best.notation : null;
}

/** An instant as ISO 8601 in UTC; parts of a second only where the log has them. */
const iso = ({ atMs, hasFraction }: LogHit): string => {
  const text = new Date(atMs).toISOString();
  return hasFraction ? text : text.replace('.000Z', 'Z');
};

const orNull = (text: string): string | null => (text === '' || text === '-' ? null : decodeBytes(text));

function lineOf(line: number, answer: LineAnswer): Record<string, unknown> {
  if (isSkip(answer)) return { line, skipped: answer.skipped };
  if (!isHit(answer)) return { line, rejected: answer.code };
  return {
    line,
    time: iso(answer),
    method: orNull(answer.method),
    host: orNull(answer.host),
    path: orNull(answer.path),
    query: orNull(answer.query),
    status: answer.status || null,
    bytes: answer.sizeBytes,
    referrer: orNull(answer.referrer),
    agent: toAgent(answer.agent) || null,
    durationMs: answer.durationMs,
  };
}

/** What every line of a web log is. Shows queries and referrers whole, never the address; nothing is kept. */
export const logLab: LineLab = {
  id: 'log',
  title: 'Lines of a web log',
  question: 'What does each line of this log say?',
  async *run({ text, paths, params, zone }) {
    if (!isZone(zone)) throw new AppError('invalid-input', { field: 'zone' });
    const { format } = params;
    if (format !== undefined && typeof format !== 'string') throw new AppError('invalid-input', { field: 'format' });
    for (const path of paths) {
      let line = 0;
      const about = paths.length > 1 ? { path } : {};
      for await (const { bytes, isMember } of streamsOf(path, text)) {
        const notation = format ? customNotation : await notationOf(bytes);
        // In a folder, what is no log is passed over; a file must be one.
        if (!notation && !isMember) throw new AppError('format-unknown');
        if (!notation) continue;
        const reader = notation.open({ zone, logFormat: format });
        for await (const answer of answers(bytes, reader)) {
          yield { ...about, ...lineOf(++line, answer) };
          if (line % PAUSE_LINES === 0) await setImmediate();
        }
      }
    }
  },
};

export async function* answers(bytes: Bytes, reader: LineReader): AsyncGenerator<LineAnswer> {
  const cutter = new LineCutter();
  const read = (line: string | null): LineAnswer =>
    line === null ? { code: 'too-long', field: '' } : reader.read(line);
  for await (const chunk of bytes()) for (const line of cutter.take(chunk)) yield read(line);
  for (const line of cutter.finish()) yield read(line);
}
