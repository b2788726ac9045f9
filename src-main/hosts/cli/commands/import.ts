import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type ImportSource,
  type Inspection,
  mappingSchema,
  type RunSummary,
} from '../../../../shared/contract/imports.ts';
import { AppError, type ErrorCode } from '../../../../shared/errors.ts';
import {
  BASES,
  type Basis,
  type BasisByPurpose,
  PURPOSES,
  type Purpose,
  SAFE_BASIS,
} from '../../../../shared/model.ts';
import type { Engine } from '../../../workers/engine.ts';
import { type Command, EXIT, listOption, textOption, type Values } from '../arguments.ts';
import { readJson, readText } from '../given.ts';
import { followJob, withEngine } from '../session.ts';
import { formatCount, textTable, wordsOf } from '../words.ts';

function basisOf(values: Values): BasisByPurpose {
  const basis: Record<Purpose, Basis> = { ...SAFE_BASIS };
  for (const entry of listOption(values, 'basis')) {
    const [purpose, given] = entry.split('=');
    if (!PURPOSES.includes(purpose as Purpose) || !BASES.includes(given as Basis))
      throw new AppError('invalid-input', { field: 'basis' });
    basis[purpose as Purpose] = given as Basis;
  }
  return basis;
}

async function inspectOnly(engine: Engine, files: string[], json: boolean): Promise<number> {
  const seen = await engine.call('imports.inspect', { files });
  if (json) {
    console.log(JSON.stringify(seen));
    return EXIT.ok;
  }
  for (const file of seen) {
    const best = file.candidates[0];
    console.log(
      `${file.name}: ${best ? `${best.title} (${Math.round(best.confidence * 100)} % sure) – ${best.reason}` : problemWords(file)}`,
    );
    for (const { field, why } of file.drops) console.log(`  not kept: ${field} – ${why}`);
    for (const { member, why } of file.ignored) console.log(`  not read: ${member} – ${why}`);
    if (file.preview.rows.length > 0)
      console.log(`${textTable(file.preview.columns, file.preview.rows.slice(0, 5)).replace(/^/gm, '  ')}\n`);
  }
  return seen.some((file) => file.problem !== null) ? EXIT.failed : EXIT.ok;
}

const problemWords = ({ problem, about }: Inspection): string =>
  about || wordsOf(new AppError((problem ?? 'format-unknown') as ErrorCode));

const tieWords = ({ candidates }: Inspection): string =>
  `It could be any of these; say which with --format: ${candidates.map(({ format }) => format).join(', ')}.`;

/** What a refused file looks like is a sentence, which an error cannot carry: it is looked at once more. */
async function tellRefusal(engine: Engine, files: string[]): Promise<void> {
  for (const file of await engine.call('imports.inspect', { files })) {
    if (file.problem !== null) console.error(`${file.name}: ${problemWords(file)}`);
    else if (file.format === null) console.error(`${file.name}: ${tieWords(file)}`);
  }
}

/** What one import did, in a line. */
export function summaryOf(run: RunSummary): string {
  const parts = [
    `${formatCount(run.kept)} kept`,
    `${formatCount(run.duplicates)} already there`,
    `${formatCount(run.rejected)} not readable`,
  ];
  if (run.updated > 0) parts.splice(1, 0, `${formatCount(run.updated)} updated`);
  if (run.skipped > 0) parts.push(`${formatCount(run.skipped)} left aside`);
  return `${run.file} (${run.formatTitle}): ${parts.join(', ')}`;
}

async function undo(engine: Engine, run: number, json: boolean): Promise<number> {
  await followJob(engine, () => engine.call('imports.undo', { run }), json);
  console.log(json ? JSON.stringify({ undone: run }) : `Import ${run} was undone.`);
  return EXIT.ok;
}

