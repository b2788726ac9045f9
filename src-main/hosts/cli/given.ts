import { readFileSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';

const REASONS: Readonly<Record<string, 'file-missing' | 'file-unreadable'>> = { ENOENT: 'file-missing' };

/** Text of a file the user named; 0 = standard input. The error names neither the file nor its content. */
export function readText(file: string | 0): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError(REASONS[String((error as { code?: unknown }).code)] ?? 'file-unreadable');
  }
}

/** Value of an option that is written as JSON. The parser's own message would quote it. */
export function readJson(text: string, option: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('invalid-input', { field: option });
  }
}

/** The same, where only an object fits. */
export function readObject(text: string, option: string): Record<string, unknown> {
  const value = readJson(text, option);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AppError('invalid-input', { field: option });
  return value as Record<string, unknown>;
}

/** Instant (Unix ms) of a day or time given as an option. */
export function readInstant(text: string, option: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new AppError('invalid-input', { field: option });
  return at;
}
