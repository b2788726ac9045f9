import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** A report with the signature over exactly these bytes of its text. */
export interface SignedReport {
  report: string;
  signature: { algorithm: 'Ed25519'; publicKey: string; value: string };
}

/** A new signing key (RFC 8032), as PEM (PKCS #8). It proves that a report is unchanged since this computer made it, no more. */
export const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Signs the text of a report. */
export function signReport(report: string, privateKeyPem: string): SignedReport {
  const key = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    report,
    signature: {
      algorithm: 'Ed25519',
      publicKey,
      value: sign(null, Buffer.from(report, 'utf8'), key).toString('base64'),
    },
  };
}

/** Whether a report is as it was signed; `expected`: the public key it must be signed with, if that is known. */
export function verifyReport({ report, signature }: SignedReport, expected: string | null = null): boolean {
  if (signature.algorithm !== 'Ed25519' || (expected !== null && expected !== signature.publicKey)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(signature.publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(report, 'utf8'), key, Buffer.from(signature.value, 'base64'));
  } catch {
    return false;
  }
}
