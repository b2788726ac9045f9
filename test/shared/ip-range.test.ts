import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInRange, toAddressBytes, toIpRange } from '../../shared/ip-range.ts';

const v4 = fc.ipV4();
const v6 = fc.ipV6();

test('every address is read as Node reads it, and nothing else is', () => {
  fc.assert(
    fc.property(fc.oneof(v4, v6, fc.string(), fc.stringMatching(/^[\da-f:.]{0,20}$/)), (text) => {
      // An IPv6 address may end in IPv4 notation; of those only the mapped form is read, which logs write.
      if (text.includes(':') && text.includes('.')) return;
      const known = isIP(text);
      expect(toAddressBytes(text)?.length ?? 0).toBe(known === 4 ? 4 : known === 6 ? 16 : 0);
    }),
    { numRuns: 2000 },
  );
});

test('an address lies in a range exactly when Node says so', () => {
  const check = (family: 'ipv4' | 'ipv6', address: string, base: string, bits: number) => {
    const list = new BlockList();
    list.addSubnet(base, bits, family);
    const range = toIpRange(`${base}/${bits}`);
    const bytes = toAddressBytes(address);
    if (!range || !bytes) throw new Error('unread');
    expect(isInRange(bytes, range)).toBe(list.check(address, family));
    expect(isInRange(range.bytes, range)).toBe(true);
  };
  const plain4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.'));
  fc.assert(fc.property(plain4, plain4, fc.integer({ min: 8, max: 32 }), (a, b, bits) => check('ipv4', a, b, bits)));
  const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });
  const plain6 = groups.map((all) => all.map((group) => group.toString(16)).join(':'));
  fc.assert(
    fc.property(plain6, groups, fc.integer({ min: 16, max: 128 }), (base, tail, bits) => {
      const near = [...base.split(':').slice(0, 3), ...tail.slice(3).map((group) => group.toString(16))].join(':');
      check('ipv6', near, base, bits);
    }),
  );
});

test('by hand: forms that are read, and those that are not', () => {
  expect(toIpRange(' 192.0.2.7 ')).toEqual({ bytes: [192, 0, 2, 7], bits: 32 });
  expect(toIpRange('::ffff:192.0.2.7')).toEqual({ bytes: [192, 0, 2, 7], bits: 32 });
  expect(toIpRange('2001:db8::/32')?.bits).toBe(32);
  for (const wrong of [
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.7/33',
    '0.0.0.0/0',
    '10.0.0.0/7',
    '::/0',
    '1::2::3',
    'shop.example',
    '192.0.2.7/',
    '192.0.2.0/24/1',
  ])
    expect(toIpRange(wrong), wrong).toBeNull();
});
