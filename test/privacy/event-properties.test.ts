import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { judgeProperty } from '../../src-main/privacy/event-properties.ts';

const judged = (name: string, value: string | number | boolean): unknown => {
  const verdict = judgeProperty(name, value);
  if (verdict === null) return null;
  return 'reason' in verdict ? `– ${verdict.reason}` : verdict.value;
};

describe('properties of events', () => {
  it.each<[string, string | number | boolean, unknown]>([
    ['plan', 'pro', 'pro'],
    ['plan', '  pro \n yearly ', 'pro yearly'],
    ['seats', 3, 3],
    ['discount', -0, 0],
    ['trial', false, false],
    ['email_opt_in', true, true],
    ['message', true, true],
    ['comments', 5, 5],
    ['device', 'iPhone 13 Pro Max', 'iPhone 13 Pro Max'],
    ['version', '10.4.2', '10.4.2'],
    ['size', '42 EU', '42 EU'],
    ['product', 'Earl Grey, 250 g', 'Earl Grey, 250 g'],
    ['category', 'Tea/Black tea', 'Tea/Black tea'],
    ['color', '#ff8800', '#ff8800'],
    ['experiment_id', 'exp-7', 'exp-7'],
    ['product_id', 'TEA-0042', 'TEA-0042'],
    ['page_name', 'Checkout', 'Checkout'],
    ['file_name', 'price-list.pdf', 'price-list.pdf'],
    ['link', 'https://shop.example/tea?email=ann%40mail.example#top', 'https://shop.example/tea'],
    ['day', '2026-03-02', '2026-03-02'],
    ['plan', '', null],
    ['plan', '   ', null],
    [' ', 'x', null],
    ['n', Number.NaN, null],
    ['n', Number.POSITIVE_INFINITY, null],
  ])('%s = %j is kept as %j', (name, value, expected) => {
    expect(judged(name, value)).toEqual(expected);
  });

  it.each<[string, string | number | boolean, string]>([
    ['contact', 'ann@mail.example', 'personal'],
    ['send_to', 'call +41 79 123 45 67', 'personal'],
    ['from', '203.0.113.9', 'personal'],
    ['pay', 'DE89 3704 0044 0532 0130 00', 'personal'],
    ['email', 'x', 'personal'],
    ['userEmail', 'hidden', 'personal'],
    ['First name', 'Ann', 'personal'],
    ['user.name', 'ann', 'personal'],
    ['account_name', 'Initech', 'personal'],
    ['phone', 12345, 'personal'],
    ['ann@mail.example', 'yes', 'personal'],
    ['user_id', 'u1', 'identifier'],
    ['sessionId', 7, 'identifier'],
    ['order_id', 'T-1001', 'identifier'],
    ['id', 1, 'identifier'],
    ['ref', '7f3c1f5a-0000-4000-8000-000000000001', 'identifier'],
    ['ref', 'a1b2c3d4e5f6', 'identifier'],
    ['ref', '9f86d081884c7d65', 'identifier'],
    ['code', '123456789', 'identifier'],
    ['serial', 123_456_789, 'identifier'],
    ['amount', 1e300, 'identifier'],
    ['comment', 'nice', 'free-text'],
    ['search_term', 'tea', 'free-text'],
    ['reason', 'I wanted to buy this as a present but then I did not find it', 'free-text'],
    ['blob', 'word '.repeat(40), 'free-text'],
  ])('%s = %j is left out as %s', (name, value, reason) => {
    expect(judged(name, value)).toBe(`– ${reason}`);
  });

  test('no value with an e-mail address, a UUID or an IP address in it is ever kept', () => {
    const around = fc.stringMatching(/^[a-z ]{0,12}$/);
    const secret = fc.oneof(
      fc.stringMatching(/^[a-z]{2,8}\.[a-z]{2,8}$/).map((name) => `${name}@mail.example`),
      fc.uuid(),
      fc.ipV4(),
    );
    fc.assert(
      fc.property(around, secret, around, (before, what, after) => {
        expect(String(judged('label', `${before} ${what} ${after}`))).toMatch(/^– (personal|identifier|free-text)$/);
      }),
    );
  });

  test('whatever is kept is kept again as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean()), (name, value) => {
        const once = judgeProperty(name, value);
        if (once === null || 'reason' in once || once.value === null) return;
        expect(judgeProperty(name, once.value)).toEqual(once);
      }),
    );
  });
});
