import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';

const PASSPHRASE = 'carried on a memory stick';

const faultsOf = async (page: Page) =>
  (await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );

/** Looked at in every theme and on a narrow window. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 420],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsOf(page), `${name} ${colorScheme} ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const folder = process.env.INGLENOOK_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a backup of two files is made by the keyboard, listed with its keys, and restored beside', async ({ page }) => {
  test.setTimeout(180_000);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
  const card = page.getByRole('region', { name: 'Backup and moving' });
  await expect(card.getByText('No backup yet.')).toBeVisible();
  await card.getByRole('button', { name: 'Make a backup' }).press('Enter');
  await expect(card.getByText('opens only together with the small file of keys')).toBeVisible();
  await looksRight(page, 'making');
  const kind = card.getByRole('button', { name: /What to write/ });
  await kind.press('ArrowDown');
  await page.getByRole('option', { name: /One file/ }).press('Enter');
  await expect(card.getByText('Somebody you erase later can still be read from this file')).toBeVisible();
  await kind.press('ArrowDown');
  await page.getByRole('option', { name: /Backup and file of keys/ }).press('Enter');
  await card.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await card.getByLabel('Once more').fill(PASSPHRASE);
  await card.getByLabel('Once more').press('Enter');
  await expect(card.getByText(/keys in inglenook-.*\.inglenook-keys/)).toBeVisible({ timeout: 60_000 });
  await card.getByRole('button', { name: /^Restore / }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Another file of keys' }).press('Enter');
  await expect(dialog.getByLabel('Name of the file of keys')).toBeVisible();
  await looksRight(page, 'restoring');
  await dialog.getByLabel('Passphrase of the backup').fill(PASSPHRASE);
  await dialog.getByLabel('Name of the file of keys').fill('not-there.inglenook-keys');
  await dialog.getByRole('button', { name: 'Restore beside' }).press('Enter');
  await expect(dialog.getByText('none lies beside it')).toBeVisible({ timeout: 60_000 });
  await dialog.getByLabel('Name of the file of keys').fill('');
  await dialog.getByRole('button', { name: 'Restore beside' }).press('Enter');
  await expect(page.getByText('Restored as the workspace')).toBeVisible({ timeout: 60_000 });
});
