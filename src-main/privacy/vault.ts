import { AppError } from '../../shared/errors.ts';
import { decrypt, encrypt, type Random } from './aead.ts';

const VERSION = 1;
/** Clear values are padded to multiples of this, so that the size of a blob says little about the value. */
const BLOCK = 32;

/** ISO/IEC 7816-4: one 0x80, then zeros. */
function pad(clear: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((clear.length + 1) / BLOCK) * BLOCK);
  padded.set(clear);
  padded[clear.length] = 0x80;
  return padded;
}

function unpad(padded: Uint8Array): Uint8Array | null {
  const end = padded.lastIndexOf(0x80);
  return end >= 0 && padded.subarray(end + 1).every((byte) => byte === 0) ? padded.subarray(0, end) : null;
}

/**
 * Seals one clear identifier value: [version][nonce ‖ ciphertext ‖ tag]. The identifier's hash is authenticated with it,
 * so a blob moved to another identifier does not open.
 */
export function seal(dataKey: Uint8Array, identifierHash: Uint8Array, value: string, random: Random): Uint8Array {
  const clear = Buffer.from(value, 'utf8');
  const padded = pad(clear);
  const body = encrypt(dataKey, identifierHash, padded, random);
  clear.fill(0);
  padded.fill(0);
  const blob = new Uint8Array(1 + body.length);
  blob[0] = VERSION;
  blob.set(body, 1);
  return blob;
}

/** Opens a sealed value. Personal data: show it only on an explicit reveal that is noted in the audit log. */
export function open(dataKey: Uint8Array, identifierHash: Uint8Array, blob: Uint8Array): string {
  const version = blob[0] ?? 0;
  if (version > VERSION) throw new AppError('store-from-the-future');
  const padded = version === VERSION ? decrypt(dataKey, identifierHash, blob.subarray(1)) : null;
  const clear = padded && unpad(padded);
  if (!clear) throw new AppError('store-damaged');
  const value = Buffer.from(clear.buffer, clear.byteOffset, clear.length).toString('utf8');
  clear.fill(0);
  return value;
}
