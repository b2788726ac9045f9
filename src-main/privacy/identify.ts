import { hash as oneShot } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { Identifier, IdentifierKind } from '../../shared/model.ts';

/** Bytes of an identifier hash: 128 bits, so that 10^9 identifiers collide with probability below 10^-20. */
export const HASH_BYTES = 16;

/** Kinds that mean the same person wherever they are seen; every other kind is only unique within its network or shop. */
const SCOPELESS: ReadonlySet<IdentifierKind> = new Set<IdentifierKind>(['email', 'phone']);

const FEWEST_PHONE_DIGITS = 6;

function normalisePhone(value: string): string {
  // "(0)" is a trunk prefix that is only dialled inside the country: +44 (0)20 … is +44 20 ….
  const compact = value.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  const digits = compact.replace(/\+/g, '');
  if (compact.startsWith('+')) return `+${digits}`;
  // 00 is the international prefix recommended by ITU-T E.123.
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}

/** The form of an identifier that is compared. Personal data: hash it, never log or store it. */
export function normalise({ kind, value }: Identifier): string {
  if (kind === 'email') return value.trim().normalize('NFC').toLowerCase();
  if (kind === 'phone') return normalisePhone(value);
  if (kind === 'handle') return value.trim().replace(/^@+/, '').normalize('NFC').toLowerCase();
  if (kind === 'name') return value.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
  return value;
}

function tellsApart(kind: IdentifierKind, normal: string): boolean {
  if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(normal);
  if (kind === 'phone') return normal.replace('+', '').length >= FEWEST_PHONE_DIGITS;
  return normal.trim() !== '';
}

/** Whether an identifier can tell people apart at all. An empty one would join everybody, so the importer must drop it. */
export const isUsable = (identifier: Identifier): boolean => tellsApart(identifier.kind, normalise(identifier));

/** Identifiers from the strongest to the weakest. */
const STRENGTH: readonly IdentifierKind[] = [
  'account',
  'customer',
  'email',
  'phone',
  'handle',
  'cookie',
  'visitor',
  'name',
];

/** Those that can tell people apart, strongest first. */
export function usableByStrength(identifiers: readonly Identifier[]): Identifier[] {
  const usable = identifiers.filter(isUsable);
  if (usable.length > 1) usable.sort((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind));
  return usable;
}

/** Turns identifiers into pseudonymous hashes. */
export type Hasher = (identifier: Identifier) => Uint8Array;

/** Bytes of a SHA-256 block and of its digest. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC-SHA-256 written out as RFC 2104 defines it: H(key ⊕ opad ‖ H(key ⊕ ipad ‖ text)). Two one-shot hashes over
 * prepared room take half the time of a `createHmac`, and imports make millions. `key` is at most one block.
 */
function makeHmac(key: Uint8Array): (text: string) => string {
  let inner: Buffer = Buffer.alloc(BLOCK_BYTES + 1024, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0x5c);
  for (const [i, byte] of key.entries()) {
    inner[i] = 0x36 ^ byte;
    outer[i] = 0x5c ^ byte;
  }
  // A digest as text costs a third of one in a buffer of its own.
  return (text) => {
    // UTF-8 takes at most three bytes per UTF-16 unit.
    const most = BLOCK_BYTES + text.length * 3;
    if (most > inner.length) inner = Buffer.concat([inner.subarray(0, BLOCK_BYTES)], most * 2);
    const end = writeAscii(inner, text) || BLOCK_BYTES + inner.write(text, BLOCK_BYTES, 'utf8');
    outer.write(oneShot('sha256', inner.subarray(0, end), 'hex'), BLOCK_BYTES, 'hex');
    return oneShot('sha256', outer, 'binary');
  };
}

/** Writes a text behind the first block, where it ends; 0 if it is not all ASCII. Faster than a call into the runtime. */
function writeAscii(inner: Uint8Array, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return 0;
    inner[BLOCK_BYTES + i] = unit;
  }
  return BLOCK_BYTES + text.length;
}

/** Writes the first bytes of a digest given as text, a unit each. */
function writeDigest(digest: string, into: Uint8Array, at: number): void {
  for (let i = 0; i < HASH_BYTES; i++) into[at + i] = digest.charCodeAt(i);
}

/** What precedes the value of an identifier. NUL separates the parts, so it must not occur in the scope; kinds are a closed list. */
const startOf = (kind: IdentifierKind, scope: string): string =>
  `${kind}\0${SCOPELESS.has(kind) ? '' : scope.replaceAll('\0', '')}\0`;

function hmacUnder(pepper: Uint8Array): (text: string) => string {
  if (pepper.length < 32 || pepper.length > BLOCK_BYTES) throw new AppError('internal', { pepperBytes: pepper.length });
  return makeHmac(pepper);
}

/**
 * HMAC-SHA-256 (RFC 2104) under the store's pepper over kind, scope and normalised value, cut to 16 bytes.
 * Without the pepper nobody can test a guessed address against the store. Throws `invalid-input` for an empty identifier.
 */
export function makeHasher(pepper: Uint8Array): Hasher {
  const hmac = hmacUnder(pepper);
  return (identifier) => {
    const normal = normalise(identifier);
    if (normal === '') throw new AppError('invalid-input', { kind: identifier.kind });
    const bytes = new Uint8Array(HASH_BYTES);
    writeDigest(hmac(startOf(identifier.kind, identifier.scope) + normal), bytes, 0);
    return bytes;
  };
}

/** Turns identifiers of one kind and scope into their hashes, 16 bytes each; null when one of them is not usable. */
export type ManyHasher = (kind: IdentifierKind, scope: string, values: readonly string[]) => Uint8Array | null;

/** As `makeHasher`, for many at a time: nothing is made for each. */
export function makeManyHasher(pepper: Uint8Array): ManyHasher {
  const hmac = hmacUnder(pepper);
  return (kind, scope, values) => {
    const start = startOf(kind, scope);
    const hashes = new Uint8Array(values.length * HASH_BYTES);
    for (const [i, value] of values.entries()) {
      const normal = normalise({ kind, scope, value });
      if (!tellsApart(kind, normal)) return null;
      writeDigest(hmac(start + normal), hashes, i * HASH_BYTES);
    }
    return hashes;
  };
}
