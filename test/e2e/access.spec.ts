import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '../services/zip-entries.ts';
import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('what is held of a person is handed out in the language that is chosen', async ({ page }) => {
  test.setTimeout(120_000);
  const base = page.url().split('#')[0];
  const main = page.getByRole('main');
  const file = join(await mkdtemp(join(tmpdir(), 'inglenook-e2e-access-')), 'orders.csv');
  writeFileSync(
    file,
    'Order ID,Date,Customer,Product,Quantity,Total,Currency\nA-771,2026-03-01T12:00:00Z,k771,Mug,1,10.00,EUR\n',
  );
  await page.goto(`${base}#/imports`);
  const chooser = page.waitForEvent('filechooser');
  await main
    .getByRole('button', { name: /choose files|bring your own files/i })
    .first()
    .click();
  await (await chooser).setFiles([file]);
  await page.getByRole('button', { name: 'Import this file' }).click({ timeout: 60_000 });
  await expect(page.getByRole('grid', { name: 'Imports' }).getByText('orders.csv').first()).toBeVisible({
    timeout: 60_000,
  });

  await page.goto(`${base}#/privacy`);
  await page.getByRole('tab', { name: 'People’s requests' }).click();
  await main.getByLabel(/E-mail, phone, user name/).fill('k771');
  await main.getByRole('button', { name: 'Find', exact: true }).click();
  await main
    .getByRole('button', { name: /^Open / })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: /Page to read in the ZIP, in/ }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const saved = page.waitForEvent('download');
  await drawer.getByRole('button', { name: 'Everything about them (ZIP)' }).click();
  const files = await filesOf(readFileSync(await (await saved).path()));
  const html = files.get('index.html') ?? '';
  for (const wanted of ['<html lang="de">', 'Was Sie bestellt haben', 'A-771', 'bezahlt'])
    expect(html).toContain(wanted);
  expect(files.get('orders.csv')).toMatch(/order,when,state[\s\S]*A-771[\s\S]*paid/);
});
