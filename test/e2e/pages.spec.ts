import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const PAGES = [
  'Overview',
  'Imports',
  'Listening',
  'Activity',
  'Campaigns',
  'Segments',
  'Recommendations',
  'Privacy',
  'Audit',
  'Reports',
  'Settings',
] as const;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fills the store with the sample shop, as a new user would. */
async function trySample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample data' }).first().click();
  await expect(page.getByText('Visitors', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
}

const goTo = async (page: Page, name: string) => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name === 'Overview' ? /./ : name);
};

const faultsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await axe(page).withTags(WCAG).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

test('the sample fills every page, and every page is accessible in both themes', async ({ page }) => {
  test.setTimeout(300_000);
  await trySample(page);
  const marks: Record<(typeof PAGES)[number], RegExp> = {
    Overview: /Visitors/,
    Imports: /access\.log/,
    Listening: /Mood over time/,
    Activity: /Most viewed pages/,
    Campaigns: /always-on/,
    Segments: /Champions/,
    Recommendations: /Smoked oolong|Basket infuser/,
    Privacy: /Posts, comments and reviews/,
    Audit: /Look at what you track/,
    Reports: /HTML|Web page/,
    Settings: /Time zone/i,
  };
  for (const name of PAGES) {
    await goTo(page, name);
    await expect(page.getByRole('main').getByText(marks[name]).first(), name).toBeVisible({ timeout: 20_000 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await faultsOf(page), `${name}, ${colorScheme}`).toEqual([]);
    }
  }
});

test('an empty store says on every page what would fill it', async ({ page }) => {
  test.setTimeout(120_000);
  for (const name of ['Listening', 'Activity', 'Campaigns', 'Segments', 'Recommendations'] as const) {
    await goTo(page, name);
    await expect(
      page
        .getByRole('main')
        .getByRole('button', { name: /import|bring|files/i })
        .first(),
      name,
    ).toBeVisible();
    expect(await faultsOf(page), name).toEqual([]);
  }
});

test('a narrow window keeps everything within reach', async ({ page, host }) => {
  test.skip(host === 'electron', 'window sizes are set by the system there');
  await page.setViewportSize({ width: 900, height: 700 });
  await trySample(page);
  for (const name of PAGES) {
    await goTo(page, name);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});
