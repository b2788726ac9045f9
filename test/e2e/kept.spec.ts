import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const faultsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await axe(page).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

test('notes, views and groups of pages are kept, found again, and within reach of everybody', async ({ page }) => {
  test.setTimeout(400_000);
  await page.getByRole('button', { name: 'Try it with sample data' }).first().click();
  await expect(page.getByText('Visitors', { exact: true }).first()).toBeVisible({ timeout: 200_000 });
  await page.getByRole('navigation').getByRole('link', { name: 'Activity', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Visitors over time' })).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('textbox', { name: /Keep this page/ }).fill('As it was');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('“As it was” is kept.')).toBeVisible();

  // A note on the last day that has data stands at the charts of that time.
  await page.getByRole('button', { name: /^Dates:/ }).click();
  const last = await page.getByLabel('To', { exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Notes', exact: true }).click();
  await page.getByLabel('Day', { exact: true }).fill(last);
  await page.getByLabel('What happened').fill('New prices');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect(page.getByRole('list', { name: 'Notes on days' }).first()).toContainText('New prices');

  await page.getByRole('tab', { name: 'Behaviour' }).click();
  await page.getByLabel('Name of a group of pages').fill('Everything');
  await page.getByRole('combobox', { name: 'Its pages' }).fill('/*');
  await page.getByRole('button', { name: 'Add to the group' }).click();
  await expect(page.getByRole('button', { name: 'Take /* out of Everything' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page), colorScheme).toEqual([]);
  }

  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('button', { name: 'As it was', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Traffic' })).toHaveAttribute('aria-selected', 'true');
});
