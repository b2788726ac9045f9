import type { SafeStorageScript } from './messages.ts';

const MASK = 0x5a;
const masked = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ MASK));

/** `safeStorage` over a key ring that the test describes: what one secret sealed, another cannot open. */
export function createSafeStorage(script: SafeStorageScript, isReady: () => boolean) {
  return {
    isAsyncEncryptionAvailable: async () => isReady() && script.available,
    getSelectedStorageBackend: () => (isReady() ? script.backend : 'unknown'),
    encryptStringAsync: async (text: string) => {
      if (!script.available) throw new Error('encryption is not available');
      return masked(Buffer.from(`${script.secret}\n${text}`));
    },
    decryptStringAsync: async (sealed: Buffer) => {
      const [secret, text] = masked(sealed).toString().split('\n');
      if (!script.available || secret !== script.secret || text === undefined) throw new Error('cannot decrypt');
      return { result: text, shouldReEncrypt: script.rotated === true };
    },
  };
}
