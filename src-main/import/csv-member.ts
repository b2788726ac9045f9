import { type CsvHead, csvHead, type CsvRecord, csvRecords } from './csv-records.ts';
import type { Source } from './format.ts';
import { bytesOf } from './members.ts';

const HEAD_BYTES = 64 * 1024;

/** The first `limit` bytes of a stream, copied; the rest is not read. */
export async function startOf(bytes: AsyncIterable<Uint8Array>, limit = HEAD_BYTES): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    parts.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length >= limit) break;
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, limit));
}

/** A CSV in an archive (or the file itself, path ''), with its header found; null when it has none of the headers asked for. */
export async function csvMember(
  source: Source,
  path: string,
  needs: readonly (readonly string[])[],
): Promise<{ head: CsvHead; records: AsyncGenerator<{ records: CsvRecord[]; broken: number[] }> } | null> {
  const start = await startOf(bytesOf(source, path));
  const head = csvHead(start, needs, { whole: start.length < HEAD_BYTES });
  return head && { head, records: csvRecords(bytesOf(source, path), head) };
}