/** `inglenook import` */
export const importCommand: Command = {
  name: 'import',
  takes: 'FILE...',
  help: 'Import files and folders: server logs, archives of social networks, exports of shops, ads and analytics, tables of any kind. The same file twice adds nothing.',
  options: {
    format: { type: 'string', help: 'format id instead of detection' },
    mapping: { type: 'string', help: 'JSON file that says which column is what' },
    basis: {
      type: 'string',
      multiple: true,
      help: `PURPOSE=BASIS; purposes ${PURPOSES.join(', ')}; bases ${BASES.join(', ')}`,
    },
    'dry-run': { type: 'boolean', help: 'look only, store nothing' },
    undo: { type: 'string', help: 'take back the import with this number' },
    rejections: { type: 'string', help: 'write the rows that could not be read to this CSV: line, field, reason' },
    'passphrase-file': { type: 'string', help: 'file that holds the passphrase of the vault' },
  },
  examples: [
    'import access.log',
    'import orders.csv --basis personalisation=consent',
    'import --dry-run archive.zip',
    'import --undo 3',
  ],
  async run(values, files) {
    const json = values.json === true;
    const undoRun = textOption(values, 'undo');
    if (undoRun !== undefined) {
      const number = Number(undoRun);
      if (!Number.isSafeInteger(number)) throw new AppError('invalid-input', { field: 'undo' });
      return withEngine(values, (engine) => undo(engine, number, json));
    }
    if (files.length === 0) return EXIT.usage;
    const paths = files.map((file) => resolve(file));
    if (values['dry-run'] === true)
      return withEngine(values, async (engine) => inspectOnly(engine, await opened(engine, paths, json), json));
    // Wrong words are told before a store is opened or made.
    const sources = sourcesOf(values, paths);
    return withEngine(values, async (engine) => {
      const files = await opened(engine, paths, json);
      const [first] = sources;
      return importAll(
        engine,
        files.map((file) => ({ ...first, file })),
        {
          json,
          rejections: textOption(values, 'rejections'),
        },
      );
    });
  },
};

function sourcesOf(values: Values, paths: readonly string[]): ImportSource[] {
  const format = textOption(values, 'format');
  const mappingFile = textOption(values, 'mapping');
  const mapping = mappingFile ? mappingSchema.safeParse(readJson(readText(mappingFile), 'mapping')).data : undefined;
  if (mappingFile && !mapping) throw new AppError('invalid-input', { field: 'mapping' });
  const basis = basisOf(values);
  return paths.map((file) => ({ file, basis, ...(format ? { format } : {}), ...(mapping ? { mapping } : {}) }));
}

/** Folders as the files in them, where a folder is not one export; what nothing can be made of is told. */
async function opened(engine: Engine, paths: string[], json: boolean): Promise<string[]> {
  const { files, notRead } = await engine.call('imports.expand', { files: paths });
  if (!json) for (const { member, why } of notRead) console.error(`not read: ${member} – ${why}`);
  return files.map(({ file }) => file);
}

async function importAll(
  engine: Engine,
  sources: ImportSource[],
  { json, rejections }: { json: boolean; rejections: string | undefined },
): Promise<number> {
  const before = new Set((await engine.call('imports.list', {})).map((run) => run.id));
  let refused = false;
  try {
    await followJob(engine, () => engine.call('imports.start', { sources }), json);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'format-unknown') throw error;
    refused = true;
    const files = sources.map(({ file }) => file);
    await tellRefusal(engine, files);
  }
  const runs = (await engine.call('imports.list', {})).filter((run) => !before.has(run.id)).reverse();
  if (json) for (const run of runs) console.log(JSON.stringify(run));
  else await tell(engine, runs);
  if (rejections !== undefined) await saveRejections(engine, runs, rejections);
  return refused ? EXIT.failed : EXIT.ok;
}

/** One CSV for all runs of this command; lines are those of each run's own file, in the order of the files. */
async function saveRejections(engine: Engine, runs: readonly RunSummary[], path: string): Promise<void> {
  const parts: Uint8Array[] = [];
  for (const run of runs) {
    const { bytes } = await engine.call('imports.rejectionsFile', { run: run.id });
    // One header for all of them.
    parts.push(parts.length === 0 ? bytes : bytes.subarray(bytes.indexOf(10) + 1));
  }
  writeFileSync(path, Buffer.concat(parts), { mode: 0o600 });
}

async function tell(engine: Engine, runs: readonly RunSummary[]): Promise<void> {
  for (const run of runs) {
    console.log(summaryOf(run));
    if (run.rejected === 0) continue;
    const { byCode, rows } = await engine.call('imports.rejections', { run: run.id });
    for (const { code, rows: count } of byCode) {
      const lines = rows
        .filter((row) => row.code === code)
        .map((row) => row.line)
        .slice(0, 8);
      console.log(`  ${code}: ${formatCount(count)} (lines ${lines.join(', ')}${count > lines.length ? ', …' : ''})`);
    }
  }
}
