import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe } from './axe.ts';
import { chooseFiles } from './choose-files.ts';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 9);

/** Thirteen quiet weeks, and in the last one complaints about parcels. Every message has words of its own. */
function comments(): string {
  const own = (i: number) =>
    ['k', 'm', 'p', 'r'].map((sign) => sign + [...String(i)].map((d) => 'abcdefghij'[Number(d)]).join('')).join(' ');
  const quiet = Array.from({ length: 13 * 12 }, (_, i) => ({
    day: Math.floor(i / 12) * 7 + (i % 7),
    text: i % 3 === 0 ? `Lovely #brunch and great eggs ${own(i)}` : `We looked at the new window ${own(i)}`,
  }));
  const loud = Array.from({ length: 40 }, (_, i) => ({
    day: 12 * 7 + 1 + (i % 6),
    text: `Terrible, my parcel is broken and late again, I want a refund ${own(900 + i)}`,
  }));
  const rows = [...quiet, ...loud].map(
    ({ day, text }, i) => `c-${i},${new Date(START + day * DAY_MS).toISOString()},@fan_${i % 31},"${text}",${i % 9}`,
  );
  return `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`;
}

test('alerts open their messages and can be put away; hashtags, pairs and voices are shown; all of it is accessible', async ({
  page,
  host,
}) => {
  test.skip(host === 'electron', 'files are chosen in a system dialog there');
  test.setTimeout(300_000);
  const faults = async () => {
    const { violations } = await axe(page).withTags(WCAG).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  };
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-e2e-comments-'));
  const file = join(dir, 'comments.csv');
  writeFileSync(file, comments());
  await chooseFiles(page, file);
  await page.getByRole('button', { name: 'Import this file' }).click();
  await expect(page.getByRole('grid', { name: 'Imports' }).getByText('comments.csv').first()).toBeVisible({
    timeout: 90_000,
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Listening', exact: true }).first().click();
  const alerts = page.getByRole('list', { name: 'Alerts' });
  await expect(alerts.getByText('Many more messages')).toBeVisible({ timeout: 90_000 });
  await expect(alerts.getByText('More of: Complaints')).toBeVisible({ timeout: 90_000 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faults(), `glance, ${colorScheme}`).toEqual([]);
  }
  await alerts.getByRole('button', { name: 'Read them' }).first().click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/parcel is broken/)
      .first(),
  ).toBeVisible();
  expect(await faults(), 'messages of an alert').toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  await alerts.getByRole('button', { name: 'Put away: Many more messages' }).click();
  await expect(alerts.getByText('Many more messages')).toBeHidden();
  await page.getByRole('tab', { name: 'Voices and hashtags' }).click();
  await expect(page.getByText('#brunch').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Influential voices' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faults(), `voices, ${colorScheme}`).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Trends' }).click();
  const changes = page.getByRole('list', { name: 'Lasting changes' });
  await changes
    .getByRole('button', { name: /^broken \d+: In / })
    .first()
    .click({ timeout: 60_000 });
  await expect(
    page
      .getByRole('dialog')
      .getByText(/parcel is broken/)
      .first(),
  ).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await faults(), `trends, ${colorScheme}`).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Topics' }).click();
  const topics = page.getByRole('list', { name: 'Topics of the map' });
  await topics.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('grid').first()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await faults(), 'map of topics').toEqual([]);
  await page.getByRole('navigation').getByRole('link', { name: 'Overview', exact: true }).first().click();
  await expect(page.getByRole('list', { name: 'Alerts' }).getByText('More of: Complaints')).toBeVisible();
  expect(await faults(), 'alerts on the overview').toEqual([]);
  await page.getByRole('link', { name: 'Open Listening' }).click();
  await expect(page.getByRole('tab', { name: 'At a glance' })).toBeVisible();
  await rm(dir, { recursive: true, force: true });
});
