import type { Page } from '@playwright/test';
import { encodeFrame } from '../../shared/wire.ts';
import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const FAILURE = Buffer.from(encodeFrame({ ok: false, error: { code: 'internal', facts: {} } }));

/** Where the dates end that an analysis is asked for; NaN = they have no end. */
const endOf = (body: string | null): number => {
  const { filter } = JSON.parse(body ?? '{}') as { filter?: { range?: { toMs: number } | null } };
  return filter?.range?.toMs ?? Number.NaN;
};

/** Waits until no work has been going on for some seconds: what it brings is counted anew, which would mend what is made to fail here. */
async function untilQuiet(page: Page): Promise<void> {
  let quiet = 0;
  const looksQuiet = async () => {
    quiet = (await page.locator('.rail-job').count()) === 0 ? quiet + 1 : 0;
    return quiet;
  };
  await expect.poll(looksQuiet, { intervals: [500], timeout: 200_000 }).toBeGreaterThan(10);
}

test('new dates show their figures while the period before is still counted, or cannot be', async ({ page }) => {
  test.setTimeout(400_000);
  await page.getByRole('button', { name: 'Try it with sample data' }).first().click();
  await expect(page.getByText('Visitors', { exact: true }).first()).toBeVisible({ timeout: 200_000 });
  await page.getByRole('navigation').getByRole('link', { name: 'Activity', exact: true }).first().click();
  const visitors = page.getByRole('button', { name: /^Visitors \d/ });
  await expect(visitors).toContainText('before', { timeout: 60_000 });
  await untilQuiet(page);

  // Present periods end with the data; what ends earlier is a period before, and has to wait here.
  let newest = 0;
  let answer: 'wait' | 'fail' | 'go' = 'wait';
  const held: (() => void)[] = [];
  await page.route('**/api/analyses.run', async (route) => {
    const end = endOf(route.request().postData());
    newest = Math.max(newest, end || 0);
    if (end < newest) {
      if (answer === 'wait') await new Promise<void>((resolve) => held.push(resolve));
      if (answer === 'fail') {
        await route.fulfill({ body: FAILURE });
        return;
      }
    }
    await route.continue();
  });
  await page.getByRole('button', { name: /^Dates:/ }).click();
  await page.getByText('Last 28 days', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(visitors).toContainText('Comparing…');
  const height = (await visitors.boundingBox())?.height;
  const { violations } = await axe(page).withTags(WCAG).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  // Nothing of it is read out: the figure is told where people are, not from elsewhere.
  await expect(page.locator('[aria-live]', { hasText: 'Comparing…' })).toHaveCount(0);

  answer = 'fail';
  for (const release of held.splice(0)) release();
  await expect(visitors).toContainText('not compared');
  answer = 'go';
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(visitors).toContainText('before');
  expect((await visitors.boundingBox())?.height).toBe(height);
});
