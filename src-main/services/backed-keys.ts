import * as z from 'zod';
import { type FullKeys, type KeyFile, parseKeyFile } from '../privacy/keys.ts';

/** What of the keys a backup holds beside the store; its own passphrase covers all of it. */
export interface BackedKeys {
  keyFile: KeyFile;
  /** Key of an encrypted store, so that restoring can check it and erase again. */
  storeKey: Uint8Array | null;
  /** Where only the key store of the system opens the key file: without them a backup would open nowhere else. */
  secrets: FullKeys | null;
}

const toBase64 = (key: Uint8Array): string => Buffer.from(key).toString('base64');
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** As text, for a backup. */
export function keysForBackup({ keyFile, storeKey, secrets }: BackedKeys): string {
  if (!storeKey && !secrets) return JSON.stringify(keyFile);
  return JSON.stringify({
    keyFile,
    ...(storeKey ? { storeKey: toBase64(storeKey) } : {}),
    ...(secrets ? { secrets: { pepper: toBase64(secrets.pepper), dataKey: toBase64(secrets.dataKey) } } : {}),
  });
}

const base64Key = z.base64().max(1024);
const backedKeys = z.strictObject({
  keyFile: z.unknown(),
  storeKey: base64Key.optional(),
  secrets: z.strictObject({ pepper: base64Key, dataKey: base64Key }).optional(),
});

/** What `keysForBackup` wrote; older backups hold the key file alone. */
export function keysFromBackup(text: string): BackedKeys {
  const given: unknown = JSON.parse(text);
  const more = backedKeys.safeParse(given);
  if (!more.success) return { keyFile: parseKeyFile(given), storeKey: null, secrets: null };
  const { keyFile, storeKey, secrets } = more.data;
  return {
    keyFile: parseKeyFile(keyFile),
    storeKey: storeKey === undefined ? null : fromBase64(storeKey),
    secrets: secrets ? { pepper: fromBase64(secrets.pepper), dataKey: fromBase64(secrets.dataKey) } : null,
  };
}
