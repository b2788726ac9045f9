import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 60_000 });

const ORDERS = 'order id,customer,date,total\nA1,17,2026-03-01,12.50\nA2,18,2026-03-02,20\n';

function put(folder: string, name: string, content: string, agoMs = 60_000): void {
  const path = join(folder, name);
  writeFileSync(path, content);
  const at = (Date.now() - agoMs) / 1000;
  utimesSync(path, at, at);
}

test('new files of a watched folder are offered until they are imported or left out', async () => {
  const dir = freshDir();
  const downloads = join(dir, 'Downloads');
  mkdirSync(downloads);
  put(downloads, 'orders.csv', ORDERS);
  put(downloads, 'more.csv', ORDERS.replaceAll('A', 'B'));
  put(downloads, 'being-written.csv', ORDERS.replaceAll('A', 'C'), -600_000);
  put(downloads, 'half.csv.crdownload', ORDERS);
  put(downloads, '.hidden.csv', ORDERS);
  put(downloads, 'song.mp3', '\u0000\u0001\u0002');
  const engine = await openEngine(join(dir, 'data'));
  expect(await engine.call('watch.list', {})).toEqual({ folder: '', canChoose: true, files: [] });
  await engine.call('watch.choose', { folder: downloads });
  const names = async () => (await engine.call('watch.list', {})).files.map(({ name }) => name);
  expect(await names()).toEqual(['more.csv', 'orders.csv']);
  expect((await engine.call('watch.list', {})).folder).toBe('Downloads');
  // By its reference, as the page does: no path is told to it.
  const [seen] = await engine.call('imports.inspect', { files: ['watch:orders.csv'] });
  expect(seen?.format).toBe('table-file');
  await importFiles(engine, ['watch:orders.csv']);
  expect(await names()).toEqual(['more.csv']);
  await engine.call('watch.ignore', { files: ['watch:more.csv'] });
  expect(await names()).toEqual([]);
  await engine.call('watch.choose', { folder: '' });
  expect((await engine.call('watch.list', {})).files).toEqual([]);
});

test('a page cannot choose a folder, nor reach out of the one that was chosen', async () => {
  const dir = freshDir();
  const downloads = join(dir, 'Downloads');
  mkdirSync(downloads);
  put(dir, 'secret.csv', ORDERS);
  symlinkSync(join(dir, 'secret.csv'), join(downloads, 'link.csv'));
  const data = join(dir, 'data');
  const owner = await openEngine(data);
  await owner.call('watch.choose', { folder: downloads });
  await expect(owner.call('watch.choose', { folder: join(dir, 'nowhere') })).rejects.toMatchObject({
    code: 'file-missing',
  });
  await owner.close();
  const page = await openEngine(data, { allowPaths: false, inboxDir: join(dir, 'inbox') });
  await expect(page.call('watch.choose', { folder: dir })).rejects.toMatchObject({ code: 'not-allowed-here' });
  for (const file of ['watch:../secret.csv', 'watch:link.csv', 'watch:/etc/passwd', 'watch:', 'watch:a/b'])
    expect((await page.call('imports.inspect', { files: [file] }))[0]?.problem, file).toMatch(/^file-/);
  expect((await page.call('watch.list', {})).files).toEqual([]);
});
