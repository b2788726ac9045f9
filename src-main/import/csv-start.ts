import { AppError } from '../../shared/errors.ts';
import { type CsvHead, csvHead } from './csv-records.ts';
import { peeked } from './peeked.ts';

/** Bytes of a file's start that its header is looked for in. */
export const START_BYTES = 64 * 1024;

/** Header and stream of a CSV that must have one of the sets of columns; refuses the file otherwise. */
export async function openCsv(
  bytes: AsyncIterable<Uint8Array>,
  needs: readonly (readonly string[])[],
): Promise<{ head: CsvHead; bytes: AsyncIterable<Uint8Array> }> {
  const { start, again } = await peeked(bytes, START_BYTES);
  const head = csvHead(start, needs, { whole: start.length < START_BYTES });
  if (head) return { head, bytes: again };
  await again.return(undefined);
  throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
}
