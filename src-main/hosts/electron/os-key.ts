import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';

const KEY_FILE = 'os-key';
const KEY_BYTES = 32;

/** True when the operating system really keeps the key. On Linux without a key ring Chromium falls back to a fixed, public password. */
async function isKeptByTheSystem(storage: SafeStorage, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await storage.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const backend = storage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

async function saveKey(storage: SafeStorage, file: string, key: Uint8Array): Promise<void> {
  const sealed = await storage.encryptStringAsync(Buffer.from(key).toString('base64'));
  // Written beside and renamed, so that a crash never leaves half a key: the vault could not be opened again.
  await writeFile(`${file}.new`, sealed, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/**
 * The 32-byte key that wraps the vault's data key, itself sealed by the operating system's key store and kept in the data
 * folder. Null when there is no real key store, or when this one cannot open the file: an existing file is then left as it
 * is, because the vault still depends on it.
 */
export async function readOsKey(
  storage: SafeStorage,
  dataDir: string,
  platform: NodeJS.Platform,
): Promise<Uint8Array | null> {
  const file = join(dataDir, KEY_FILE);
  try {
    if (!(await isKeptByTheSystem(storage, platform))) return null;
    const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (sealed === null) {
      const fresh = new Uint8Array(randomBytes(KEY_BYTES));
      await saveKey(storage, file, fresh);
      return fresh;
    }
    const opened = await storage.decryptStringAsync(sealed);
    const key = new Uint8Array(Buffer.from(opened.result, 'base64'));
    if (key.length !== KEY_BYTES) return null;
    if (opened.shouldReEncrypt) await saveKey(storage, file, key);
    return key;
  } catch {
    // Locked or replaced key ring: the app works on, with the vault locked or under a passphrase.
    return null;
  }
}
