import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { chooseFiles } from './choose-files.ts';
import { expect, test } from './fixtures.ts';

/** Views of 60 pages by 20 people each, at two hours of the day. */
async function viewsFile(): Promise<string> {
  const rows = Array.from({ length: 1200 }, (_, i) => {
    const [page, who] = [i % 60, Math.floor(i / 60)];
    return `v-${who},2026-03-0${1 + (who % 7)} ${page % 2 === 0 ? '09' : '21'}:${String(page % 60).padStart(2, '0')},page_view,/shop/item-${page}`;
  });
  const path = join(await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-')), 'views.csv');
  writeFileSync(path, `visitor,time,event,page\n${rows.join('\n')}\n`);
  return path;
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  // A list to choose from is called by its choice and its label; a table has a button of that name too.
  await page.getByRole('button', { name: new RegExp(` ${label}$`) }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

test('a grid shows all hours, says what it has no room for, and forgets a cell that is no longer there', async ({
  page,
}) => {
  await chooseFiles(page, await viewsFile());
  await page.getByRole('button', { name: 'Import this file' }).click();
  await expect(page.getByRole('grid', { name: 'Imports' }).getByText('views.csv').first()).toBeVisible({
    timeout: 60_000,
  });
  await page.goto(`${page.url().split('#')[0]}#/activity?part=explore`);
  await choose(page, 'Rows', 'Page or event');
  await choose(page, 'Columns', 'Hour');
  const grid = page.getByRole('grid', { name: 'Explore' });
  await expect(grid.getByRole('columnheader')).toHaveText(
    ['Page or event', ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)],
    { timeout: 30_000 },
  );
  await expect(page.getByText('Not shown, as they have less: 10 rows.')).toBeVisible();
  await grid.getByRole('gridcell').nth(21).hover();
  await expect(page.getByText(/ · 21:00: /)).toBeVisible();
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await choose(page, 'Columns', 'Device');
  await expect(grid.getByRole('columnheader')).not.toHaveCount(25);
  await expect(page.getByText('undefined')).toHaveCount(0);
});
