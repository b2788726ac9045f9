import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ibanLength, isIpv6, isLuhn } from '../../src-main/privacy/checksums.ts';
import { findPersonal } from '../../src-main/privacy/find-personal.ts';
import { maskForPreview, maskText } from '../../src-main/privacy/redact.ts';

describe('masking free text', () => {
  it.each([
    ['write to anna.b+shop@mail.example.org.', 'write to [e-mail].'],
    ['müller@straße.example, please', '[e-mail], please'],
    ['anna (at) example (dot) com', '[e-mail]'],
    ['/reset?user=anna%40example.org', '/reset?user=[e-mail]'],
    ['call +49 (0)30 1234-5678 now', 'call [phone] now'],
    ['Tel.: 0171/2345678', 'Tel.: [phone]'],
    ['(425) 555-0143 or 425.555.0143 x12', '[phone] or [phone]'],
    ['my number is 4255550143', 'my number is [phone]'],
    ['IBAN DE89 3704 0044 0532 0130 00 please', 'IBAN [bank account] please'],
    ['GB82WEST12345698765432', '[bank account]'],
    ['card 4111-1111-1111-1111, thanks', 'card [card], thanks'],
    ['from 203.0.113.7:443 and 2001:db8::7', 'from [IP address]:443 and [IP address]'],
    ['thanks @anna_b, and @ben@social.example.', 'thanks [handle], and [handle].'],
    ['u/some_reader wrote', '[handle] wrote'],
    ['https://anna:pass@shop.example/cart?x=1 opens', '[link] opens'],
  ])('%j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    'delivered on 12.05.2024 at 10:30, ordered 2024-05-02 09:15:00',
    '1.234.567,89 € or 12 345 678 visitors',
    'order 1002003004, SKU 4006381333931',
    'version 24.21.0, 3-4-5 of 100, v1.2.3.4',
    'https://shop.example/p/1234567890?size=42',
    'at 12:30:45 we met @ the shop',
    'DE89370400440532013001 has a wrong check digit',
    'price $4255550143 or 1234567890 kg',
    '4111111111111112 is no card',
  ])('leaves %j alone', (text) => {
    expect(maskText(text)).toBe(text);
  });
});

const word = fc.constantFrom('the', 'delivery', 'was', 'späť', '很好', 'late,', '(really)', '😀', 'on 3 May', '—');
const prose = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const alnum = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), minLength: min, maxLength: max });
const canary = fc.oneof(
  fc.tuple(alnum(1, 12), alnum(1, 12), fc.constantFrom('com', 'co.uk', 'example')).map(([a, b, c]) => `${a}@${b}.${c}`),
  fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => `+49 171 ${n}`),
  fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 4, maxLength: 4 }).map((octets) => octets.join('.')),
  alnum(3, 12).map((name) => `@${name}`),
  fc.constantFrom(
    'DE89370400440532013000',
    'FR14 2004 1010 0505 0001 3M02 606',
    '5555 5555 5555 4444',
    '2001:db8:0:1::9',
  ),
);

describe('laws of masking', () => {
  it('hides every canary, whatever stands around it, and keeps the words', () => {
    fc.assert(
      fc.property(prose, canary, prose, (before, secret, after) => {
        const masked = maskText(`${before} ${secret} ${after}`);
        expect(masked).not.toContain(secret);
        expect(masked.startsWith(before)).toBe(true);
        expect(masked.endsWith(after)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('hides canaries that stand side by side', () => {
    fc.assert(
      fc.property(
        fc.array(canary, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(' ', ', ', '\n', '; '),
        (secrets, gap) => {
          const masked = maskText(secrets.join(gap));
          for (const secret of secrets) expect(masked).not.toContain(secret);
        },
      ),
    );
  });

  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(prose, canary, fc.constantFrom('call', '1234567', '0')), { maxLength: 6 }),
        (parts) => {
          const once = maskText(parts.join(' '));
          expect(maskText(once)).toBe(once);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('finds spans in order that do not overlap, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let at = 0;
        for (const { start, end } of findPersonal(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('stays linear on hostile text', () => {
    const hostile = ['a', '1 ', 'a.', '@', 'http://', 'a1:', '(', 'DE12 ', 'a@', '+', 'a (at) ', '@a@', 'u/', '1.1.1.'];
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(50_000 / piece.length));
      const started = performance.now();
      maskText(text);
      expect([piece, performance.now() - started < 2000]).toEqual([piece, true]);
    }
  });
});

describe('check digits', () => {
  it('agrees with published examples and refuses single-digit mistakes', () => {
    for (const card of ['4111111111111111', '5555555555554444', '378282246310005']) {
      expect(isLuhn(card)).toBe(true);
      for (let i = 0; i < card.length; i++)
        expect(isLuhn(`${card.slice(0, i)}${(Number(card[i]) + 1) % 10}${card.slice(i + 1)}`)).toBe(false);
    }
    expect(ibanLength('GB82WEST12345698765432')).toBe(22);
    expect(ibanLength('NO9386011117947REST')).toBe(15);
    expect(ibanLength('GB82WEST12345698765433')).toBe(0);
    expect(ibanLength('XX82WEST12345698765432')).toBe(0);
  });

  it('knows IPv6 addresses', () => {
    for (const good of ['::1', '2001:db8::', '1:2:3:4:5:6:7:8', '::ffff:192.0.2.1', 'fe80::a:b'])
      expect([good, isIpv6(good)]).toEqual([good, true]);
    for (const bad of [
      '::',
      '12:30:45',
      '1:2:3:4:5:6:7',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '::ffff:192.0.2.300',
      ':::',
      '1:2:3:4:5:6:7:',
    ])
      expect([bad, isIpv6(bad)]).toEqual([bad, false]);
  });
});

describe('import preview', () => {
  it.each([
    ['anna@example.org', 'email', 'a•••@•••.org'],
    ['not an address', 'email', '•••'],
    ['+49 171 2345678', 'phone', '+•••78'],
    ['12345', 'phone', '•••'],
    ['Anna Berg', 'name', 'A•••'],
    ['@anna', 'handle', '@a•••'],
    ['anna@example.org', 'author', 'a•••@•••.org'],
    ['203.0.113.9 Mozilla', 'visitor', '•••'],
    ['call me at +49 171 2345678', 'text', 'call me at [phone]'],
    ['2024-05-12 10:30:00', 'at', '2024-05-12 10:30:00'],
    ['1.234,50', 'total', '1.234,50'],
    ['anna@example.org', 'total', '[e-mail]'],
    ['anna@example.org', 'ignore', '[e-mail]'],
    ['  ', 'email', ''],
  ])('shows %j as %s: %j', (value, target, shown) => {
    expect(maskForPreview(value, target)).toBe(shown);
  });

  it('does not tell the length of what it hides', () => {
    for (const target of ['email', 'phone', 'name', 'handle', 'customer', 'account', 'visitor', 'cookie']) {
      const shown = [8, 20, 40].map((length) => {
        const value =
          target === 'phone' ? '7'.repeat(length) : `a${'b'.repeat(length)}${target === 'email' ? '@c.example' : ''}`;
        return maskForPreview(value, target);
      });
      expect([target, new Set(shown).size]).toEqual([target, 1]);
    }
  });
});
