import { createCipheriv, createDecipheriv } from 'node:crypto';

const TAG_BYTES = 16;
const PREFIX_BYTES = 7;

/** Clear bytes of one chunk. */
export const CHUNK_BYTES = 1 << 20;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

function nonceOf(prefix: Uint8Array, index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.set(prefix.subarray(0, PREFIX_BYTES));
  nonce.writeUInt32BE(index, PREFIX_BYTES);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Random part of a stream's nonces, 7 bytes. */
export const PREFIX = PREFIX_BYTES;

/**
 * One chunk of a stream under AES-256-GCM, in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the number
 * of the chunk and whether it is the last are in the nonce, so that none can be left out, moved, or cut off the end. One key
 * per stream. `aad` = what comes before the chunks.
 */
export function sealChunk(
  key: Uint8Array,
  prefix: Uint8Array,
  index: number,
  last: boolean,
  aad: Uint8Array,
  clear: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, index, last), { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealChunk` made in the same place; null when anything differs. */
export function openChunk(
  key: Uint8Array,
  prefix: Uint8Array,
  index: number,
  last: boolean,
  aad: Uint8Array,
  sealed: Uint8Array,
): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, index, last), { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(end));
  const clear = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
    return clear;
  } catch {
    return null;
  }
}
