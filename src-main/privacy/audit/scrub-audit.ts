import { rewriteJsonTexts } from '../../../shared/json-texts.ts';
import { type SignedReport, signReport } from './sign.ts';

/** A signed report as it was kept, without what `scrub` takes out of its texts, and signed anew; itself where that is nothing. */
export function scrubAudit(kept: string, scrub: (text: string) => string, keyPem: () => string): string {
  try {
    const { report } = JSON.parse(kept) as SignedReport;
    const scrubbed = rewriteJsonTexts(report, scrub);
    return scrubbed === report ? kept : JSON.stringify(signReport(scrubbed, keyPem()));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Damaged: nobody can read it as a report any more, but what is in it must go all the same.
    return scrub(kept);
  }
}
