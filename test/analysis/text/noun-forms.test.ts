import { describe, expect, test } from 'vitest';
import { nounForms } from '../../../src-main/analysis/text/noun-forms.ts';

describe('forms of a noun', () => {
  test('plurals of each language, the noun first', () => {
    expect(nounForms('Stuhl'.toLowerCase(), 'de')).toEqual(expect.arrayContaining(['stuhl', 'stühle']));
    expect(nounForms('buch', 'de')).toContain('bücher');
    expect(nounForms('habitación', 'es')).toEqual(expect.arrayContaining(['habitaciones', 'habitacion']));
    expect(nounForms('gâteau', 'fr')).toContain('gâteaux');
    expect(nounForms('prodotto', 'it')).toContain('prodotti');
    expect(nounForms('pão', 'pt')).toEqual(expect.arrayContaining(['pães', 'paes']));
    expect(nounForms('smaak', 'nl')).toContain('smaken');
    expect(nounForms('prijs', 'nl')).toContain('prijzen');
    for (const language of ['es', 'de', 'nl'] as const) expect(nounForms('menu', language)[0]).toBe('menu');
  });

  test('no stop words, no short words without their accents', () => {
    expect(nounForms('ware', 'de')).not.toContain('waren');
    expect(nounForms('thé', 'fr')).not.toContain('the');
    expect(nounForms('größe', 'de')).not.toContain('grosse');
  });
});
