import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const PASSPHRASE = 'a quiet well-lit workroom';

const faultsOf = async (page: Page) =>
  (await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );

test('everything is encrypted, locked, unlocked by the keyboard alone, and made readable again', async ({ page }) => {
  test.setTimeout(180_000);
  const settings = () => page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
  await settings();
  const card = page.getByRole('region', { name: 'Everything else' });
  await expect(card.getByText('set a passphrase above first')).toBeVisible();
  await page.getByRole('button', { name: 'Set a passphrase' }).click();
  await page.getByLabel('New passphrase').fill(PASSPHRASE);
  await page.getByLabel('Once more').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Set the passphrase' }).click();

  await card.getByRole('button', { name: 'Encrypt everything…' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await card.getByLabel('Passphrase of this workspace').fill('not this one at all');
  await card.getByRole('button', { name: 'Encrypt everything', exact: true }).click();
  await expect(card.getByText('That is not the passphrase.')).toBeVisible({ timeout: 30_000 });
  await card.getByLabel('Passphrase of this workspace').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'Encrypt everything', exact: true }).click();
  await expect(card.getByText('All of this workspace is encrypted')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Lock now' }).click();

  const title = page.getByRole('heading', { name: 'Locked' });
  await expect(title).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveTitle('Locked · Inglenook');
  // A reload leads nowhere else.
  await page.reload();
  await expect(title).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 500, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.getByLabel('Passphrase')).toBeFocused();
  await page.keyboard.type('not this one at all');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is not the passphrase.')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 });

  await settings();
  await card.getByRole('button', { name: 'Stop encrypting everything…' }).click();
  await card.getByLabel('Passphrase of this workspace').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'Stop encrypting everything', exact: true }).click();
  await expect(card.getByText('lie in its data file as they are')).toBeVisible({ timeout: 60_000 });
});

test('from a locked workspace another one can be opened', async ({ page }) => {
  test.setTimeout(180_000);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Set a passphrase' }).click();
  await page.getByLabel('New passphrase').fill(PASSPHRASE);
  await page.getByLabel('Once more').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Set the passphrase' }).click();
  const card = page.getByRole('region', { name: 'Everything else' });
  await card.getByRole('button', { name: 'Encrypt everything…' }).click();
  await card.getByLabel('Passphrase of this workspace').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'Encrypt everything', exact: true }).click();
  await expect(card.getByText('All of this workspace is encrypted')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Workspace: / }).click();
  await page.getByRole('menuitem', { name: 'New workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workspace' });
  await dialog.getByLabel('Name').fill('Client A');
  await dialog.getByRole('button', { name: 'Make and open it' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Client A' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Workspace: Client A' }).click();
  await page.getByRole('menuitem', { name: /My business|Main workspace/ }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Open Client A' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Client A' })).toBeVisible({ timeout: 60_000 });
});
