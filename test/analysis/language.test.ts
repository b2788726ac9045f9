import { expect, test } from 'vitest';
import { loadLanguageDetector } from '../../src-main/analysis/base/language.ts';

test('texts of everyday length are recognised', async () => {
  const detect = await loadLanguageDetector();
  expect(detect('The lamp arrived two days late and the box was open')).toBe('en');
  expect(detect('Die Lampe kam zwei Tage zu spät und der Karton war offen')).toBe('de');
  expect(detect('La lampe est arrivée deux jours trop tard, quel dommage')).toBe('fr');
  expect(detect('La lámpara llegó dos días tarde y la caja estaba abierta')).toBe('es');
});

test('too few letters are no language, and addresses, handles and tags are not read', async () => {
  const detect = await loadLanguageDetector();
  expect(detect('')).toBe('');
  expect(detect('ok')).toBe('');
  expect(detect('x y z')).toBe('');
  expect(detect('12345 67890 :-) !!!')).toBe('');
  expect(detect('https://lamps.example/the-very-best-lamps-of-all @lampshop #lampsoftheworld')).toBe('');
});

test('short texts are told by their words, and by scripts that one language is written in', async () => {
  const detect = await loadLanguageDetector();
  const told = (texts: readonly string[]) => texts.map(detect);
  expect(told(['thanks', 'so slow', 'hardly edible', 'The croissant was terrible'])).toEqual(['en', 'en', 'en', 'en']);
  expect(told(['muy rico', 'llegó roto', 'Me encanta este café'])).toEqual(['es', 'es', 'es']);
  expect(told(['très bon', 'Dommage'])).toEqual(['fr', 'fr']);
  expect(told(['nie wieder', 'Sehr gut'])).toEqual(['de', 'de']);
  expect(told(['mai più', 'Peccato'])).toEqual(['it', 'it']);
  expect(told(['muito bom', 'não gostei'])).toEqual(['pt', 'pt']);
  expect(told(['erg lekker', 'nooit meer'])).toEqual(['nl', 'nl']);
  expect(told(['おいしい', '맛있어요', '很好喝', 'מצוין', 'شكرا', 'बहुत अच्छी'])).toEqual([
    'ja',
    'ko',
    'zh',
    'he',
    'ar',
    'hi',
  ]);
  // One word of two languages tells neither; one script beside another none.
  expect(told(['super', 'OK 咖啡', '😍😍'])).toEqual(['', '', '']);
});

test('a long text without words is no language, whatever it is made of', async () => {
  const detect = await loadLanguageDetector();
  for (const text of ['x'.repeat(1_000_000), '?'.repeat(1_000_000), '\ud83d'.repeat(10_000)])
    expect(detect(text)).toBe('');
});
