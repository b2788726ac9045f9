import { createHash } from 'node:crypto';

const LABEL = Buffer.from('inglenook suppressed 1\0');

/**
 * What is kept of an identifier so that its owner stays out of later imports: SHA-256 over the keyed hash, 16 bytes. Without
 * the pepper it says nothing, and the hash that stood in the store is gone from it.
 */
export const suppressionMark = (identifierHash: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(LABEL).update(identifierHash).digest().subarray(0, 16));
