import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../../shared/model.ts';
import { isUsable, makeHasher, makeManyHasher, normalise } from '../../src-main/privacy/identify.ts';

const pepper = Uint8Array.from({ length: 32 }, (_, i) => i);
const hash = makeHasher(pepper);
const hex = (kind: IdentifierKind, scope: string, value: string) =>
  Buffer.from(hash({ kind, scope, value })).toString('hex');

describe('identifiers', () => {
  it.each([
    ['email', ' Anna.B+news@Example.ORG ', 'anna.b+news@example.org'],
    ['phone', '+44 (0)20 7946-0958', '+442079460958'],
    ['phone', '0044 20 7946 0958', '+442079460958'],
    ['phone', "'0171/2345678", '01712345678'],
    ['handle', '@Some_Body', 'some_body'],
    ['name', ' Anna   B. ', 'anna b.'],
    ['customer', 'C-007 a', 'C-007 a'],
    ['cookie', 'AbC', 'AbC'],
  ] as const)('normalises %s %j', (kind, value, normal) => {
    expect(normalise({ kind, scope: '', value })).toBe(normal);
  });

  it('is HMAC-SHA-256 over kind, scope and value, cut to 16 bytes', () => {
    const expected = createHmac('sha256', pepper).update('handle\0x\0anna').digest('hex').slice(0, 32);
    expect(hex('handle', 'x', '@Anna')).toBe(expected);
  });

  it('joins e-mail and phone across sources, and nothing else', () => {
    for (const kind of IDENTIFIER_KINDS) {
      const value = kind === 'email' ? 'a@b.example' : '+4930123456';
      expect(hex(kind, 'shop', value) === hex(kind, 'x', value)).toBe(kind === 'email' || kind === 'phone');
    }
  });

  it('separates kinds, scopes, values and peppers, whatever characters they hold', () => {
    const part = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', '\0', '@', ' ') });
    const identifier = fc.record({ kind: fc.constantFrom('customer', 'cookie', 'account'), scope: part, value: part });
    fc.assert(
      fc.property(identifier, identifier, (a, b) => {
        fc.pre(a.value !== '' && b.value !== '');
        const plain = (scope: string) => scope.replaceAll('\0', '');
        const same = a.kind === b.kind && plain(a.scope) === plain(b.scope) && a.value === b.value;
        expect(Buffer.compare(hash(a), hash(b)) === 0).toBe(same);
      }),
    );
    const other = makeHasher(new Uint8Array(32));
    const someone = { kind: 'email', scope: '', value: 'a@b.example' } as const;
    expect(other(someone)).not.toEqual(hash(someone));
  });

  it('refuses identifiers that would join everybody', () => {
    expect(() => hash({ kind: 'email', scope: '', value: '  ' })).toThrow(AppError);
    expect(isUsable({ kind: 'email', scope: '', value: 'n/a' })).toBe(false);
    expect(isUsable({ kind: 'phone', scope: '', value: '+49 0' })).toBe(false);
    expect(isUsable({ kind: 'customer', scope: '', value: ' ' })).toBe(false);
    expect(isUsable({ kind: 'handle', scope: 'x', value: '@' })).toBe(false);
    expect(isUsable({ kind: 'email', scope: '', value: 'a@b' })).toBe(true);
    expect(() => makeHasher(new Uint8Array(8))).toThrow(AppError);
  });
});

it('hashes many at a time as one by one, and none of them when one is not usable', () => {
  const many = makeManyHasher(pepper);
  const kinds = fc.constantFrom<IdentifierKind>('email', 'phone', 'handle', 'name', 'customer');
  const value = fc.oneof(
    fc.emailAddress(),
    fc.string({ maxLength: 90 }),
    fc.integer().map(String),
    fc.constantFrom('', ' ', 'Ä@ö.de', '+44 (0)20 7946 0958', '0044 20 7946 0958'),
  );
  fc.assert(
    fc.property(
      kinds,
      fc.constantFrom('', 'shop', 'a\0b'),
      fc.array(value, { maxLength: 20 }),
      (kind, scope, values) => {
        const identifiers = values.map((text) => ({ kind, scope, value: text }));
        const hashes = many(kind, scope, values);
        if (!identifiers.every(isUsable)) expect(hashes).toBeNull();
        else expect(hashes && Buffer.from(hashes)).toEqual(Buffer.concat(identifiers.map(hash)));
      },
    ),
  );
});
