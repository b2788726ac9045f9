import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildHost } from '../standin/build-host.ts';
import type { Standin } from '../standin/launch.ts';
import { withFolder, withHost } from '../standin/with-host.ts';

let root = '';
beforeAll(async () => {
  root = await buildHost('downloads');
}, 60_000);

/** The page saves a report, as the app's pages do: a link to a blob. */
const save = ({ page }: Standin, name: string) =>
  page.evaluate((download) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['a report'], { type: 'text/plain' }));
    link.download = download;
    link.click();
  }, name);
const settled = ({ electron }: Standin, count: number) =>
  expect.poll(() => electron.browser.downloads.length).toBe(count);

test('what the page made is saved where the person says', async () => {
  await withFolder(async (folder) => {
    await withHost({ root, home: join(folder, 'home') }, async (host) => {
      const target = join(folder, 'chosen.txt');
      host.electron.browser.saveDialog = () => target;
      await save(host, 'report.txt');
      await settled(host, 1);
      expect(host.electron.browser.downloads[0]).toMatchObject({
        prevented: false,
        savedTo: target,
        // Nothing is saved without asking, and the proposal is a plain name in the person's own folder.
        savePath: null,
        options: { defaultPath: join(folder, 'home', 'Downloads', 'report.txt') },
      });
      expect(readFileSync(target, 'utf8')).toBe('a report');
    });
  });
});

test('nothing is saved when the dialog is cancelled', async () => {
  await withHost({ root }, async (host) => {
    host.electron.browser.saveDialog = () => null;
    await save(host, 'report.txt');
    await settled(host, 1);
    expect(host.electron.browser.downloads[0]).toMatchObject({ prevented: false, savedTo: null });
  });
});

test('a name that points elsewhere is cut to its last part', async () => {
  await withHost({ root }, async ({ electron }) => {
    const decision = await electron.ask('download', { url: 'blob:app://bundle/1', fileName: '../../.bashrc' });
    expect(decision).toMatchObject({
      prevented: false,
      options: { defaultPath: expect.stringMatching(/Downloads[\\/]\.bashrc$/) },
    });
  });
});

const FOREIGN = [
  'https://outside.example/a.exe',
  'data:text/plain,x',
  'blob:https://outside.example/1',
  'blob:app://bundle.evil/1',
  'app://bundle/index.html',
];
const prevented = (without: string[]) =>
  withHost({ root, without }, async ({ electron }) =>
    Promise.all(
      FOREIGN.map(
        async (url) => ((await electron.ask('download', { url, fileName: 'a' })) as { prevented: boolean }).prevented,
      ),
    ),
  );
test('nothing else is saved, because of saveOnlyThroughDialog', async () => {
  expect(await prevented([])).toEqual(FOREIGN.map(() => true));
  expect(await prevented(['saveOnlyThroughDialog'])).toEqual(FOREIGN.map(() => false));
});
