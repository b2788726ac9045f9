import { readFileSync } from 'node:fs';
import type { AuditReport } from '../../shared/audit.ts';
import { AppError } from '../../shared/errors.ts';
import {
  isSignedBy,
  publicKeyOf,
  type SignedReport,
  signatureOf,
  signReport,
  verifyReport,
} from '../privacy/audit/sign.ts';
import { auditHtml, sealedPage, signedIn } from '../reports/audit-html.ts';

function asSigned(json: string): SignedReport {
  try {
    const read = JSON.parse(json) as SignedReport;
    if (typeof read.report === 'string' && typeof read.signature?.value === 'string') return read;
  } catch {
    // Said below.
  }
  throw new AppError('format-unknown');
}

/** Reads a signed report, from JSON or from a page, with what the page says of itself. Throws `format-unknown`. */
export function readSigned(path: string): { signed: SignedReport; page: ReturnType<typeof signedIn> } {
  const text = readFileSync(path, 'utf8');
  if (/^\s*\{/.test(text)) return { signed: asSigned(text), page: null };
  const page = signedIn(text);
  return { signed: asSigned(page?.signed ?? ''), page };
}

/** What became of a signed file since it was made. */
export interface Verdict {
  verified: boolean;
  /** Why not: the report was changed, what is to be read on the page was, or another key signed it. */
  reason?: 'report-changed' | 'page-changed' | 'other-key';
  publicKey: string;
}

/** Checks the report's signature and, on a page, that of all there is to read. `keyPem`: the key that must have signed it, if known. */
export function verdictOn(path: string, keyPem: string | null): Verdict {
  const { signed, page } = readSigned(path);
  const { publicKey } = signed.signature;
  if (!verifyReport(signed)) return { verified: false, reason: 'report-changed', publicKey };
  if (page && !(page.pageSignature !== null && isSignedBy(page.page, page.pageSignature, publicKey)))
    return { verified: false, reason: 'page-changed', publicKey };
  if (keyPem !== null && publicKeyOf(keyPem) !== publicKey) return { verified: false, reason: 'other-key', publicKey };
  return { verified: true, publicKey };
}

/** A signed report as JSON. */
export const signedJson = (report: AuditReport, keyPem: string): string =>
  JSON.stringify(signReport(JSON.stringify(report), keyPem));

/** A signed report as a page: both its data and what there is to read are signed. */
export function signedPage(report: AuditReport, signed: string, keyPem: string): string {
  const page = auditHtml(report);
  return sealedPage({ signed, page, pageSignature: signatureOf(page, keyPem) });
}
