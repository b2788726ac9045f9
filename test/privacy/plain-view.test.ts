import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findData } from '../../src-main/privacy/find-data.ts';
import { plainView } from '../../src-main/privacy/plain-view.ts';

const always = () => true;
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('a text as it reads', () => {
  test.each([
    ['/u?e=anna%40shop.example', '/u?e=anna@shop.example'],
    ['/u?e=anna%252540shop.example', '/u?e=anna@shop.example'],
    ['/u?n=J%C3%BCrgen+Wei%C3%9F&x=1', '/u?n=Jürgen Weiß&x=1'],
    ['/u?n=J%FCrgen', '/u?n=Jürgen'],
    ['/u?tel=+4930901820', '/u?tel=+4930901820'],
    ['/u?e=anna+shop@mail.example', '/u?e=anna+shop@mail.example'],
    ['anna&#64;shop&#x2e;example &amp; co', 'anna@shop.example & co'],
    ['{"e":"anna\\u0040shop.example"}', '{"e":"anna@shop.example"}'],
    [`d=${base64('{"mail":"a@b.example"}')}&x`, 'd={"mail":"a@b.example"}&x'],
  ])('%s', (text, plain) => {
    expect(plainView(text, always)?.text ?? text).toBe(plain);
  });

  it('leaves alone what has no escapes, and what is no text in Base64', () => {
    expect(plainView('Anna Weber, 100 % wool, R&D; a=b', always)).toBeNull();
    expect(plainView('token=9f8a7c6b5d4e3f2a1b0c9d8e7f6a5b4c', always)).toBeNull();
    expect(plainView(base64('{"mail":"a@b.example"}'), () => false)).toBeNull();
  });

  it('knows for each stretch where it was written, and never cuts an escape', () => {
    const signs = fc.array(fc.constantFrom('a', 'ü', '😀', '@', ' ', '+', '%', '&', 'é9'), { maxLength: 12 });
    fc.assert(
      fc.property(signs, fc.nat(12), fc.nat(12), (parts, a, b) => {
        const written = parts.map((part) => encodeURIComponent(part));
        const text = written.join('');
        const view = plainView(text, () => false);
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((i) => Math.min(i, parts.length)) as [number, number];
        if (from === to) return;
        const length = (list: readonly string[]) => list.join('').length;
        const place = view
          ? view.place(length(parts.slice(0, from)), length(parts.slice(0, to)))
          : { start: length(parts.slice(0, from)), end: length(parts.slice(0, to)) };
        expect(view?.text ?? text).toBe(parts.join(''));
        expect(place).toEqual({ start: length(written.slice(0, from)), end: length(written.slice(0, to)) });
      }),
    );
  });
});

describe('personal data behind escapes', () => {
  const found = (text: string) => findData(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
  test.each([
    ['/u?e=anna%2540shop.example&x=1', ['EMAIL_ADDRESS anna%2540shop.example']],
    ['😀 /u?tel=%2B49%2030%20901820', ['PHONE_NUMBER %2B49%2030%20901820']],
    ['/p?iban=DE89+3704+0044+0532+0130+00', ['IBAN_CODE DE89+3704+0044+0532+0130+00']],
    [
      '/p?vorname=J%C3%BCrgen&nachname=Wei%C3%9F&adresse=12+rue+de+la+Paix',
      ['PERSON J%C3%BCrgen', 'PERSON Wei%C3%9F', 'STREET_ADDRESS 12+rue+de+la+Paix'],
    ],
    [
      `/t?d=${base64('{"email":"hans@alpenpost.example"}')}`,
      [`EMAIL_ADDRESS ${base64('{"email":"hans@alpenpost.example"}')}`],
    ],
    ['mailto:info&#64;laden.example', ['EMAIL_ADDRESS info&#64;laden.example']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('whatever holds an address holds it escaped, too, at the place of the escape', () => {
    const rounds = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom('anna@shop.example', 'j.weiß@laden.example', 'o+x@fjord.example'),
        rounds,
        (mail, n) => {
          let written: string = mail;
          for (let i = 0; i < n; i++) written = encodeURIComponent(written);
          const text = `/unsubscribe?mail=${written}&reason=none`;
          expect(found(text)).toEqual([`EMAIL_ADDRESS ${written}`]);
        },
      ),
    );
  });
});
