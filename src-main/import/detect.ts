import type { Candidate } from '../../shared/contract/imports.ts';
import type { Detection, FileHead, Format } from './format.ts';
import { looksLike } from './looks-like.ts';

/** Below this a format does not claim the file. */
export const THRESHOLD = 0.3;
/** Two candidates nearer than this are a tie: the user decides. */
const TIE = 0.02;

/** What Inglenook makes of a file. */
export interface Recognition {
  /** Formats that could read it, best first; empty when it is refused. */
  candidates: Candidate[];
  /** Id of the best candidate; null when nothing fits or the best tie. */
  format: string | null;
  /** Members the best candidate leaves aside, with the reason. */
  ignored: { member: string; why: string }[];
  /** Sensitive members that are off unless switched on. */
  optional: { name: string; why: string }[];
  asksYear: boolean;
  /** When refused: one plain sentence on what the file looks like. */
  refusal: string | null;
}

/** Asks every format about a file. A format that fails while looking is taken as "not mine". */
export async function detectFile(head: FileHead, formats: readonly Format[]): Promise<Recognition> {
  const opinions: { format: Format; detection: Detection }[] = [];
  for (const format of formats) {
    const detection = await ask(format, head);
    if (detection.score >= THRESHOLD) opinions.push({ format, detection });
  }
  // The order of the registry decides nothing: equal scores go by id.
  opinions.sort((a, b) => b.detection.score - a.detection.score || (a.format.id < b.format.id ? -1 : 1));
  const [best, second] = opinions;
  const tied = best && second && best.detection.score - second.detection.score < TIE;
  return {
    candidates: opinions.map(({ format, detection }) => ({
      format: format.id,
      title: format.title,
      confidence: Math.min(1, detection.score),
      reason: detection.reason,
    })),
    format: best && !tied ? best.format.id : null,
    ignored: best ? leftAside(best.detection, head) : [],
    optional: best?.detection.optional ?? [],
    asksYear: best?.detection.asksYear ?? false,
    refusal: best ? null : looksLike(head),
  };
}

/** What the best format leaves aside, and archives inside the archive, which no format can read. */
function leftAside({ ignored = [] }: Detection, { inner = [] }: FileHead): Recognition['ignored'] {
  const closed = new Set(inner);
  return [
    ...ignored.filter(({ member }) => !closed.has(member)),
    ...inner.map((member) => ({ member, why: 'Not read: an archive inside an archive.' })),
  ];
}

async function ask(format: Format, head: FileHead): Promise<Detection> {
  try {
    return await format.detect(head);
  } catch {
    return { score: 0, reason: 'It could not be looked into.' };
  }
}
