import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('opens on the first screen, under its own name', async ({ page }) => {
  await expect(page).toHaveTitle(/Inglenook/);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByText('Try it with sample data').first()).toBeVisible();
  await expect(page.getByText('Bring your own files').first()).toBeVisible();
  await expect(page.getByText('Nothing leaves this computer').first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the first screen has no accessibility fault in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await expect(page.getByText('Try it with sample data').first()).toBeVisible();
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  });
}

test('a reload keeps the app open', async ({ page }) => {
  await page.reload();
  await expect(page.getByText('Try it with sample data').first()).toBeVisible();
});
