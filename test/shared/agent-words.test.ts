import { expect, test } from 'vitest';
import { agentWords } from '../../shared/agent-words.ts';

test('browsers and systems are called what people call them', () => {
  expect(agentWords('Chrome Mobile', 'Android')).toBe('Chrome on Android');
  expect(agentWords('Mobile Safari', 'iOS')).toBe('Safari on iPhone or iPad');
  expect(agentWords('Firefox', 'Mac OS X')).toBe('Firefox on Mac');
  expect(agentWords('Samsung Internet', 'Android')).toBe('Samsung Internet on Android');
  expect(agentWords('Chrome Mobile WebView', 'Android')).toBe('Page inside an app on Android');
});

test('what is not known is not made up', () => {
  expect(agentWords('', '')).toBe('');
  expect(agentWords('Other', 'Other')).toBe('');
  expect(agentWords('', 'Windows')).toBe('Windows');
  expect(agentWords('curl', '')).toBe('curl');
  expect(agentWords('toString', 'constructor')).toBe('toString on constructor');
});
