import { promisify } from 'node:util';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { type ZipEntry, zip } from '../../src-main/reports/zip.ts';

const open = promisify(
  yauzl.fromBuffer as (bytes: Buffer, options: object, done: (error: Error | null, zip: yauzl.ZipFile) => void) => void,
);

async function read(bytes: Uint8Array): Promise<ZipEntry[]> {
  const file = await open(Buffer.from(bytes), { lazyEntries: true });
  const entries: ZipEntry[] = [];
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject).on('end', resolve);
    file.on('entry', (entry: yauzl.Entry) => {
      file.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((content) => {
          entries.push({ name: entry.fileName, bytes: new Uint8Array(content) });
          file.readEntry();
        }, reject);
      });
    });
    file.readEntry();
  });
  return entries;
}

test('law: what goes in comes out, by a reader of somebody else', async () => {
  const name = fc.stringMatching(/^[a-zé0-9-]{1,12}\.(?:csv|json)$/);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 2000 }) }), {
        selector: (entry) => entry.name,
        maxLength: 6,
      }),
      async (entries) => {
        expect(await read(zip(entries, Date.UTC(2026, 2, 1)))).toEqual(entries);
      },
    ),
    { numRuns: 40 },
  );
});

test('the same files give the same bytes', () => {
  const entries = [{ name: 'a.txt', bytes: new Uint8Array([1, 2, 3]) }];
  expect(zip(entries, 5)).toEqual(zip(entries, 5));
});
