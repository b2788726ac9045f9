import { expect, test } from 'vitest';
import { REQUEST_KINDS } from '../../shared/contract/rights.ts';
import { outsideOf } from '../../src-renderer/pages/privacy/outside.ts';
import { certificateText } from '../../src-renderer/pages/privacy/certificate.ts';
import {
  dueWords,
  foundByWords,
  KIND_OF_REQUEST,
  warningWords,
} from '../../src-renderer/pages/privacy/request-words.ts';

const DAY = 86_400_000;

test('how much time is left is said in days, and nothing once it is closed', () => {
  const due = (dueMs: number, state: 'open' | 'done' = 'open') => dueWords({ state, dueMs }, 0);
  expect([due(10 * DAY), due(DAY), due(DAY - 1), due(-1), due(-3 * DAY), due(-1, 'done')]).toEqual([
    '10 days left',
    '1 day left',
    'due today',
    '1 day late',
    '3 days late',
    '',
  ]);
});

test('every kind of request has words, and every warning a sentence', () => {
  expect(REQUEST_KINDS.filter((kind) => KIND_OF_REQUEST[kind].label === '')).toEqual([]);
  expect(warningWords(['name-is-shared', 'several-people'])).toBe(
    'Others may have the same name. More than one person was found.',
  );
  expect([foundByWords({ by: 'order', scope: 'shop' }), foundByWords({ by: 'email', scope: '' })]).toEqual([
    'Order number (shop)',
    'E-mail address',
  ]);
});

test('the certificate says what went and what is not covered', () => {
  const removed = { identifiers: 3, consents: 1, messages: 2, orders: 4, events: 5, mentions: 6, backups: 0 };
  const text = certificateText({
    pseudonym: 'P-0000001',
    atMs: 0,
    mode: 'erase',
    removed,
    tell: [{ recipient: 'ad-platform', times: 1, lastMs: Date.UTC(2026, 2, 1) }],
    suppressed: 3,
    logEmptied: true,
    keyFiles: { renewed: ['a.inglenook-keys'], away: ['b.inglenook-keys'], failed: ['c.inglenook-keys'] },
    auditHash: 'ab',
  });
  expect(text).toContain('visits and events        5');
  expect(text).toContain('To be told (GDPR Art. 19): An ad platform (last on 2026-03-01).');
  expect(text).toContain('Not covered: the files that were imported');
  expect(text).toContain('  a.inglenook-keys: written anew');
  expect(text).toContain('  b.inglenook-keys: written anew, but it had been moved');
  expect(text).toContain('  c.inglenook-keys: could not be written anew');
});

test('an address is outside unless it is of this page’s own origin or holds its content itself', () => {
  const origin = 'http://127.0.0.1:4173/';
  const own = ['http://127.0.0.1:4173/api/app.status', 'data:image/png;base64,AA', 'blob:http://127.0.0.1:4173/1'];
  const others = ['https://example.com/x.js', 'http://127.0.0.1:9999/', 'http://localhost:4173/', 'not an address'];
  expect(outsideOf([...own, ...others], origin)).toEqual(others);
  expect(outsideOf(['app://inglenook/main.js', 'app://elsewhere/x.js'], 'app://inglenook/index.html')).toEqual([
    'app://elsewhere/x.js',
  ]);
});
