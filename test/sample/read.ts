import Papa from 'papaparse';
import { fromBuffer } from 'yauzl';
import type { Sample } from '../../src-main/sample/index.ts';

/** Every file of a sample as bytes, in the order the sample names them. */
export function bytesOf(sample: Sample): Map<string, Buffer> {
  return new Map(
    sample.files.map((file) => [
      file.name,
      Buffer.concat([...file.chunks()].map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))),
    ]),
  );
}

/** A CSV with a header, read without any of the program's own code. */
export function recordsOf(bytes: Buffer | undefined): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(bytes?.toString('utf8') ?? '', {
    header: true,
    skipEmptyLines: true,
  });
  if (parsed.errors.length > 0) throw new Error(`row ${parsed.errors[0]?.row} is no CSV`);
  return parsed.data;
}

const LINE =
  /^(\S+) - - \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) \+0000\] "GET (\S+) HTTP\/1\.1" (\d{3}) (\d+) "([^"]*)" "([^"]*)"$/;

export interface Hit {
  ip: string;
  atMs: number;
  path: string;
  status: number;
  referrer: string;
  agent: string;
}

/** The lines of the sample's access log; a line of another shape is a failure. */
export function hitsOf(bytes: Buffer | undefined): Hit[] {
  const lines = (bytes?.toString('utf8') ?? '').split('\n');
  if (lines.pop() !== '') throw new Error('the last line has no end');
  return lines.map((line) => {
    const found = LINE.exec(line);
    if (!found) throw new Error('a line is not of the combined form');
    const [, ip = '', day, month, year, time, path = '', status, , referrer = '', agent = ''] = found;
    return {
      ip,
      atMs: Date.parse(`${day} ${month} ${year} ${time} GMT`),
      path,
      status: Number(status),
      referrer,
      agent,
    };
  });
}

/** Members of a zip as text. */
export function membersOf(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const members = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed);
      zip.on('error', reject);
      zip.on('end', () => resolve(members));
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (refused, stream) => {
          if (refused) return reject(refused);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          members.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        }),
      );
      zip.readEntry();
    });
  });
}
