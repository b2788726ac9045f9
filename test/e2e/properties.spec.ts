import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { chooseFiles } from './choose-files.ts';
import { expect, test } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await axe(page).withTags(WCAG).analyze();
    found.push(
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    );
  }
  return found;
}

/** 120 people: 40 on each plan, 60 with ten seats and more. */
async function eventsFile(): Promise<string> {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const day = `2026-03-${String(1 + (i % 20)).padStart(2, '0')}`;
    const plan = ['pro', 'free', 'team'][i % 3];
    return [
      `v-${i},${day} 10:00,signup,${plan},${i < 60 ? 2 : 12},p${i}@mail.example`,
      `v-${i},${day} 11:00,lesson started,${plan},,`,
    ].join('\n');
  });
  const path = join(await mkdtemp(join(tmpdir(), 'inglenook-e2e-files-')), 'app-events.csv');
  writeFileSync(path, `visitor,time,event,Plan,Seats,reach\n${rows.join('\n')}\n`);
  return path;
}

async function importWithProperties(page: Page, file: string): Promise<void> {
  await chooseFiles(page, file);
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns of app-events.csv' });
  await dialog.getByRole('button', { name: 'Meaning of reach' }).click();
  await page.getByRole('option', { name: /^Property of the event/ }).click();
  await dialog.getByRole('button', { name: 'Keep the 2 columns left out as properties' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the property in Plan' }).fill('plan');
  await expect(dialog.getByText('reach: 120 × left out: looks like personal data')).toBeVisible();
  await expect(dialog.getByText('plan: 240 ×')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Use these columns' }).click();
  await page.getByRole('button', { name: 'Import this file' }).click();
  await expect(page.getByRole('grid', { name: 'Imports' }).getByText('app-events.csv').first()).toBeVisible({
    timeout: 60_000,
  });
}

const step = async (page: Page, label: string, name: string) => {
  await page.getByRole('combobox', { name: label }).fill(name);
  await page.keyboard.press('Tab');
};

test('a table brings properties; goals, funnels and segments ask for them', async ({ page }) => {
  test.setTimeout(240_000);
  await importWithProperties(page, await eventsFile());
  await page.getByRole('navigation').getByRole('link', { name: 'Activity', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Behaviour' }).click();

  await step(page, 'Another goal', 'signup');
  await page.getByRole('button', { name: 'With properties…' }).click();
  const asked = page.getByRole('dialog', { name: 'Properties of signup' });
  const names = asked.getByRole('combobox', { name: 'Property' });
  const values = asked.getByRole('combobox', { name: 'Value' });
  // Names and values are those of the store.
  await names.fill('pl');
  await page.getByRole('option', { name: 'plan', exact: true }).click();
  await values.fill('pr');
  await page.getByRole('option', { name: 'pro', exact: true }).click();
  await asked.getByRole('button', { name: 'Add a property' }).click();
  await names.nth(1).fill('Seats');
  await page.keyboard.press('Tab');
  await asked
    .getByRole('button', { name: /How it is compared/ })
    .nth(1)
    .click();
  await page.getByRole('option', { name: 'is at least' }).click();
  await values.nth(1).fill('10');
  await page.keyboard.press('Tab');
  expect(await faultsOf(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Add goal' }).click();
  const words = 'signup with plan is pro and Seats ≥ 10';
  await expect(page.getByRole('button', { name: `Make ${words} a goal no longer` })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Goals' }).getByRole('row', { name: new RegExp(words) })).toContainText(
    '20',
  );

  // A goal is changed in place.
  await page.getByRole('button', { name: `Properties of ${words}` }).click();
  await asked.getByRole('button', { name: 'Ask for Seats no longer' }).click();
  await asked.getByRole('button', { name: 'Use for this goal' }).click();
  await expect(page.getByRole('list', { name: 'Goals' }).getByRole('listitem')).toHaveText(['signup with plan is pro']);
  await expect(page.getByRole('grid', { name: 'Goals' })).toContainText('40');

  await page.getByRole('tab', { name: 'Funnels' }).click();
  for (const name of ['signup', 'lesson started']) {
    await step(page, 'Next step', name);
    await page.getByRole('button', { name: 'Add step' }).click();
  }
  await page.getByRole('button', { name: 'Properties of signup' }).click();
  await names.fill('plan');
  await page.keyboard.press('Tab');
  await values.fill('team');
  await page.keyboard.press('Tab');
  await asked.getByRole('button', { name: 'Use for this step' }).click();
  const funnel = page.getByRole('list', { name: 'Funnel', exact: true });
  await expect(funnel).toContainText('signup with plan is team');
  await expect(funnel).toContainText('40 people');

  await page.getByRole('tab', { name: 'Behaviour' }).click();
  await page
    .getByRole('grid', { name: 'Properties of events' })
    .getByRole('row', { name: /^signup plan/ })
    .click();
  await expect(page.getByRole('heading', { name: 'signup by plan' })).toBeVisible();
  await page.getByRole('button', { name: 'Make a segment…' }).click();
  const dialog = page.getByRole('dialog', { name: /^A segment of/ });
  await dialog.getByRole('button', { name: /With plan/ }).click();
  await page.getByRole('option', { name: 'free' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep and use' }).click();
  await expect(page.getByText('Every page now shows “signup: plan is free” only.')).toBeVisible();
});

test('a goal is chosen by keyboard, and the list does not stay over what it changed', async ({ page }) => {
  test.setTimeout(240_000);
  await importWithProperties(page, await eventsFile());
  await page.getByRole('navigation').getByRole('link', { name: 'Activity', exact: true }).first().click();
  await page.getByRole('tab', { name: 'What brings success' }).click();
  // Nobody chose yet: no purchases and no page of thanks are there, but events.
  const now = page.getByText(/^Goal now:/);
  await expect(now).toContainText(/(?:signup|lesson started) – the most frequent event/);
  const field = page.getByRole('combobox', { name: 'Goal' });
  const list = page.getByRole('listbox');
  // Twice, since the second choice is of what was chosen before.
  for (const _ of [1, 2]) {
    await field.pressSequentially('less');
    await expect(list).toBeVisible();
    await field.press('ArrowDown');
    await field.press('Enter');
    await expect(now).toContainText('Goal now: lesson started');
    await expect(field).toHaveValue('');
    await expect(list).toHaveCount(0);
  }
  await field.pressSequentially('sign*');
  await field.press('Enter');
  await expect(now).toContainText('Goal now: sign*');
  await expect(field).toHaveValue('');
  await expect(list).toHaveCount(0);
});
