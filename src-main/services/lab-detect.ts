import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { detectFile } from '../import/detect.ts';
import { FORMATS } from '../import/formats/index.ts';
import { openSource } from '../import/source.ts';
import type { LineLab } from './line-lab.ts';

/** Which format each file or folder is taken for, and why; the same answer that an import gets. */
export const detectLab: LineLab = {
  id: 'detect',
  title: 'Formats of files',
  question: 'Which format is each of these files?',
  async *run({ paths }) {
    if (paths.length === 0 || paths.includes('-')) throw new AppError('invalid-input', { field: 'path' });
    for (const path of paths) yield { path, ...(await recognised(path)) };
  },
};

async function recognised(path: string): Promise<Record<string, unknown>> {
  const nothing = { format: null, title: null, confidence: 0, reason: '', candidates: [] };
  try {
    const opened = await openSource(path, basename(path));
    try {
      const { format, candidates, refusal } = await detectFile(opened.head, FORMATS);
      const best = candidates[0];
      const tied = best !== undefined && format === null;
      return {
        format,
        title: tied ? null : (best?.title ?? null),
        confidence: best?.confidence ?? 0,
        reason: refusal ?? best?.reason ?? '',
        candidates,
      };
    } finally {
      opened.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...nothing, problem: error.code };
  }
}
