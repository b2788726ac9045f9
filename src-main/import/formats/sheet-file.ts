import type { Detection, FileHead, Format } from '../format.ts';
import { isCompound, isWorkbookArchive } from '../sheet-rows.ts';
import { plainName } from '../table-aliases.ts';
import { inspectContained, parseContained } from '../table-contained.ts';
import { knownTable } from '../table-known.ts';
import { TABLE_PROMISES } from '../table-parse.ts';

/** Column names stand at the start of a workbook's texts, in the order in which they were first used. */
async function textsOf(head: FileHead): Promise<string[]> {
  const path = 'xl/sharedStrings.xml';
  if (!head.members.some((member) => member.path === path)) return [];
  const text = new TextDecoder().decode(await head.memberHead(path, 32 * 1024), { stream: true });
  return [...text.matchAll(/<t(?:\s[^>]*)?>([^<]{1,80})<\/t>/g)].slice(0, 400).map(([, name = '']) => plainName(name));
}

async function detect(head: FileHead): Promise<Detection> {
  if (isWorkbookArchive(head.members)) {
    const known = knownTable(await textsOf(head));
    if (known) return { score: 0.85, reason: `A workbook with the columns of ${known.title}.` };
    return { score: 0.5, reason: 'A workbook (Excel or OpenDocument).' };
  }
  if (!isCompound(head.bytes)) return { score: 0, reason: 'This is not a workbook.' };
  return /\.xl[st]$/i.test(head.name)
    ? { score: 0.5, reason: 'An old Excel workbook.' }
    : { score: 0, reason: 'This is an old Office document, but not by its name a workbook.' };
}

/** A table in a workbook, read through a mapping of its columns. */
export const sheetFile: Format = {
  id: 'sheet-file',
  title: 'Workbook (Excel, OpenDocument)',
  group: 'any',
  about: 'A sheet of a workbook (xlsx, xls, ods): orders, customers, products, reviews. You say which column is what.',
  ...TABLE_PROMISES,
  needsMapping: true,
  detect,
  columns: ({ source }, zone, given) => inspectContained(source, 'sheet', zone, given),
  parse: (source, options) => parseContained(source, 'sheet', options),
};
