import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import {
  changePassphrase,
  createKeys,
  type KeyFile,
  leaveUnprotected,
  openByOsKey,
  openUnprotected,
  parseKeyFile,
  protectWithOsKey,
  protectWithPassphrase,
  unlockWithPassphrase,
  wipeKeys,
  withDataKey,
} from '../../src-main/privacy/keys.ts';

const random = (bytes: number) => Uint8Array.from(randomBytes(bytes));
const WORDS = 'four candles by the sea';
const throwsCode = (act: () => unknown, code: ErrorCode) => {
  expect(act).toThrow(AppError);
  try {
    act();
  } catch (error) {
    expect((error as AppError).code).toBe(code);
  }
};
const onDisk = (file: KeyFile) => parseKeyFile(JSON.parse(JSON.stringify(file)));
const keys = createKeys(random);
const file = onDisk(protectWithPassphrase(keys, WORDS, random));

describe('key file under a passphrase', () => {
  it('gives the same secrets back, also when the words are typed in another Unicode form', () => {
    expect(unlockWithPassphrase(file, WORDS)).toEqual(keys);
    const accented = protectWithPassphrase(keys, 'cafe\u0301 au lait', random);
    expect(unlockWithPassphrase(accented, 'caf\u00e9 au lait')).toEqual(keys);
  });

  it('holds neither pepper nor data key in clear', () => {
    const text = JSON.stringify(file);
    for (const secret of [keys.pepper, keys.dataKey])
      for (const form of ['base64', 'hex', 'latin1'] as const)
        expect(text.includes(Buffer.from(secret).toString(form))).toBe(false);
  });

  it('refuses other words, short words and a file without a passphrase', () => {
    throwsCode(() => unlockWithPassphrase(file, `${WORDS}!`), 'wrong-passphrase');
    throwsCode(() => protectWithPassphrase(keys, 'nine char', random), 'passphrase-too-short');
    throwsCode(() => protectWithPassphrase(keys, '👩‍👩‍👧', random), 'passphrase-too-short');
    throwsCode(() => unlockWithPassphrase(leaveUnprotected(keys), WORDS), 'vault-not-set');
    throwsCode(() => openUnprotected(file), 'vault-locked');
  });

  it('does not open when cost, salt or wrapped bytes were changed', () => {
    if (file.protection !== 'passphrase') throw new Error('protection');
    const flipped = Buffer.from(file.wrapped, 'base64');
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const changed: KeyFile[] = [
      { ...file, kdf: { ...file.kdf, n: 2 ** 18 } },
      { ...file, kdf: { ...file.kdf, salt: Buffer.alloc(32).toString('base64') } },
      { ...file, wrapped: flipped.toString('base64') },
      { ...file, wrapped: '' },
    ];
    for (const bad of changed) throwsCode(() => unlockWithPassphrase(bad, WORDS), 'wrong-passphrase');
  });

  it('changes the words and keeps the secrets, with a new salt', () => {
    const next = changePassphrase(file, WORDS, 'another good phrase', random);
    expect(unlockWithPassphrase(next, 'another good phrase')).toEqual(keys);
    throwsCode(() => unlockWithPassphrase(next, WORDS), 'wrong-passphrase');
    throwsCode(() => changePassphrase(file, 'not the words', 'another good phrase', random), 'wrong-passphrase');
    expect(
      next.protection === 'passphrase' && file.protection === 'passphrase' && next.kdf.salt !== file.kdf.salt,
    ).toBe(true);
  });
});

describe('other protections', () => {
  it('under none there is a pepper and no data key; protecting later keeps the pepper', () => {
    const open = openUnprotected(onDisk(leaveUnprotected(keys)));
    expect(open).toEqual({ pepper: keys.pepper, dataKey: null });
    const full = withDataKey(open, random);
    expect(full.pepper).toEqual(keys.pepper);
    expect(full.dataKey).toHaveLength(32);
    expect(withDataKey(keys, random)).toEqual(keys);
    expect(JSON.stringify(leaveUnprotected(keys))).not.toContain(Buffer.from(keys.dataKey).toString('base64'));
  });

  it('opens with the key of the operating system and no other', () => {
    const osKey = random(32);
    const osFile = onDisk(protectWithOsKey(keys, osKey, random));
    expect(openByOsKey(osFile, osKey)).toEqual(keys);
    expect(openByOsKey(osFile, random(32))).toBeNull();
    expect(openByOsKey(osFile, random(16))).toBeNull();
    throwsCode(() => openByOsKey(leaveUnprotected(keys), osKey), 'vault-not-set');
  });

  it('wipes secrets in place', () => {
    const gone = createKeys(random);
    wipeKeys(gone);
    expect(gone.pepper.every((byte) => byte === 0) && gone.dataKey.every((byte) => byte === 0)).toBe(true);
  });
});

describe('reading a key file', () => {
  it('refuses newer, damaged and weakened files', () => {
    throwsCode(() => parseKeyFile({ ...file, version: 2 }), 'store-from-the-future');
    if (file.protection !== 'passphrase') throw new Error('protection');
    for (const bad of [null, 'text', {}, { ...file, kdf: { ...file.kdf, n: 1024 } }, { ...file, more: 1 }])
      throwsCode(() => parseKeyFile(bad), 'store-damaged');
    throwsCode(
      () => openUnprotected(parseKeyFile({ version: 1, protection: 'none', pepper: 'AAAA' })),
      'store-damaged',
    );
  });
});
