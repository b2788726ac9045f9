import unbzip2 from 'unbzip2-stream';
import { AppError } from '../../shared/errors.ts';

/** Bytes handed to the library at a time, so that what comes out at once stays small. */
const PIECE_BYTES = 16 * 1024;
/** Caps against hostile files, as for members of archives; logs pack to a fiftieth. */
const MAX_RATIO = 1000;
const SMALL_BYTES = 32 * 1024 ** 2;

/** Decompressed bytes of a bzip2 stream, also of several in a row. Whatever is wrong with it makes the file damaged. */
export async function* bunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = unbzip2();
  const found: Uint8Array[] = [];
  let failure: unknown;
  let [inBytes, outBytes] = [0, 0];
  stream.on('data', (chunk) => {
    outBytes += chunk.length;
    // Thrown here, it ends the work of the library.
    if (outBytes > SMALL_BYTES && outBytes > inBytes * MAX_RATIO)
      throw new AppError('file-unreadable', { reason: 'ratio' });
    found.push(chunk);
  });
  stream.on('error', (error) => {
    failure ??= error;
  });
  const take = function* (): Generator<Uint8Array> {
    if (failure !== undefined)
      throw failure instanceof AppError ? failure : new AppError('file-unreadable', { reason: 'damaged' });
    yield* found.splice(0);
  };
  for await (const chunk of packed)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      // The library keeps what it was given; chunks may be reused by their source.
      const piece = chunk.slice(at, at + PIECE_BYTES);
      inBytes += piece.length;
      stream.write(piece);
      yield* take();
    }
  stream.end();
  yield* take();
}
