import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a second workspace is made, opened, used and left again', async ({ page }) => {
  test.setTimeout(120_000);
  await page.getByRole('button', { name: /^Workspace: / }).click();
  await page.getByRole('menuitem', { name: 'New workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workspace' });
  await dialog.getByLabel('Name').fill('Client A');
  const { violations } = await axe(page).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make and open it' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Client A' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Try it with sample data' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Workspace: Client A' }).click();
  await page.getByRole('menuitem', { name: 'Main workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: My business' })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('navigation').getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Delete Client A' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(page.getByText('The workspace “Client A” was deleted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete Client A' })).toHaveCount(0);
});
