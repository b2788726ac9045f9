import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * axe-core for what is open in a page, asked for violations only and in the page itself: looking for a selector of every
 * element that is in order, and putting the result together in a second page, would take three times as long. The app has no
 * frames, which would need that second page.
 */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
