import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Suppression } from './tables/suppressed.ts';

const NAME = 'erased.json';
const MARK = /^[0-9a-f]{32}$/;

/** Fingerprints of whoever was erased. */
export interface Erased {
  /** Of identifiers, as the stores keep them, too. */
  marks: Map<string, Suppression>;
  /** Of what was taken out of texts, with how many words it has. */
  spellings: Map<string, number>;
}

/**
 * Whoever was erased from any workspace of this installation. It lies beside the stores, because a store that is locked, or was
 * removed, could not say so when one of its backups is restored. Without a store's secret it tells no more than how many they are.
 */
export function readErased(rootDir: string): Erased {
  const file = join(rootDir, NAME);
  if (!existsSync(file)) return { marks: new Map(), spellings: new Map() };
  const stored = parsed(readFileSync(file, 'utf8'));
  // To go on as if nobody had been erased would bring people back.
  if (typeof stored?.marks !== 'object' || stored.marks === null) throw new AppError('store-damaged', { erased: true });
  const known = ([mark]: [string, unknown]) => MARK.test(mark);
  return {
    marks: new Map(
      Object.entries(stored.marks)
        .filter(known)
        .map(([mark, how]) => [mark, how === 'keep' ? 'keep' : 'drop']),
    ),
    spellings: new Map(
      Object.entries(stored.spellings ?? {})
        .filter(known)
        .map(([mark, words]) => [mark, Number(words)]),
    ),
  };
}

function parsed(text: string): { marks?: unknown; spellings?: unknown } | null {
  try {
    return JSON.parse(text) as { marks?: unknown; spellings?: unknown };
  } catch {
    return null;
  }
}

function writeErased(rootDir: string, { marks, spellings }: Erased): void {
  const file = join(rootDir, NAME);
  const sorted = (map: ReadonlyMap<string, unknown>) => Object.fromEntries([...map].sort());
  const text = JSON.stringify({ version: 1, marks: sorted(marks), spellings: sorted(spellings) });
  writeFileSync(`${file}.next`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.next`, file);
}

/** Adds a store's list, and what was taken out of its texts. The stricter of two decisions stands. */
export function noteErased(
  rootDir: string,
  marks: ReadonlyMap<string, Suppression>,
  spellings: ReadonlyMap<string, number> = new Map(),
): void {
  if (marks.size + spellings.size === 0) return;
  const known = readErased(rootDir);
  const more = [...marks].filter(([mark, how]) => known.marks.get(mark) !== how && known.marks.get(mark) !== 'drop');
  const words = [...spellings].filter(([mark]) => !known.spellings.has(mark));
  if (more.length + words.length > 0)
    writeErased(rootDir, {
      marks: new Map([...known.marks, ...more]),
      spellings: new Map([...known.spellings, ...words]),
    });
}

/** Takes somebody off again, at their own wish. */
export function forgetErased(rootDir: string, mark: string): void {
  const known = readErased(rootDir);
  if (known.marks.delete(mark)) writeErased(rootDir, known);
}
