import { hash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { KEY_BYTES, type Random } from './aead.ts';

/**
 * One key for each of 2^32 numbers, out of which single ones can be taken for good: a puncturable pseudorandom function, made
 * of the tree of Goldreich, Goldwasser and Micali (1986), punctured as in Boneh and Waters (2013). A node is a key; its two
 * children are HMAC-SHA-256 of one byte under it; the key of a number is the leaf at the end of its bits. Whoever holds a
 * node can work out everything below it and nothing else. To take a number out, the node above it is replaced by the
 * siblings along the way down: its leaf can then not be computed from what is left, and all others are as before.
 */

const DEPTH = 32;
const VERSION = 1;
/** Depth, first number below it, key. */
const NODE_BYTES = 1 + 4 + KEY_BYTES;

/** A subtree that is wholly there: all numbers from `first` on that share its first `depth` bits. */
interface Node {
  first: number;
  depth: number;
  key: Uint8Array;
}

/** What is left of the tree, by number; without one only the numbers in `nodes` have a key. */
export interface PersonKeys {
  nodes: readonly Node[];
}

const HASH_BLOCK = 64;
const inner = Buffer.alloc(HASH_BLOCK + 1, 0x36);
const outer = Buffer.alloc(HASH_BLOCK + KEY_BYTES, 0x5c);

/** HMAC-SHA-256 of one byte, spelled out (RFC 2104): Node's own takes 20 times as long (122 µs with a key of bytes, here 6). */
function childOf(key: Uint8Array, side: number): Uint8Array {
  for (let i = 0; i < KEY_BYTES; i++) {
    inner[i] = (key[i] as number) ^ 0x36;
    outer[i] = (key[i] as number) ^ 0x5c;
  }
  inner[HASH_BLOCK] = side;
  hash('sha256', inner, 'buffer').copy(outer, HASH_BLOCK);
  const child = Uint8Array.from(hash('sha256', outer, 'buffer'));
  inner.fill(0x36, 0, KEY_BYTES);
  outer.fill(0x5c, 0, KEY_BYTES);
  return child;
}

/** How many numbers lie below a node. */
const widthOf = (depth: number): number => 2 ** (DEPTH - depth);

/** A whole tree. */
export const newPersonKeys = (random: Random): PersonKeys => ({
  nodes: [{ first: 0, depth: 0, key: random(KEY_BYTES) }],
});

/** Overwrites what is held. Copies that the JavaScript engine made are out of reach. */
export function wipePersonKeys({ nodes }: PersonKeys): void {
  for (const { key } of nodes) key.fill(0);
}

function isNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < 2 ** DEPTH;
}

/** What stays of a node without the numbers from..to of the list, which all lie below it. Overwrites the node where it does not stay. */
function without(node: Node, numbers: Float64Array, from: number, to: number, kept: Node[]): void {
  if (from === to) {
    kept.push(node);
    return;
  }
  const { first, depth, key } = node;
  if (to - from < widthOf(depth)) {
    const middle = first + widthOf(depth + 1);
    let at = from;
    while (at < to && (numbers[at] as number) < middle) at++;
    without({ first, depth: depth + 1, key: childOf(key, 0) }, numbers, from, at, kept);
    without({ first: middle, depth: depth + 1, key: childOf(key, 1) }, numbers, at, to, kept);
  }
  key.fill(0);
}

/** The tree without some numbers; those that are gone already stay so. What was given is overwritten where it is cut, and no longer to be used. */
export function puncture({ nodes }: PersonKeys, numbers: Iterable<number>): PersonKeys {
  const gone = Float64Array.from(new Set(numbers)).sort();
  const kept: Node[] = [];
  let at = 0;
  for (const node of nodes) {
    const end = node.first + widthOf(node.depth);
    while (at < gone.length && (gone[at] as number) < node.first) at++;
    const from = at;
    while (at < gone.length && (gone[at] as number) < end) at++;
    without(node, gone, from, at, kept);
  }
  return { nodes: kept };
}

/** Answers keys, quickest in the order of the numbers: the way down to the last one is remembered. */
export interface KeySource {
  /** 32 bytes; null for a number that was taken out. Overwritten by the next call and by `wipe`: copy what is to be kept. */
  keyOf(number: number): Uint8Array | null;
  wipe(): void;
}

/** The node that a number lies below. */
function covering(nodes: readonly Node[], number: number): Node | null {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle] as Node).first <= number) low = middle + 1;
    else high = middle;
  }
  const node = nodes[low - 1];
  return node && number < node.first + widthOf(node.depth) ? node : null;
}

export function keySource({ nodes }: PersonKeys): KeySource {
  const way: (Uint8Array | undefined)[] = [];
  let last: { number: number; node: Node } | null = null;
  const forget = (from: number) => {
    for (let depth = from; depth <= DEPTH; depth++) {
      way[depth]?.fill(0);
      way[depth] = undefined;
    }
  };
  return {
    keyOf(number) {
      if (!isNumber(number)) throw new AppError('internal', { number });
      const node = covering(nodes, number);
      if (!node) return null;
      const shared = last?.node === node ? Math.clz32(last.number ^ number) : node.depth;
      forget(shared + 1);
      if (last?.node !== node) {
        forget(0);
        way[node.depth] = Uint8Array.from(node.key);
      }
      last = { number, node };
      for (let depth = shared; depth < DEPTH; depth++)
        way[depth + 1] ??= childOf(way[depth] as Uint8Array, (number >>> (DEPTH - 1 - depth)) & 1);
      return way[DEPTH] as Uint8Array;
    },
    wipe() {
      forget(0);
      last = null;
    },
  };
}

/** As bytes, with all secrets in clear: only ever sealed on. */
export function writePersonKeys({ nodes }: PersonKeys): Uint8Array {
  const bytes = new Uint8Array(1 + nodes.length * NODE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = VERSION;
  nodes.forEach(({ first, depth, key }, i) => {
    const at = 1 + i * NODE_BYTES;
    bytes[at] = depth;
    view.setUint32(at + 1, first);
    bytes.set(key, at + 5);
  });
  return bytes;
}

/** Reads what `writePersonKeys` wrote; null for anything else. */
export function readPersonKeys(bytes: Uint8Array): PersonKeys | null {
  if (bytes[0] !== VERSION || (bytes.length - 1) % NODE_BYTES !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nodes: Node[] = [];
  let free = 0;
  for (let at = 1; at < bytes.length; at += NODE_BYTES) {
    const [depth, first] = [bytes[at] as number, view.getUint32(at + 1)];
    if (depth > DEPTH || first < free || first % widthOf(depth) !== 0) return null;
    free = first + widthOf(depth);
    // A copy: `slice` of a Buffer would share the bytes that whoever read them overwrites.
    nodes.push({ first, depth, key: Uint8Array.from(bytes.subarray(at + 5, at + NODE_BYTES)) });
  }
  return { nodes };
}
