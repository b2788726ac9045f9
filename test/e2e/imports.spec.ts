import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeSample } from '../../src-main/sample/index.ts';
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

async function choose(page: Page, files: string[]): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/imports`);
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('main')
    .getByRole('button', { name: /choose files|bring your own files/i })
    .first()
    .click();
  await (await chooser).setFiles(files);
}

const start = (page: Page) => page.getByRole('button', { name: /^import (\d+ files|this file|.* file)/i }).first();

test('three real shapes of file: recognised, previewed, imported; again adds nothing', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  test.setTimeout(180_000);
  const files = await shopFiles();
  await choose(page, files);
  const main = page.getByRole('main');
  for (const title of ['Web server access log', 'X (Twitter) archive', 'Table (CSV or text)']) {
    await expect(main.getByText(title).first(), title).toBeVisible({ timeout: 30_000 });
  }
  await start(page).click();
  const table = page.getByRole('grid', { name: 'Imports' });
  for (const name of WANTED) await expect(table.getByText(name).first(), name).toBeVisible({ timeout: 60_000 });

  await choose(page, files);
  await expect(page.getByText('This very file is already in.').first()).toBeVisible({ timeout: 30_000 });
  await start(page).click();
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
  await choose(page, [path]);
  await expect(
    page
      .getByRole('main')
      .getByText(/not recognise|error log/i)
      .first(),
  ).toBeVisible({ timeout: 30_000 });
});
