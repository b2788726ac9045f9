import { expect, test } from '@playwright/test';
import { prepare } from '../../src-main/hosts/launch/prepare.mjs';

// The specs never run on an older app than the sources.
test('the app is built', () => {
  expect(prepare()).toBe(true);
});
