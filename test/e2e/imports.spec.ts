import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSample } from '../../src-main/sample/index.ts';
import { axe } from './axe.ts';
import { chooseFiles } from './choose-files.ts';
import { expect, test } from './fixtures.ts';

const WANTED = ['access.log', 'x-archive.zip', 'orders_export.csv'];

/** A log, an X archive and a table of orders, as a shop would hold them. */
async function shopFiles(): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-'));
  const { files } = await makeSample({ rows: 3000, seed: 21, endMs: Date.UTC(2026, 10, 1) });
  return files
    .filter((file) => WANTED.includes(file.name))
    .map((file) => {
      const path = join(dir, file.name);
      writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
      return path;
    });
}

test('three real shapes of file: recognised, previewed, imported; again adds nothing', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  test.setTimeout(180_000);
  const files = await shopFiles();
  await chooseFiles(page, ...files);
  const main = page.getByRole('main');
  for (const title of ['Web server access log', 'X (Twitter) archive', 'Table (CSV or text)']) {
    await expect(main.getByText(title).first(), title).toBeVisible({ timeout: 30_000 });
  }
  await page.getByRole('button', { name: 'Import 3 files' }).click();
  const table = page.getByRole('grid', { name: 'Imports' });
  for (const name of WANTED) await expect(table.getByText(name).first(), name).toBeVisible({ timeout: 60_000 });

  await chooseFiles(page, ...files);
  await expect(page.getByText('This very file is already in.')).toHaveCount(3, { timeout: 30_000 });
  // A file that is still being looked into is not taken along: wait for all of them.
  await page.getByRole('button', { name: 'Import 3 files' }).click();
  await expect(table.getByText('orders_export.csv')).toHaveCount(2, { timeout: 60_000 });
});

test('a file nobody knows is refused politely and nothing is changed', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-'));
  const path = join(dir, 'error_log');
  writeFileSync(
    path,
    '[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok\n[Sun Dec 04 04:47:44 2005] [error] mod_jk child\n',
  );
  await chooseFiles(page, path);
  await expect(
    page
      .getByRole('main')
      .getByText(/not recognise|error log/i)
      .first(),
  ).toBeVisible({ timeout: 30_000 });
});

test('columns of JSON are named, and go out and come in as a mapping file', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-'));
  const path = join(dir, 'orders.json');
  const records = [1, 2, 3].map((id) => ({
    ref: `B-${id}`,
    placed: `2026-03-0${id}`,
    paid_sum: id + 0.5,
    thing: 'Mug',
  }));
  writeFileSync(path, JSON.stringify({ orders: records }));
  await chooseFiles(page, path);
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns of orders.json' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save mapping as file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('orders.inglenook-mapping.json');
  const mapping = join(dir, 'mapping.json');
  await saved.saveAs(mapping);
  const use = async (file: string) => {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Use a mapping file' }).click();
    await (await chooser).setFiles(file);
  };
  await use(mapping);
  await expect(dialog.getByText('The columns are named as the file says.')).toBeVisible();
  await use(path);
  await expect(dialog.getByText('A value is outside what is allowed.')).toBeVisible();
});

test('a log in a notation of its own can be told how to be read', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-'));
  const path = join(dir, 'own.log');
  writeFileSync(path, 'one thing after the other\nand another one\n');
  await chooseFiles(page, path);
  const field = page.getByRole('textbox', { name: 'Log format of your own server' });
  await expect(field).toBeVisible({ timeout: 30_000 });
  await field.fill('%h %l %u %t "%r" %>s %b');
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: 'More choices' });
  await more.press('Enter');
  await page.getByRole('button', { name: /A visitor stays the same/ }).press('Enter');
  await page.getByRole('option', { name: /Until the end of the month/ }).click();
  await expect(page.getByRole('button', { name: /Until the end of the month/ })).toBeVisible();
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
