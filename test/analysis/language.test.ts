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
  expect(detect('ok cool')).toBe('');
  expect(detect('12345 67890 :-) !!!')).toBe('');
  expect(detect('https://lamps.example/the-very-best-lamps-of-all @lampshop #lampsoftheworld')).toBe('');
});
