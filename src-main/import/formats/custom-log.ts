import type { Detection, Format } from '../format.ts';
import { customNotation, quotedNotation } from '../log-custom.ts';
import { logFormat, voteOfNotation } from '../log-format.ts';
import { detectLogMembers, LOG_HEAD_BYTES, type LogMembers, mayBeLog } from '../log-members.ts';
import { SHAPED_NOTATIONS } from '../log-notations.ts';

/** Enough to be offered, and not to be taken for it: tables may look like this. */
const LOOSE = 0.35;
/** Votes below those of formats that know their lines by shape. */
const MOST = 0.7;
/** From here on another format reads the log. */
const TAKEN = 0.5;

function vote(head: Uint8Array, isWhole: boolean): Detection {
  const quoted = voteOfNotation(quotedNotation, head, isWhole);
  const { score, reason } = quoted.score > 0 ? quoted : voteOfNotation(customNotation, head, isWhole);
  if (score === 0) return { score, reason };
  if (SHAPED_NOTATIONS.some((notation) => voteOfNotation(notation, head, isWhole).score >= TAKEN))
    return { score: 0, reason: 'The log is in a format that is known.' };
  return {
    score: score * (quoted.score > 0 ? MOST : LOOSE),
    reason: `${reason} Give your server’s log format where they are not read well.`,
  };
}

const members: LogMembers = { isNamed: mayBeLog, vote };

/** Logs in a format of the owner's own making. */
export const customLog: Format = {
  ...logFormat(customNotation, {
    title: 'Web log in a format of your own',
    about:
      'A log whose format you set up yourself. Give the line of your configuration (log_format of nginx, LogFormat of Apache, or “Fields:” with the names of the columns), and each field is read as it says.',
  }),
  detect: (head) =>
    head.members.length > 0 ? detectLogMembers(head, members) : vote(head.bytes, head.bytes.length < LOG_HEAD_BYTES),
};
