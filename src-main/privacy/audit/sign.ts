import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** A report with the signature over exactly these bytes of its text. */
export interface SignedReport {
  report: string;
  signature: { algorithm: 'Ed25519'; publicKey: string; value: string };
}

/** A new signing key (RFC 8032), as PEM (PKCS #8). It proves that a report is unchanged since this computer made it, no more. */
export const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Ed25519 signature of a text, as Base64. */
export const signatureOf = (text: string, privateKeyPem: string): string =>
  sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKeyPem)).toString('base64');

/** Public key (SPKI, Base64) of a key file, be it the private or the public one. */
export const publicKeyOf = (pem: string): string =>
  createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');

/** Signs the text of a report. */
export function signReport(report: string, privateKeyPem: string): SignedReport {
  return {
    report,
    signature: {
      algorithm: 'Ed25519',
      publicKey: publicKeyOf(privateKeyPem),
      value: signatureOf(report, privateKeyPem),
    },
  };
}

/** Whether a report is as it was signed; `expected`: the public key it must be signed with, if that is known. */
export function verifyReport({ report, signature }: SignedReport, expected: string | null = null): boolean {
  if (signature.algorithm !== 'Ed25519' || (expected !== null && expected !== signature.publicKey)) return false;
  return isSignedBy(report, signature.value, signature.publicKey);
}

/** Whether a text has this signature under a public key; all but the text as Base64. */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
