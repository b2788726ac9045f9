import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from '../../shared/wire.ts';

const typed = fc.oneof(
  fc.uint8Array({ maxLength: 9 }),
  fc.uint16Array({ maxLength: 9 }),
  fc.uint32Array({ maxLength: 9 }),
  fc.int32Array({ maxLength: 9 }),
  fc.float32Array({ maxLength: 9 }),
  fc.float64Array({ maxLength: 9 }),
);
/** JSON as it comes out of JSON.parse, with typed arrays anywhere. */
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.jsonValue({ maxDepth: 1 }), typed, tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  record: fc.dictionary(
    fc.string().filter((key) => key !== '$bin' && key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));
/** −0 becomes 0 in JSON: the only thing that is lost. */
const plain = (value: unknown): unknown => {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object' && !ArrayBuffer.isView(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
};

test('what goes in comes out, typed arrays with their kind', () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(decodeFrame(encodeFrame(value))).toStrictEqual(plain(value));
    }),
    { numRuns: 500 },
  );
});

test('a frame is read the same from the middle of a larger buffer', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 17 }), (value, before) => {
      const frame = encodeFrame(value);
      const large = new Uint8Array(before + frame.length + 5).fill(0xee);
      large.set(frame, before);
      expect(decodeFrame(large.subarray(before, before + frame.length))).toStrictEqual(plain(value));
    }),
  );
});

test('a Node Buffer, whose slice is a view on a shared pool, gives arrays of their own', () => {
  const sent = { at: Float64Array.of(1.5, 2.5), kind: Uint8Array.of(1, 2, 3) };
  // Small buffers come out of Node's pool, at any offset.
  const frame = Buffer.concat([Buffer.from(encodeFrame(sent))]);
  const got = decodeFrame(frame) as typeof sent;
  expect(got).toStrictEqual(sent);
  expect(got.at.buffer.byteLength).toBe(16);
  frame.fill(0);
  expect(got).toStrictEqual(sent);
});

test('a Node Buffer is sent as bytes, not as its JSON', () => {
  const bytes = Buffer.from('hello');
  expect(decodeFrame(encodeFrame(bytes))).toStrictEqual(Uint8Array.from(bytes));
  expect(decodeFrame(encodeFrame({ bytes }))).toStrictEqual({ bytes: Uint8Array.from(bytes) });
});

test('a part of a larger array is sent alone', () => {
  const large = Float64Array.of(1, 2, 3, 4);
  expect(decodeFrame(encodeFrame(large.subarray(1, 3)))).toStrictEqual(Float64Array.of(2, 3));
});

test('arrays of other kinds and objects that look like a tag are refused', () => {
  expect(() => encodeFrame({ a: new BigInt64Array(1) })).toThrow(TypeError);
  expect(() => encodeFrame({ $bin: ['u8', 0, 1] })).toThrow(TypeError);
  expect(() => encodeFrame([{ deep: { $bin: 1 } }])).toThrow(TypeError);
});

test('nothing at all is null', () => {
  expect(decodeFrame(encodeFrame(undefined))).toBe(null);
});

const framed = (header: string, body: readonly number[] = []) => {
  const head = new TextEncoder().encode(header);
  const start = (4 + head.length + 7) & ~7;
  const frame = new Uint8Array(start + body.length);
  new DataView(frame.buffer).setUint32(0, head.length, true);
  frame.set(head, 4);
  frame.set(body, start);
  return frame;
};

test('a frame that is cut or tampered with is refused', () => {
  const whole = encodeFrame({ at: Float64Array.of(1, 2, 3) });
  expect(() => decodeFrame(whole.subarray(0, whole.length - 8))).toThrow();
  expect(() => decodeFrame(whole.subarray(0, 10))).toThrow();
  expect(() => decodeFrame(whole.subarray(0, 2))).toThrow();
  for (const tag of [
    '["u8",0,99]',
    '["u8",-8,4]',
    '["u8",0,-1]',
    '["nope",0,4]',
    '["f64",0,4]',
    '["__proto__",0,4]',
    '7',
    'null',
  ])
    expect(() => decodeFrame(framed(`{"$bin":${tag}}`, [1, 2, 3, 4])), tag).toThrow();
  expect(decodeFrame(framed('{"$bin":["u8",0,4]}', [1, 2, 3, 4]))).toStrictEqual(Uint8Array.of(1, 2, 3, 4));
});

test('any bytes are either a frame or refused: no other end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodeFrame(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 500 },
  );
});
