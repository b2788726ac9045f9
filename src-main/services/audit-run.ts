import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { AuditReport } from '../../shared/audit.ts';
import { AppError } from '../../shared/errors.ts';
import type { Source } from '../import/format.ts';
import { openSource } from '../import/source.ts';
import { Audit, type AuditOptions } from '../privacy/audit/audit.ts';
import { openRows, partsOfSource } from './audit-records.ts';
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
  let failure: AppError | null = null;
  /** A file among others that cannot be read is told in the report; alone it is an error. */
  const passOver = (name: string, error: unknown) => {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    failure ??= error;
    audit.fail(name);
  };
  const readPart = async (part: Source, progress: () => number) => {
    const opened = await openRows(part, zone);
    audit.begin(part.name, opened.kind);
    for await (const some of opened.rows)
      for (const record of some) {
        if (!record) {
          audit.reject();
          continue;
        }
        // Whether a consent still held is asked of the day on which the row was collected.
        const atMs = Number.isNaN(record.atMs) ? options.nowMs : record.atMs;
        const signals = record.fields.flatMap(([field, value]) => signalOfField(field, value, atMs) ?? []);
        audit.add(record, signals);
        rows++;
        if (rows % PAUSE_ROWS !== 0) continue;
        onProgress?.(rows, progress());
        await setImmediate();
      }
  };
  for (const [index, path] of paths.entries()) {
    try {
      const { source, close } = await openSource(path);
      const { sizeBytes } = source;
      const progress = () =>
        (index + (sizeBytes > 0 ? Math.min(1, source.consumedBytes() / sizeBytes) : 0)) / paths.length;
      try {
        for (const part of partsOfSource(source))
          await readPart(part, progress).catch((error) => passOver(part.name, error));
      } finally {
        close();
      }
    } catch (error) {
      passOver(basename(path), error);
    }
  }
  // Nothing read is not the same as nothing found: without a row a score would praise an empty file.
  if (rows === 0) throw failure ?? new AppError('no-rows');
  return audit.report();
}
