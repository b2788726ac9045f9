import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const accessibleInBoth = async (page: Page, where: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page), `${where}, ${colorScheme}`).toEqual([]);
  }
};

/** Sixty orders of sixty people. */
async function ordersFile(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'inglenook-e2e-exports-')), 'orders.csv');
  const rows = Array.from({ length: 60 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    return `${i},2026-03-${day}T12:00:00Z,k${i},Mug,1,10.00,EUR`;
  });
  writeFileSync(file, `Order ID,Date,Customer,Product,Quantity,Total,Currency\n${rows.join('\n')}\n`);
  return file;
}

test('a report and figures with noise are handed out, and listed with their recipient', async ({ page, host }) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  test.setTimeout(300_000);
  const base = page.url().split('#')[0];
  const main = page.getByRole('main');
  await page.goto(`${base}#/imports`);
  const chooser = page.waitForEvent('filechooser');
  await main
    .getByRole('button', { name: /choose files|bring your own files/i })
    .first()
    .click();
  await (await chooser).setFiles([await ordersFile()]);
  await page.getByRole('button', { name: 'Import this file' }).click({ timeout: 60_000 });
  const imported = page.getByRole('grid', { name: 'Imports' }).getByText('orders.csv').first();
  await expect(imported).toBeVisible({ timeout: 60_000 });

  await page.goto(`${base}#/reports`);
  await main.getByRole('button', { name: /For whom is it\?/ }).click();
  await page.getByRole('option', { name: 'My accountant' }).click();
  const report = page.waitForEvent('download', { timeout: 120_000 });
  await main.getByRole('button', { name: 'Make the report' }).click();
  expect((await report).suggestedFilename()).toMatch(/^inglenook-report-\d{4}-\d\d-\d\d\.html$/);
  await expect(main.getByText('The report is written')).toBeVisible();

  const noisy = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Save figures with noise' }).click();
  expect((await noisy).suggestedFilename()).toMatch(/^inglenook-noisy-figures-/);
  await expect(main.getByRole('table', { name: 'Figures with noise' })).toContainText('People who bought');
  await expect(main.getByText('Used up: 0.3 of 2')).toBeVisible();
  await accessibleInBoth(page, 'Reports');

  await page.goto(`${base}#/privacy?tab=held`);
  await expect(main.getByText('My accountant').first()).toBeVisible();
  await expect(main.getByText('Figures with noise').first()).toBeVisible();
  await accessibleInBoth(page, 'What we hold');

  await page.goto(`${base}#/privacy?tab=audit`);
  await main.getByRole('button', { name: 'Check the chain' }).click();
  await expect(main.getByText(/is whole\. Write down/)).toBeVisible();
  await accessibleInBoth(page, 'Audit log');

  await page.goto(`${base}#/settings`);
  await main.getByRole('button', { name: 'What if a key is lost?' }).click();
  await expect(main.getByText('There is none to lose yet')).toBeVisible();
  await accessibleInBoth(page, 'Settings');
});
