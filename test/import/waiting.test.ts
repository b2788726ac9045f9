import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Waiting } from '../../src-main/import/waiting.ts';

test('the last so many values wait under their keys, the oldest goes first, and all come out in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(12)), (room, keys) => {
      const waiting = new Waiting<{ key: string; n: number }>(room);
      // A list as the model: the oldest in front.
      const model: { key: string; n: number }[] = [];
      keys.forEach((number, n) => {
        const key = `key ${number}`;
        const there = model.find((value) => value.key === key);
        expect(waiting.get(key)).toBe(there);
        if (there) return;
        const value = { key, n };
        model.push(value);
        expect(waiting.put(value)).toBe(model.length > room ? model.shift() : null);
      });
      expect([...waiting.drain()]).toEqual(model);
      for (const { key } of model) expect(waiting.get(key)).toBeUndefined();
      expect([...waiting.drain()]).toEqual([]);
    }),
  );
});
