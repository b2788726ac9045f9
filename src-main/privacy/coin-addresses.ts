import { createHash } from 'node:crypto';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Bitcoin address in Base58Check: 25 bytes, the last four a double SHA-256 of the others. */
export function isBase58Address(address: string): boolean {
  let number = 0n;
  for (const char of address) number = number * 58n + BigInt(BASE58.indexOf(char));
  const hex = number.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  return sha256(sha256(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21));
}

/** Bitcoin address in Bech32 (BIP 173) or Bech32m (BIP 350). */
export function isBech32Address(address: string): boolean {
  const lower = address.toLowerCase();
  const values = Array.from(lower.slice(3), (char) => BECH32.indexOf(char));
  if (values.includes(-1)) return false;
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  // The human-readable part "bc", expanded as BIP 173 says.
  for (const value of [3, 3, 0, 2, 3, ...values]) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) check ^= generator[i] as number;
  }
  return check === 1 || check === 0x2bc830a3;
}
