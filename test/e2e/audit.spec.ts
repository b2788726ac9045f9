import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe } from './axe.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const LINE =
  '203.0.113.7 - - [02/Mar/2026:08:00:00 +0000] "GET /reset?email=anna.weber%40mail.example HTTP/1.1" 200 12 "-" "Firefox"\n';

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

test('a log is audited: findings are shown masked, accessible and saved', async ({ page }) => {
  test.setTimeout(240_000);
  const log = join(await mkdtemp(join(tmpdir(), 'inglenook-e2e-audit-')), 'site.log');
  writeFileSync(log, LINE.repeat(20));
  await page.goto(`${page.url().split('#')[0]}#/audit`);
  const main = page.getByRole('main');
  await expect(main.getByText('No audit has been made here yet.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const chooser = page.waitForEvent('filechooser');
  await main.getByRole('button', { name: 'Choose files to audit' }).click();
  await (await chooser).setFiles([log]);
  await expect(main.getByText('Contact data in “query.email”').first()).toBeVisible({ timeout: 60_000 });
  await expect(main.getByText('anna.weber')).toHaveCount(0);
  const score = await main.getByText('Score of 100').locator('..').locator('.figure-value').innerText();
  await expect(main.getByRole('heading', { name: `Why ${score}?` })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page), colorScheme).toEqual([]);
  }
  const saved = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Save as a page' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.html$/);
  await page.setViewportSize({ width: 900, height: 700 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await main.getByRole('button', { name: 'Delete this audit' }).click();
  await expect(main.getByText('No audit has been made here yet.')).toBeVisible();
});

const at = (day: number, second: number) => new Date(Date.UTC(2026, 2, day, 8, 0, second)).toISOString();
const EVENTS = [
  { user_id: 'a', time: at(1, 0), event: 'view' },
  { user_id: 'a', time: at(1, 5), event: 'consent', gcs: 'G111' },
  { user_id: 'a', time: at(2, 0), event: 'consent', gcs: 'G100' },
  { user_id: 'a', time: at(3, 0), event: 'view' },
  { user_id: 'b', time: at(3, 0), event: 'view' },
];

test('consent is shown by day and person by person, a file that cannot be read is told, and a use can end on a day', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(join(tmpdir(), 'inglenook-e2e-audit-'));
  const files = [join(folder, 'events.jsonl'), join(folder, 'broken.parquet')];
  writeFileSync(files[0] as string, EVENTS.map((event) => JSON.stringify(event)).join('\n'));
  writeFileSync(files[1] as string, 'PAR1 and nothing else');
  await page.goto(`${page.url().split('#')[0]}#/audit`);
  const main = page.getByRole('main');
  const chooser = page.waitForEvent('filechooser');
  await main.getByRole('button', { name: 'Choose files to audit' }).click();
  await (await chooser).setFiles(files);
  await expect(main.getByText('1 of 2 people')).toBeVisible({ timeout: 60_000 });
  await expect(main.getByText(/1 row before any answer · .*0 rows after a yes · .*1 row after a no/)).toBeVisible();
  await expect(main.getByText('could not be read', { exact: true })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faultsOf(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 420, height: 800 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);

  await page.goto(`${page.url().split('#')[0]}#/privacy?tab=purposes`);
  await main.getByRole('button', { name: 'Change how long Research holds' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Until the end of this day').fill('2020-12-31');
  await dialog.getByLabel('Days after which a consent has expired').fill('395');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.getByText(/ended on .*2020 · a consent holds for 395 days/)).toBeVisible();
});
