import type { AuditReport } from '../../shared/audit.ts';
import { AppError } from '../../shared/errors.ts';
import { compared } from '../privacy/audit/finding.ts';
import { withHeld } from '../privacy/audit/held.ts';
import { comparedScores } from '../privacy/audit/score.ts';
import { newSigningKey, type SignedReport } from '../privacy/audit/sign.ts';
import { auditKey, readAudits, removeAudits, saveAudit } from '../store/tables/kept-audits.ts';
import { runAudit } from './audit-run.ts';
import { signedJson, signedPage } from './audit-signed.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';
import { heldWithoutBasis } from './retention.ts';

/** The report inside a signed text; null where the text is missing or damaged. */
function reportIn(signed: string | null): AuditReport | null {
  try {
    return signed === null ? null : (JSON.parse((JSON.parse(signed) as SignedReport).report) as AuditReport);
  } catch {
    return null;
  }
}

export const audits: Group<'audits'> = {
  'audits.start': (context, { files, retentionDays }) => {
    const { db, options, jobs, settings, audit, touch } = context;
    // Refused now rather than when the job's turn comes.
    const paths = files.map((file) => resolveFile(options, file));
    const label = paths.length === 1 ? 'Audit' : `Audit of ${paths.length} files`;
    const job = jobs.start('audit', label, async (handle) => {
      const read = await runAudit({
        paths,
        zone: settings().zone,
        nowMs: options.now(),
        retentionDays,
        onProgress: (rows, fraction) => {
          handle.checkpoint();
          handle.progress(rows, fraction);
        },
      });
      handle.checkpoint();
      const report = withHeld(read, heldWithoutBasis(context));
      saveAudit(db, signedJson(report, auditKey(db, newSigningKey)));
      audit('audit.made', { files: paths.length, rows: report.rows, findings: report.findings.length });
      touch();
    });
    return { job };
  },
  'audits.last': ({ db }) => {
    const { last, before } = readAudits(db);
    const report = reportIn(last);
    const old = reportIn(before);
    if (!report || !old) return { report, change: null };
    return { report, change: { ...compared(old.findings, report.findings), score: comparedScores(old, report) } };
  },
  'audits.export': ({ db, audit }, { as }) => {
    const { last } = readAudits(db);
    const report = reportIn(last);
    if (last === null || !report) throw new AppError('not-found');
    audit('audit.exported', { as });
    const text = as === 'html' ? signedPage(report, last, auditKey(db, newSigningKey)) : last;
    const mime = as === 'html' ? 'text/html' : 'application/json';
    return { fileName: `audit-${report.madeAt.slice(0, 10)}.${as}`, mime, bytes: new TextEncoder().encode(text) };
  },
  'audits.forget': ({ db, audit, touch }) => {
    const forgotten = removeAudits(db);
    if (forgotten) {
      audit('audit.forgotten');
      touch();
    }
    return { forgotten };
  },
};
