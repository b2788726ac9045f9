import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as setup } from '@playwright/test';
import { prepare, ROOT } from '../../src-main/hosts/launch/prepare.mjs';

// The specs never run on an older app than the sources.
setup('the app is built', () => {
  setup.setTimeout(180_000);
  expect(prepare()).toBe(true);
  // Tests run with NODE_ENV=test, and a folder once built is used again: it must not be React for developers.
  const assets = join(ROOT, 'dist/web/assets');
  const forDevelopers = readdirSync(assets).filter(
    (name) => name.endsWith('.js') && readFileSync(join(assets, name), 'utf8').includes('jsxDEV'),
  );
  expect(forDevelopers).toEqual([]);
});
