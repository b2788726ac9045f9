import { type SignedReport, signReport } from './sign.ts';

/** A signed report as it was kept, without what `scrub` takes out of its texts, and signed anew; itself where that is nothing. */
export function scrubAudit(kept: string, scrub: (text: string) => string, keyPem: () => string): string {
  let report: string;
  let value: unknown;
  try {
    ({ report } = JSON.parse(kept) as SignedReport);
    value = JSON.parse(report);
  } catch {
    // Damaged: nobody can read it as a report any more, but what is in it must go all the same.
    return scrub(kept);
  }
  let changed = false;
  const scrubbed = JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'string') return part;
    const next = scrub(part);
    changed ||= next !== part;
    return next;
  });
  return changed ? JSON.stringify(signReport(scrubbed, keyPem())) : kept;
}
