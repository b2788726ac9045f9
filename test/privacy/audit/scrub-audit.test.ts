import { expect, test } from 'vitest';
import { scrubAudit } from '../../../src-main/privacy/audit/scrub-audit.ts';
import { newSigningKey, type SignedReport, signReport, verifyReport } from '../../../src-main/privacy/audit/sign.ts';

const scrub = (text: string) => text.replaceAll(/vexhart/gi, '[erased]');

test('a report without somebody is signed anew with the same key; one that does not name them stays as it is', () => {
  const key = newSigningKey();
  const kept = JSON.stringify(signReport(JSON.stringify({ files: [{ name: 'of "Vexhart".csv', rows: 7 }] }), key));
  const next = JSON.parse(scrubAudit(kept, scrub, () => key)) as SignedReport;
  expect(JSON.parse(next.report)).toEqual({ files: [{ name: 'of "[erased]".csv', rows: 7 }] });
  const { publicKey } = (JSON.parse(kept) as SignedReport).signature;
  expect(verifyReport(next, publicKey)).toBe(true);
  const other = () => expect.fail('nothing to sign');
  expect(scrubAudit(JSON.stringify(next), scrub, other)).toBe(JSON.stringify(next));
});

test('what is damaged holds nothing of them either', () => {
  expect(scrubAudit('{"report": Vexhart', scrub, newSigningKey)).toBe('{"report": [erased]');
});
