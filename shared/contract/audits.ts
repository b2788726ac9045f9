import * as z from 'zod';
import type { AuditChange, AuditReport } from '../audit.ts';
import { fileRef, id, list, nothing } from '../check.ts';
import { command, query } from './define.ts';

export const audits = {
  'audits.start': command<{ job: number }>()(
    'Look for personal data, ignored consents and third parties in logs, exports and recorded visits; nothing is imported',
    z.strictObject({
      files: list(fileRef(), 100).min(1),
      /** Days for which rows may be kept; null = nobody has said. */
      retentionDays: id().min(1).max(36_500).nullable(),
    }),
  ),
  'audits.last': query<{ report: AuditReport | null; change: AuditChange | null }>()(
    'The last audit, and what changed since the one before',
    nothing(),
  ),
  'audits.export': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'The last audit as a signed file that stands alone',
    z.strictObject({ as: z.enum(['html', 'json']) }),
  ),
  'audits.forget': command<{ forgotten: boolean }>()('Delete the audits kept here', nothing()),
};
