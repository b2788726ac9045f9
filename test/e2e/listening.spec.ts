import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const faultsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await axe(page).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};
const expectNoFaults = async (page: Page, where: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page), `${where}, ${colorScheme}`).toEqual([]);
  }
};

test('the owner corrects a message, finds the correction, narrows the page, and all of it is accessible', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.getByRole('button', { name: 'Try it with sample data' }).first().click();
  await expect(page.getByText('Visitors', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await page.getByRole('navigation').getByRole('link', { name: 'Listening', exact: true }).first().click();
  await expect(page.getByText('Mood over time').first()).toBeVisible({ timeout: 30_000 });

  const messages = page.getByRole('grid', { name: 'What got the most response' });
  await messages.getByRole('row').nth(1).click();
  const drawer = page.getByRole('dialog', { name: 'Why this score' });
  const mood = drawer.getByRole('region', { name: 'How it really sounds' });
  await mood.getByRole('button', { name: 'Negative' }).click();
  await expect(drawer.getByText('because you said so')).toBeVisible();
  await expectNoFaults(page, 'why this score');
  await drawer.getByRole('button', { name: 'Close' }).click();

  for (const [tab, mark] of [
    ['Trends', 'Lasting changes'],
    ['Likes and dislikes', 'Liked most'],
    ['Topics', 'Map of topics'],
    ['Needs', 'Needs by segment'],
    ['Your corrections', 'What words mean here'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByText(mark).first()).toBeVisible({ timeout: 20_000 });
    await expectNoFaults(page, tab);
  }
  await expect(page.getByText('The mood is negative')).toBeVisible();

  await page.getByRole('tab', { name: 'Likes and dislikes' }).click();
  await page.getByRole('button', { name: 'Name and group' }).click();
  await expect(page.getByRole('dialog', { name: 'Name and group things' })).toBeVisible();
  await expectNoFaults(page, 'name and group');
  await page.keyboard.press('Escape');

  await page.getByRole('group', { name: 'Which messages' }).getByRole('button').first().click();
  await page.getByRole('option').nth(1).click();
  await expect(page.getByText(/^Only .+\.$/).first()).toBeVisible({ timeout: 20_000 });
  await expectNoFaults(page, 'narrowed');
});
