/** The first bytes of a stream, always as many as there are up to `limit`, and the stream from its start again: return it when it is not read. */
export async function peeked(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ start: Uint8Array; again: AsyncGenerator<Uint8Array> }> {
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
  return { start: new Uint8Array(Buffer.concat(first).subarray(0, limit)), again: again() };
}
