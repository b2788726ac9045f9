import { basename } from 'node:path';
import type { ImportChoices, ImportSource, Inspection, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { archivePart } from '../import/archive-parts.ts';
import { detectFile, type Recognition } from '../import/detect.ts';
import { fingerprint } from '../import/fingerprint.ts';
import type { Detection, FileHead, Format } from '../import/format.ts';
import { FORMATS } from '../import/formats/index.ts';
import { fieldsFor, MAPPING_FILE_ENDING, mappingFile, readMappingFile } from '../import/mapping-file.ts';
import { type OpenedFile, openSource } from '../import/source.ts';
import { headerSignature } from '../import/table-inspect.ts';
import { maskFileName, maskForPreview } from '../privacy/redact.ts';
import { rejectionsCsv } from '../reports/rejections.ts';
import { get } from '../store/sql.ts';
import { getMapping, saveMapping } from '../store/tables/mappings.ts';
import { listNotedProperties } from '../store/tables/properties.ts';
import { hasContent, hasOtherwise, listAllRejections, listRejections, listRuns } from '../store/tables/runs.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import type { CommandContext, QueryContext } from './context.ts';
import { expandFiles } from './expand.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';
import { importFile, makesObjects, type SettledSource, seemsToMakeObjects, undoImport } from './import-run.ts';
import type { JobHandle } from './jobs.ts';
import { emptyPreview, type Preview, previewOf, rowsIn } from './preview.ts';
import { readWhatIsNew } from './reading.ts';
import { applyRules } from './retention.ts';
import { importSample } from './sample.ts';

const findFormat = (id: string): Format => {
  const format = FORMATS.find((entry) => entry.id === id);
  if (!format) throw new AppError('format-unknown');
  return format;
};

interface Opened extends OpenedFile {
  path: string;
}

async function withFile<T>(context: QueryContext, file: string, use: (opened: Opened) => Promise<T>): Promise<T> {
  const path = resolveFile({ ...context.options, watchFolder: getWatchFolder(context.db) }, file);
  const opened = await openSource(path);
  try {
    return await use({ ...opened, path });
  } finally {
    opened.close();
  }
}

/** Mapping as given, as remembered for these columns, or as guessed – in this order. Null for formats that need none. */
async function mappingFor(context: QueryContext, format: Format, opened: Opened, given: Mapping | undefined) {
  if (!format.needsMapping || !format.columns) return null;
  const { zone } = context.settings();
  const guessed = await format.columns(opened, zone, given ?? null);
  const { container = 'text' } = guessed.guess;
  // Workbooks and CSV files with the same columns have other rows above them, and other notations.
  const signature = `${container === 'text' ? '' : `${container}:`}${headerSignature(guessed.columns)}`;
  const remembered = given ? null : getMapping(context.db, signature);
  const table = remembered ? await format.columns(opened, zone, remembered) : guessed;
  return { ...table, remembered: remembered !== null, signature };
}

/** The format of a table file: the one asked for, or the best one that reads tables. */
async function tableFormat({ head }: Opened, asked: string | undefined): Promise<Format> {
  const ids = asked ? [asked] : (await detectFile(head, FORMATS)).candidates.map(({ format }) => format);
  const format = ids.map(findFormat).find(({ columns }) => columns !== undefined);
  if (!format) throw new AppError('format-unknown');
  return format;
}

/** The mapping of a mapping file for the columns at hand, cut as the mapping says or, if these are others, as guessed. */
async function fitted(context: QueryContext, opened: Opened, format: Format, content: string): Promise<Mapping> {
  const file = readMappingFile(content);
  const { zone } = context.settings();
  for (const given of [file.mapping, null]) {
    const table = await format.columns?.(opened, zone, given);
    const fields =
      table &&
      fieldsFor(
        file,
        table.columns.map(({ name }) => name),
      );
    if (!table || !fields) continue;
    const { encoding, delimiter, headerRows, container, sheet } = table.guess;
    const place = { ...(container === undefined ? {} : { container }), ...(sheet === undefined ? {} : { sheet }) };
    // The sheet of the file that the mapping was made for is not the sheet of this one.
    const { container: _, sheet: __, ...meaning } = file.mapping;
    return { ...meaning, ...place, ...(given ? {} : { encoding, delimiter, headerRows }), fields };
  }
  throw new AppError('mapping-misfit');
}

/** Samples of each column as the dialog may show them: identifiers masked by what the column is taken for. */
const maskedColumns = ({ guess, columns }: { guess: Mapping; columns: { name: string; samples: string[] }[] }) =>
  columns.map(({ name, samples }, i) => ({
    name,
    samples: samples.map((sample) => maskForPreview(sample, guess.fields[i] ?? 'ignore')),
  }));

/** The first rows; none while a column is still missing, so that the mapping dialog can be opened to name it. */
async function previewOrNothing(...given: Parameters<typeof previewOf>): Promise<Preview> {
  try {
    return await previewOf(...given);
  } catch (error) {
    if (error instanceof AppError && error.code === 'mapping-incomplete') return emptyPreview();
    throw error;
  }
}

function emptyInspection(file: string, name: string): Inspection {
  return {
    file,
    name,
    sizeBytes: 0,
    candidates: [],
    format: null,
    group: '',
    about: '',
    preview: { columns: [], rows: [] },
    keeps: [],
    drops: [],
    ignored: [],
    optional: [],
    asksYear: false,
    rowEstimate: null,
    dateRange: null,
    mapping: null,
    alreadyImported: false,
    importedOtherwise: false,
    problem: null,
    rejections: [],
    properties: [],
  };
}

/** What a format leaves aside and open: as detection said, or asked anew when the user chose another format. */
async function openPoints(format: Format, recognised: Recognition, head: FileHead): Promise<Partial<Detection>> {
  return recognised.candidates[0]?.format === format.id ? recognised : format.detect(head);
}

const isWithoutPeople = (choices: ImportChoices | undefined): boolean => choices?.withoutPeople === true;

/** How the user wants a file looked at. */
interface Look {
  mapping: Mapping | undefined;
  choices: ImportChoices | undefined;
  format: string | undefined;
}

async function inspectOne(context: QueryContext, file: string, look: Look): Promise<Inspection> {
  const empty = emptyInspection(file, basename(file.replace(/^upload:/, '')));
  try {
    return await withFile(context, file, async (opened) => {
      const { head, source } = opened;
      const seen = { ...empty, name: head.name, sizeBytes: head.sizeBytes };
      const recognised = await detectFile(head, FORMATS);
      const { candidates, refusal } = recognised;
      const best = look.format ? { format: look.format } : candidates[0];
      const certain = look.format ?? recognised.format;
      if (!best)
        return { ...seen, about: refusal ?? '', problem: head.sizeBytes === 0 ? 'format-empty' : 'format-unknown' };
      const format = findFormat(best.format);
      const { ignored = [], optional = [], asksYear = false } = await openPoints(format, recognised, head);
      const table = await mappingFor(context, format, opened, look.mapping);
      const preview = await previewOrNothing(format, source, {
        mapping: table?.guess ?? null,
        zone: context.settings().zone,
        ...(look.choices ? { choices: look.choices } : {}),
      });
      const print = await fingerprint(opened.path);
      return {
        ...seen,
        candidates: candidates.some(({ format: id }) => id === format.id)
          ? candidates
          : [...candidates, { format: format.id, title: format.title, confidence: 1, reason: 'You chose this kind.' }],
        format: certain,
        group: format.group,
        about: format.about,
        preview: preview.table,
        keeps: [...format.keeps],
        drops: [...format.drops],
        ignored,
        optional,
        asksYear,
        rowEstimate: rowsIn(preview, head.sizeBytes),
        dateRange: preview.complete ? preview.range : null,
        mapping: table && {
          guess: table.guess,
          columns: maskedColumns(table),
          remembered: table.remembered,
          ambiguousDate: table.ambiguousDate,
          sheets: table.sheets,
        },
        alreadyImported: hasContent(context.db, print),
        importedOtherwise: hasOtherwise(context.db, print, isWithoutPeople(look.choices)),
        rejections: preview.rejections,
        properties: preview.properties,
      };
    });
  } catch (error) {
    if (error instanceof AppError) return { ...empty, problem: error.code };
    throw error;
  }
}

/** Decides format and mapping of one source as asked, or as detected; throws AppError when that cannot be done alone. */
async function settle(context: CommandContext, source: ImportSource): Promise<SettledSource> {
  return withFile(context, source.file, async (opened) => {
    const { head, path } = opened;
    const likely = seemsToMakeObjects(head.name);
    if (likely !== null) context.options.parser.prepare(likely);
    const id = source.format ?? (await detectFile(head, FORMATS)).format;
    const format = id === null ? null : findFormat(id);
    if (!format) throw new AppError(head.sizeBytes === 0 ? 'format-empty' : 'format-unknown');
    const withoutPeople = isWithoutPeople(source.choices);
    if (hasOtherwise(context.db, await fingerprint(path), withoutPeople)) throw new AppError('imported-otherwise');
    context.options.parser.prepare(makesObjects(format.id));
    const table = await mappingFor(context, format, opened, source.mapping);
    const mapping = table?.guess ?? null;
    // Columns without a header have no names to be recognised by.
    if (table && source.mapping && source.mapping.headerRows > 0) saveMapping(context.db, table.signature, table.guess);
    return {
      path,
      name: withoutPeople ? (await import('./without-people.ts')).nameWithoutPeople(head.name) : head.name,
      sizeBytes: head.sizeBytes,
      format: format.id,
      mapping,
      choices: source.choices ?? null,
      basis: source.basis ?? null,
      ...(source.basisDates === undefined ? {} : { basisDates: source.basisDates }),
      sample: false,
    };
  });
}

/** After these the rest of a heap could not be imported either. */
const FATAL: ReadonlySet<string> = new Set(['cancelled', 'disk-full', 'vault-locked', 'internal', 'store-damaged']);

/** Imports files one after the other. One that cannot be read is passed over and told; when that was all there was, it fails. */
async function importSources(
  context: CommandContext,
  handle: JobHandle,
  sources: readonly ImportSource[],
): Promise<void> {
  let passedOver = 0;
  // Parts of one export become one import.
  const firstRuns = new Map<string, number>();
  for (const source of sources) {
    try {
      const settled = await settle(context, source);
      handle.setLabel(`Import of ${maskFileName(settled.name)}`);
      const part = archivePart(settled.name)?.set;
      const set = part === undefined ? null : `${settled.format} ${part}`;
      const first = set === null ? undefined : firstRuns.get(set);
      const { run } = await importFile(context, handle, {
        ...settled,
        isLast: source === sources.at(-1),
        ...(first === undefined ? {} : { partOf: first }),
      });
      if (set !== null && first === undefined) firstRuns.set(set, run);
    } catch (error) {
      passedOver++;
      if (!(error instanceof AppError) || FATAL.has(error.code) || passedOver === sources.length) throw error;
      handle.passOver(maskFileName(basename(source.file.replace(/^(?:upload|watch):/, ''))), error.code);
    }
  }
  if (sources.length > 1) handle.setLabel(`Import of ${sources.length} files`);
}

export const imports: Group<'imports'> = {
  'imports.formats': () =>
    FORMATS.map(({ id, title, group, about, keeps, drops }) => ({
      id,
      title,
      group,
      about,
      keeps: [...keeps],
      drops: [...drops],
    })),
  'imports.expand': (context, { files }) => expandFiles(context, files),
  'imports.inspect': async (context, { files, mapping, choices, format }) => {
    const inspections: Inspection[] = [];
    for (const file of files) inspections.push(await inspectOne(context, file, { mapping, choices, format }));
    return inspections;
  },
  'imports.mappingExport': (context, { file, mapping, format }) =>
    withFile(context, file, async (opened) => {
      const table = await mappingFor(context, await tableFormat(opened, format), opened, mapping);
      if (!table) throw new AppError('format-unknown');
      const name = opened.head.name.replace(/\.[^.]*$/, '');
      return {
        fileName: `${name}${MAPPING_FILE_ENDING}`,
        content: mappingFile(table.guess, table.columns, headerSignature(table.columns)),
      };
    }),
  'imports.mappingFit': (context, { file, content, format }) =>
    withFile(context, file, async (opened) => fitted(context, opened, await tableFormat(opened, format), content)),
  'imports.start': (context, { sources }) => {
    context.keys.assertOpen();
    const job = context.jobs.start(
      'import',
      sources.length === 1 ? 'Import' : `Import of ${sources.length} files`,
      async (handle) => {
        try {
          context.early.drop();
          await importSources(context, handle, sources);
          // An old file may bring what is past its time, or what had gone already.
          applyRules(context);
        } finally {
          context.options.parser.drop();
          context.touch();
          readWhatIsNew(context);
        }
      },
    );
    return { job };
  },
  'imports.list': ({ db }) => listRuns(db, (id) => FORMATS.find((format) => format.id === id)?.title ?? id),
  'imports.rejections': ({ db }, { run }) => listRejections(db, run),
  'imports.properties': ({ db }, { run }) => listNotedProperties(db, run),
  'imports.rejectionsFile': ({ db }, { run }) => {
    if (!get(db, 'SELECT 1 FROM import_runs WHERE id = ?', run)) throw new AppError('not-found');
    return { name: `not-readable-${run}.csv`, bytes: rejectionsCsv(listAllRejections(db, run)) };
  },
  'imports.undo': (context, { run }) => {
    if (!get(context.db, "SELECT 1 FROM import_runs WHERE id = ? AND state = 'ready'", run))
      throw new AppError('not-found');
    const job = context.jobs.start('undo', 'Undo of an import', async (handle) => {
      handle.setRun(run);
      undoImport(context, run);
      context.touch();
      readWhatIsNew(context);
    });
    return { job };
  },
  'imports.sample': (context, { rows, seed }) => {
    context.keys.assertOpen();
    const job = context.jobs.start('sample', 'Sample shop', async (handle) => {
      try {
        await importSample(context, handle, rows, seed);
      } finally {
        context.touch();
      }
    });
    return { job };
  },
};
