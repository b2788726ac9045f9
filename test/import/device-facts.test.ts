import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageOf, screenIn, screenOf } from '../../src-main/import/device-facts.ts';

test('screens as exports write them; what is no screen is none', () => {
  expect([screenIn('1920x1080'), screenIn('390 × 844'), screenOf(2560, '1440')]).toEqual([
    '1920×1080',
    '390×844',
    '2560×1440',
  ]);
  for (const text of ['', 'unknown', '0x0', '1920', '1920x', '99999x99999', '-5x600', '12.5x800'])
    expect(screenIn(text), text).toBe('');
  expect([screenOf(undefined, 800), screenOf('', ''), screenOf(390.5, 844)]).toEqual(['', '', '']);
});

test('languages as exports write them, without their region; what is no language is none', () => {
  const written = {
    'de-CH': 'de',
    en_US: 'en',
    'fr-FR,fr;q=0.9': 'fr',
    'zh-hans-cn': 'zh',
    German: 'de',
    'English (United States)': 'en',
    iw: 'he',
    gsw: 'gsw',
    ' pt-br ': 'pt',
  };
  for (const [text, code] of Object.entries(written)) expect(languageOf(text), text).toBe(code);
  for (const text of ['', 'xx', '(not set)', 'klingonese', 'root', '1', 'c', 'anna@example.org'])
    expect(languageOf(text), text).toBe('');
});

test('nothing a file may hold breaks them or gets through', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(languageOf(text)).toMatch(/^([a-z]{2,3})?$/);
      expect(screenIn(text)).toMatch(/^(\d{3,5}×\d{3,5})?$/);
    }),
  );
});
