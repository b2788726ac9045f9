import type { Page } from '@playwright/test';

/** Takes files in on the page of imports, as far as their preview. */
export async function chooseFiles(page: Page, ...files: string[]): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/imports`);
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('main')
    .getByRole('button', { name: /choose files|bring your own files/i })
    .first()
    .click();
  await (await chooser).setFiles(files);
}
