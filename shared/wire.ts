import type { WireError } from './errors.ts';

/** A reply as it crosses a thread, IPC or HTTP boundary. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: WireError };

/**
 * Binary frame for the loopback host: [u32 header length][header JSON][typed arrays one after another, each 8-byte aligned].
 * In the header a typed array stands as {"$bin":[kind, offset, byteLength]}; objects that really own a `$bin` key are refused.
 */
const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type KindName = keyof typeof KINDS;
type Binary = InstanceType<(typeof KINDS)[KindName]>;

const kindOf = (value: Binary): KindName => {
  for (const name of Object.keys(KINDS) as KindName[]) if (value instanceof KINDS[name]) return name;
  throw new TypeError('unsupported binary kind');
};
const isBinary = (value: unknown): value is Binary => ArrayBuffer.isView(value) && !(value instanceof DataView);
const aligned = (n: number) => (n + 7) & ~7;

/** Encodes a JSON-like value that may hold typed arrays anywhere. */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: { offset: number; bytes: Uint8Array }[] = [];
  let size = 0;
  const header = JSON.stringify(value, function (this: Record<string, unknown>, key: string, shown: unknown) {
    // Not `shown`: a Node Buffer has a toJSON, which would have turned it into text by now.
    const raw = this[key];
    if (!isBinary(raw)) {
      if (raw && typeof raw === 'object' && Object.hasOwn(raw, '$bin')) throw new TypeError('reserved key $bin');
      return shown;
    }
    const bytes = new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength);
    parts.push({ offset: size, bytes });
    const tag = [kindOf(raw), size, raw.byteLength];
    size = aligned(size + raw.byteLength);
    return { $bin: tag };
  });
  const head = new TextEncoder().encode(header ?? 'null');
  const start = aligned(4 + head.length);
  const frame = new Uint8Array(start + size);
  new DataView(frame.buffer).setUint32(0, head.length, true);
  frame.set(head, 4);
  for (const { offset, bytes } of parts) frame.set(bytes, start + offset);
  return frame;
}

/** Decodes what encodeFrame made. Throws on a malformed frame. */
export function decodeFrame(frame: Uint8Array): unknown {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const length = view.getUint32(0, true);
  if (4 + length > frame.byteLength) throw new RangeError('frame too short');
  const start = aligned(4 + length);
  const header = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, 4 + length));
  return JSON.parse(header, (_key, raw: unknown) => {
    if (!raw || typeof raw !== 'object' || !Object.hasOwn(raw, '$bin')) return raw;
    const [kind, offset, bytes] = (raw as { $bin: [KindName, number, number] }).$bin;
    if (!Object.hasOwn(KINDS, kind)) throw new RangeError('bad binary kind');
    const make = KINDS[kind];
    const whole = Number.isInteger(offset) && Number.isInteger(bytes / make.BYTES_PER_ELEMENT);
    if (!whole || offset < 0 || bytes < 0 || start + offset + bytes > frame.byteLength)
      throw new RangeError('bad binary tag');
    // Not frame.slice: a Node Buffer's slice is a view, whose buffer is the whole pool.
    const copy = Uint8Array.prototype.slice.call(frame, start + offset, start + offset + bytes);
    return new make(copy.buffer, 0, bytes / make.BYTES_PER_ELEMENT);
  });
}
