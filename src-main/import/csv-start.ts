import { AppError } from '../../shared/errors.ts';
import { type CsvHead, csvHead } from './csv-records.ts';

/** Bytes of a file's start that its header is looked for in. */
export const START_BYTES = 64 * 1024;

/** The first bytes of a stream, always as many as there are up to `limit`, and the stream from its start again. */
export async function withStart(
  bytes: AsyncIterable<Uint8Array>,
  limit = START_BYTES,
): Promise<{ start: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let sizeBytes = 0;
  while (sizeBytes < limit) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(new Uint8Array(next.value));
    sizeBytes += next.value.length;
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { start: new Uint8Array(Buffer.concat(first).subarray(0, limit)), whole: again() };
}

/** Header and stream of a CSV that must have one of the sets of columns; refuses the file otherwise. */
export async function openCsv(
  bytes: AsyncIterable<Uint8Array>,
  needs: readonly (readonly string[])[],
): Promise<{ head: CsvHead; bytes: AsyncIterable<Uint8Array> }> {
  const { start, whole } = await withStart(bytes);
  const head = csvHead(start, needs, { whole: start.length < START_BYTES });
  if (head) return { head, bytes: whole };
  await (whole as AsyncGenerator<Uint8Array>).return(undefined);
  throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
}
