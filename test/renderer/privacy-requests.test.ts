import { expect, test } from 'vitest';
import { REQUEST_KINDS } from '../../shared/contract/rights.ts';
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
    suppressed: 3,
    logEmptied: true,
    auditHash: 'ab',
  });
  expect(text).toContain('visits and events        5');
  expect(text).toContain('Not covered: the files that were imported');
});
