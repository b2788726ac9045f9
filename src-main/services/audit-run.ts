import { setImmediate } from 'node:timers/promises';
import type { AuditReport } from '../../shared/audit.ts';
import { openSource } from '../import/source.ts';
import { Audit, type AuditOptions } from '../privacy/audit/audit.ts';
import { openRows, streamsOfSource } from './audit-records.ts';
import { signalOfField } from './lab-consent.ts';

/** Rows after which others get their turn. */
const PAUSE_ROWS = 2000;

export interface AuditRequest extends AuditOptions {
  paths: readonly string[];
  zone: string;
  /** Told about the rows read so far; may throw to stop. */
  onProgress?: (rows: number, fraction: number | null) => void;
}

/** Reads files, archives and folders row by row and reports what personal data, consents and third parties they show. */
export async function runAudit({ paths, zone, onProgress, ...options }: AuditRequest): Promise<AuditReport> {
  const audit = new Audit(options);
  let rows = 0;
  for (const [index, path] of paths.entries()) {
    const { source, close } = await openSource(path);
    try {
      for (const { name, bytes } of streamsOfSource(source)) {
        const opened = await openRows(bytes, zone);
        audit.begin(name, opened.kind);
        for await (const some of opened.rows)
          for (const record of some) {
            if (!record) {
              audit.reject();
              continue;
            }
            const signals = record.fields.flatMap(([field, value]) => signalOfField(field, value, options.nowMs) ?? []);
            audit.add(record, signals);
            rows++;
            if (rows % PAUSE_ROWS !== 0) continue;
            const done = source.sizeBytes > 0 ? Math.min(1, source.consumedBytes() / source.sizeBytes) : 0;
            onProgress?.(rows, (index + done) / paths.length);
            await setImmediate();
          }
      }
    } finally {
      close();
    }
  }
  return audit.report();
}
