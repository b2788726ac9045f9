/** Bytes of a head: enough for a preamble, the column names and some rows. */
export const HEAD_BYTES = 64 * 1024;

/** The first bytes of a stream, exactly `limit` of them where it has that many, however it comes in chunks. */
export async function headBytes(bytes: AsyncIterable<Uint8Array>, limit = HEAD_BYTES): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    chunks.push(new Uint8Array(chunk));
    sizeBytes += chunk.length;
    if (sizeBytes >= limit) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, limit));
}
