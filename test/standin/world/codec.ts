/** Text form of what structured clone lets through, for the one place where only text can pass (a DevTools binding). */
type Node =
  | null
  | string
  | number
  | boolean
  | { t: 'u' }
  | { t: 'n'; v: string }
  | { t: 'd'; v: number }
  | { t: 'a'; v: Node[] }
  | { t: 'o'; v: [string, Node][] }
  | { t: 'm'; v: [Node, Node][] }
  | { t: 's'; v: Node[] }
  | { t: 'b'; k: string; v: string }
  | { t: 'e'; n: string; v: string };

const BINARY = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

function toNode(value: unknown): Node {
  if (value === undefined) return { t: 'u' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { t: 'n', v: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'bigint') return { t: 'n', v: `${value}n` };
  if (Array.isArray(value)) return { t: 'a', v: value.map(toNode) };
  if (value instanceof Date) return { t: 'd', v: value.getTime() };
  if (value instanceof Map) return { t: 'm', v: [...value].map(([k, v]) => [toNode(k), toNode(v)]) };
  if (value instanceof Set) return { t: 's', v: [...value].map(toNode) };
  if (value instanceof Error) return { t: 'e', n: value.name, v: value.message };
  if (value instanceof ArrayBuffer) return { t: 'b', k: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return { t: 'b', k: kind, v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if (Object.prototype.toString.call(value) !== '[object Object]')
    throw new TypeError('An object could not be cloned.');
  return { t: 'o', v: Object.entries(value as object).map(([k, v]) => [k, toNode(v)]) };
}

function fromNode(node: Node): unknown {
  if (node === null || typeof node !== 'object') return node;
  switch (node.t) {
    case 'u':
      return undefined;
    case 'n':
      return node.v.endsWith('n') ? BigInt(node.v.slice(0, -1)) : Number(node.v);
    case 'd':
      return new Date(node.v);
    case 'a':
      return node.v.map(fromNode);
    case 'm':
      return new Map(node.v.map(([k, v]) => [fromNode(k), fromNode(v)]));
    case 's':
      return new Set(node.v.map(fromNode));
    case 'e':
      return Object.assign(new Error(node.v), { name: node.n });
    case 'o':
      return Object.fromEntries(node.v.map(([k, v]) => [k, fromNode(v)]));
    default: {
      const { buffer } = fromBase64(node.v);
      if (node.k === 'ArrayBuffer') return buffer;
      if (node.k === 'DataView') return new DataView(buffer);
      const make = BINARY[node.k as keyof typeof BINARY];
      return new make(buffer);
    }
  }
}

/** Clones by the engine's own structured clone first – that is what refuses functions – and writes the copy down. */
export function encode(value: unknown): string {
  return JSON.stringify(toNode(structuredClone(value)));
}

/** Reads what `encode` wrote. */
export function decode(text: string): unknown {
  return fromNode(JSON.parse(text) as Node);
}
