import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** Every file of an archive as text, by its name. */
export async function filesOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const archive = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
  const reading: Promise<void>[] = [];
  await new Promise<void>((resolve, reject) => {
    archive.on('error', reject).on('end', resolve);
    archive.on('entry', (entry: yauzl.Entry) => {
      reading.push(
        new Promise((done, failed) => {
          archive.openReadStream(entry, (error, stream) => {
            if (error) return failed(error);
            buffer(stream).then((content) => {
              files.set(entry.fileName, content.toString('utf8'));
              done();
            }, failed);
          });
        }),
      );
    });
  });
  await Promise.all(reading);
  return files;
}
