import type { Detection } from './format.ts';
import { LogLine } from './log-line.ts';
import { LogClock } from './log-time.ts';

/** Lines that vote. */
const MAX_LINES = 400;

/** How many of the lines in the start of a file are access-log lines. */
export function voteOnLines(head: Uint8Array, isWhole: boolean): { read: number; lines: number; combined: number } {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const line = new LogLine(new LogClock('UTC'));
  const votes = { read: 0, lines: 0, combined: 0 };
  for (let start = 0; start < bytes.length && votes.lines < MAX_LINES; ) {
    const newline = bytes.indexOf(10, start);
    // The last line of a cut head is cut, too, and does not vote.
    if (newline < 0 && !isWhole) break;
    const end = newline < 0 ? bytes.length : newline;
    const last = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    if (last > start && bytes[start] !== 0x23) {
      votes.lines++;
      if (line.read(bytes, view, start, last) === 0) {
        votes.read++;
        if (line.agentEnd > 0) votes.combined++;
      }
    }
    start = end + 1;
  }
  return votes;
}

/** Certainty from votes. Dirt is usual in logs, so that three lines of four are nearly certain. */
export function scoreOfVotes(read: number, lines: number): number {
  if (lines === 0 || read === 0) return 0;
  const share = read / lines;
  return share < 0.3 ? share * 0.5 : share < 0.75 ? share : 0.9 + 0.09 * Math.min(1, read / 5) * share;
}

/** Turns votes into what a format says. */
export function toDetection({ read, lines, combined }: ReturnType<typeof voteOnLines>): Detection {
  const score = scoreOfVotes(read, lines);
  if (score === 0) return { score, reason: 'No line is one of an access log.' };
  const kind = combined * 2 > read ? 'Combined' : 'Common';
  return { score, reason: `${read} of the first ${lines} lines are ${kind} access-log lines.` };
}
