import type { Rejection } from '../../shared/model.ts';
import { csvLine } from './csv.ts';

/** Rows that could not be read as a CSV in UTF-8: line, field and reason. A rejection holds no content, so neither does this. */
export const rejectionsCsv = (rejections: readonly Rejection[]): Uint8Array =>
  new TextEncoder().encode(
    [
      csvLine(['line', 'field', 'reason']),
      ...rejections.map(({ line, field, code }) => csvLine([line, field, code.replaceAll('-', ' ')])),
    ].join(''),
  );
