import { hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './aead.ts';

/**
 * Key of an encrypted store, 32 bytes, drawn from the vault's data key by HKDF (RFC 5869): whatever opens the vault opens the
 * store, and threads that only read get a key that opens no name or address.
 */
export const storeKeyOf = (dataKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), 'inglenook store 1', KEY_BYTES));

/** Key of the keys of people, which lie beside the store (decision 0030); drawn from the pepper, as there may be no vault. */
export const ringKeyOf = (pepper: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', pepper, new Uint8Array(0), 'inglenook person keys 1', KEY_BYTES));

/** Key of short texts that an import needs even where no vault is set up, drawn from the pepper in the same way. */
export const textKeyOf = (pepper: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', pepper, new Uint8Array(0), 'inglenook text 1', KEY_BYTES));
