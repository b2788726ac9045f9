import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  choicesSchema,
  type ImportChoices,
  type ImportSource,
  type Inspection,
  type Mapping,
  mappingFileSchema,
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
import { PROPERTY_OUTCOMES, type PropertyCount } from '../../../../shared/properties.ts';
import type { Engine } from '../../../workers/engine.ts';
import { type Command, EXIT, listOption, PASSPHRASE_OPTION, textOption, type Values } from '../arguments.ts';
import { BASIS_DATE_OPTIONS, basisDatesOf } from '../basis-dates.ts';
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

/** Answers to what files leave open, as given on the command line. */
function choicesOf(values: Values): ImportChoices | undefined {
  const logFormat = textOption(values, 'log-format');
  const year = textOption(values, 'year');
  const visitorSalt = textOption(values, 'visitor-salt');
  const include = listOption(values, 'include');
  const withoutPeople = values['without-people'] === true;
  const given = {
    ...(logFormat === undefined ? {} : { logFormat }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(visitorSalt === undefined ? {} : { visitorSalt }),
    ...(include.length === 0 ? {} : { include }),
    ...(withoutPeople ? { withoutPeople } : {}),
  };
  if (Object.keys(given).length === 0) return undefined;
  const checked = choicesSchema.safeParse(given);
  if (!checked.success)
    throw new AppError('invalid-input', { field: String(checked.error.issues[0]?.path[0] ?? 'choices') });
  return checked.data;
}

async function inspectOnly(engine: Engine, given: Given, json: boolean): Promise<number> {
  const seen: Inspection[] = [];
  for (const { file, format, mapping, choices } of await withMappings(engine, given))
    seen.push(
      ...(await engine.call('imports.inspect', {
        files: [file],
        ...(format ? { format } : {}),
        ...(mapping ? { mapping } : {}),
        ...(choices ? { choices } : {}),
      })),
    );
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
    for (const { name, why } of file.optional) console.log(`  off unless asked for (--include ${name}): ${why}`);
    if (file.importedOtherwise) console.log(`  ${wordsOf(new AppError('imported-otherwise'))}`);
    if (file.asksYear) console.log('  its dates have no year; say with --year which one the newest row is of');
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
  if (run.withoutPeople) parts.push('without people');
  return `${run.file} (${run.formatTitle}): ${parts.join(', ')}`;
}

async function undo(engine: Engine, run: number, json: boolean): Promise<number> {
  const set = (await engine.call('imports.list', {})).find(({ id }) => id === run)?.set?.id;
  const isReady = ({ state, set: of }: RunSummary) => state === 'ready' && of !== null && of.id === set;
  const parts = (await engine.call('imports.list', {})).filter(isReady).map(({ id }) => id);
  await followJob(engine, () => engine.call('imports.undo', { run }), json);
  if (json) console.log(JSON.stringify({ undone: run, ...(parts.length > 1 ? { parts } : {}) }));
  else if (parts.length > 1) console.log(`Imports ${parts.join(', ')}, the parts of one export, were undone.`);
  else console.log(`Import ${run} was undone.`);
  if (!json && (await engine.call('backup.list', {})).files.some(({ oneFile }) => !oneFile))
    console.log('Backups made before bring its people back no longer. The file can be imported again any time.');
  return EXIT.ok;
}

/** `inglenook import` */
export const importCommand: Command = {
  name: 'import',
  takes: 'FILE...',
  help: 'Import files and folders: server logs, archives of social networks, exports of shops, ads and analytics, tables of any kind. The same file twice adds nothing.',
  options: {
    ...PASSPHRASE_OPTION,
    format: { type: 'string', help: 'format id instead of detection' },
    mapping: { type: 'string', help: 'JSON file that says which column is what, as --save-mapping writes it' },
    'save-mapping': { type: 'string', help: 'write how the columns are read to this file; it holds no data' },
    'log-format': { type: 'string', help: 'log format of your own server, as its configuration has it' },
    year: { type: 'string', help: 'year of the newest row, for files whose dates have none' },
    include: { type: 'string', multiple: true, help: 'sensitive part to read as well, by the name --dry-run shows' },
    'visitor-salt': { type: 'string', help: 'how long a visitor of a log stays the same: always, month or day' },
    'without-people': {
      type: 'boolean',
      help: "store everything as nobody's: no identifiers, links or names in texts; visits, returning customers, segments and suggestions cannot be told, counts of pages, sales and moods can; consents are left aside",
    },
    basis: {
      type: 'string',
      multiple: true,
      help: `PURPOSE=BASIS; purposes ${PURPOSES.join(', ')}; bases ${BASES.join(', ')}`,
    },
    ...BASIS_DATE_OPTIONS,
    'dry-run': { type: 'boolean', help: 'look only, store nothing' },
    undo: { type: 'string', help: 'take back the import with this number' },
    rejections: { type: 'string', help: 'write the rows that could not be read to this CSV: line, field, reason' },
  },
  examples: [
    'import access.log',
    'import orders.csv --basis personalisation=consent',
    'import leads.csv --basis marketing=contract --basis-until 2026-12-31',
    'import reviews.csv --without-people',
    'import --dry-run archive.zip',
    'import orders.csv --dry-run --save-mapping orders.inglenook-mapping.json',
    'import next-orders.csv --mapping orders.inglenook-mapping.json',
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
    // Wrong words are told before a store is opened or made.
    const given = givenOf(values, paths);
    return withEngine(values, async (engine) => {
      const files = await opened(engine, paths, json);
      const [common] = given.sources;
      const dates = given.basisDates && {
        basisDates: given.basisDates((await engine.call('app.status', {})).settings.zone),
      };
      const wanted = { ...given, sources: files.map((file) => ({ ...common, ...dates, file })) };
      if (given.saveMapping !== undefined) await saveMapping(engine, wanted, given.saveMapping);
      return values['dry-run'] === true ? inspectOnly(engine, wanted, json) : importAll(engine, wanted, json);
    });
  },
};

/** What was asked for: sources, and a mapping file that must be fitted to each of them. */
interface Given {
  sources: ImportSource[];
  basisDates: ReturnType<typeof basisDatesOf>;
  mappingFile: string | undefined;
  saveMapping: string | undefined;
  /** CSV to which the rows that could not be read are written. */
  rejections: string | undefined;
}

/** Folders as the files in them, where a folder is not one export; what nothing can be made of is told. */
async function opened(engine: Engine, paths: string[], json: boolean): Promise<string[]> {
  const { files, notRead } = await engine.call('imports.expand', { files: paths });
  if (!json) for (const { member, why } of notRead) console.error(`not read: ${member} – ${why}`);
  return files.map(({ file }) => file);
}

/** A mapping as such, or the text of a mapping file. */
function mappingOf(file: string): { mapping: Mapping } | { mappingFile: string } {
  const text = readText(file);
  const value = readJson(text, 'mapping');
  const bare = mappingSchema.safeParse(value);
  if (bare.success) return { mapping: bare.data };
  if (!mappingFileSchema.safeParse(value).success) throw new AppError('invalid-input', { field: 'mapping' });
  return { mappingFile: text };
}

function givenOf(values: Values, paths: readonly string[]): Given {
  const choices = choicesOf(values);
  // A format of one's own is a format of access logs.
  const format = textOption(values, 'format') ?? (choices?.logFormat === undefined ? undefined : 'custom-log');
  const file = textOption(values, 'mapping');
  const found = file ? mappingOf(file) : undefined;
  const saveTo = textOption(values, 'save-mapping');
  if (saveTo !== undefined && paths.length !== 1) throw new AppError('invalid-input', { field: 'save-mapping' });
  const basis = basisOf(values);
  const common = {
    basis,
    ...(format ? { format } : {}),
    ...(choices ? { choices } : {}),
    ...(found && 'mapping' in found ? { mapping: found.mapping } : {}),
  };
  return {
    sources: paths.map((path) => ({ file: path, ...common })),
    basisDates: basisDatesOf(values),
    mappingFile: found && 'mappingFile' in found ? found.mappingFile : undefined,
    saveMapping: saveTo === undefined ? undefined : resolve(saveTo),
    rejections: textOption(values, 'rejections'),
  };
}

/** The sources, each with the mapping file fitted to its columns. */
async function withMappings(engine: Engine, { sources, mappingFile }: Given): Promise<ImportSource[]> {
  if (mappingFile === undefined) return sources;
  const fitted: ImportSource[] = [];
  for (const source of sources) {
    const { file, format } = source;
    const mapping = await engine.call('imports.mappingFit', {
      file,
      content: mappingFile,
      ...(format ? { format } : {}),
    });
    fitted.push({ ...source, mapping });
  }
  return fitted;
}

async function saveMapping(engine: Engine, given: Given, path: string): Promise<void> {
  const [source] = await withMappings(engine, given);
  if (!source) return;
  const { file, format, mapping } = source;
  const { content } = await engine.call('imports.mappingExport', {
    file,
    ...(format ? { format } : {}),
    ...(mapping ? { mapping } : {}),
  });
  try {
    writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
  } catch {
    throw new AppError('file-unreadable', { field: 'save-mapping' });
  }
}

async function importAll(engine: Engine, given: Given, json: boolean): Promise<number> {
  const sources = await withMappings(engine, given);
  const before = new Set((await engine.call('imports.list', {})).map((run) => run.id));
  let refused = false;
  try {
    const { passedOver } = await followJob(engine, () => engine.call('imports.start', { sources }), json);
    refused = passedOver.length > 0;
    for (const { file, error } of passedOver) console.error(`${file}: ${wordsOf(new AppError(error as ErrorCode))}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'format-unknown') throw error;
    refused = true;
    const files = sources.map(({ file }) => file);
    await tellRefusal(engine, files);
  }
  // The next command finds the messages read; with a window that goes on in the background.
  const { unread } = await engine.call('listening.status', {});
  if (unread > 0) await followJob(engine, () => engine.call('listening.read', {}), json);
  const runs = (await engine.call('imports.list', {}))
    .filter((run) => !before.has(run.id) && run.state !== 'failed')
    .reverse();
  if (json) for (const run of runs) console.log(JSON.stringify(run));
  else {
    await tell(engine, runs);
    await tellTwins(engine);
  }
  if (given.rejections !== undefined) await saveRejections(engine, runs, given.rejections);
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

/** Points out sales that two systems seem to have both, as long as nobody said which ones count. */
async function tellTwins(engine: Engine): Promise<void> {
  for (const { one, other, sales, counted } of await engine.call('sales.twins', {}))
    if (counted === null)
      console.log(
        `${formatCount(sales)} orders look like the same sales in ${one} and ${other}; both count. Say which ones do on the page Imports, or with: inglenook call sales.countOnce`,
      );
}

/** Names of event properties by what became of them, one line each. */
function propertyLines(counts: readonly PropertyCount[]): string[] {
  const by = Map.groupBy(counts, ({ outcome }) => outcome);
  return PROPERTY_OUTCOMES.flatMap((outcome) => {
    const names = (by.get(outcome) ?? []).map(({ name, times }) => `${name} (${formatCount(times)})`);
    return names.length > 0 ? [`  event properties, ${outcome}: ${names.join(', ')}`] : [];
  });
}

async function tell(engine: Engine, runs: readonly RunSummary[]): Promise<void> {
  for (const run of runs) {
    console.log(summaryOf(run));
    if (run.withoutPeople && run.skipped > 0)
      console.log(
        '  left aside among others: consents and records of people, because there is nobody whom they could be about',
      );
    for (const line of propertyLines(await engine.call('imports.properties', { run: run.id }))) console.log(line);
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
