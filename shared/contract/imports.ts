import * as z from 'zod';
import { basisByPurpose, basisDates, fileRef, folderRef, id, list, text } from '../check.ts';
import type { BasisByPurpose, BasisDates, RejectionCode } from '../model.ts';
import type { PropertyCount } from '../properties.ts';
import type { Range } from '../time.ts';
import { command, query } from './define.ts';

/** Target fields a column can be mapped to, per record type. */
export const MAPPING_TARGETS = {
  order: [
    'key',
    'at',
    'time',
    'zone',
    'customer',
    'email',
    'name',
    'phone',
    'item',
    'sku',
    'quantity',
    'unitPrice',
    'total',
    'refunded',
    'currency',
    'status',
    'channel',
    'ref',
    'ignore',
  ],
  review: ['key', 'at', 'author', 'email', 'rating', 'title', 'text', 'item', 'language', 'ignore'],
  message: ['key', 'at', 'author', 'text', 'language', 'likes', 'shares', 'replies', 'views', 'url', 'ignore'],
  event: ['at', 'visitor', 'email', 'page', 'referrer', 'agent', 'kind', 'value', 'property', 'ignore'],
  product: [
    'key',
    'name',
    'variant',
    'variant2',
    'variant3',
    'sku',
    'category',
    'price',
    'salePrice',
    'currency',
    'stock',
    'active',
    'ignore',
  ],
  person: ['customer', 'email', 'phone', 'name', 'at', 'country', 'consent', 'consentSms', 'consentWhatsapp', 'ignore'],
} as const;
export type MappedType = keyof typeof MAPPING_TARGETS;

/** What a table comes in: text with delimiters, a workbook, a list of JSON objects, one JSON object a line, Parquet. */
export const CONTAINERS = ['text', 'xlsx', 'json', 'ndjson', 'parquet'] as const;
export type Container = (typeof CONTAINERS)[number];

/** How a table file is read. Guessed, shown, corrected by the user, remembered by header signature. */
export const mappingSchema = z.strictObject({
  type: z.enum(['order', 'review', 'message', 'event', 'product', 'person']),
  /** Left out = text, as in mappings remembered before there were others. */
  container: z.enum(CONTAINERS).optional(),
  /** Sheet of a workbook; left out = the first one with a table. */
  sheet: text(100).optional(),
  encoding: text(40),
  /** `space` = runs of blanks (fixed-width style files). */
  delimiter: z.enum([',', ';', '\t', '|', 'space']),
  headerRows: z.number().int().min(0).max(50),
  /** Target field per column; same length as the columns. Properties of events have their name behind a colon (`property:plan`). */
  fields: list(text(100), 500),
  /** date-fns pattern, or `iso`, `unix-s`, `unix-ms`. */
  dateFormat: text(40),
  /** Zone assumed where dates carry none. */
  zone: text(60),
  decimal: z.enum(['.', ',']),
  /** ISO 4217 used where the file names none; '' = unknown. */
  currency: text(3),
  /** Network for messages; shop name for the rest. */
  scope: text(60),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** A mapping as a file that can be handed on: column names and what they mean, nothing of what stands in them. */
export const mappingFileSchema = z.strictObject({
  inglenook: z.literal('mapping'),
  version: z.literal(1),
  signature: text(80),
  columns: list(text(500), 500),
  mapping: mappingSchema,
});
export type MappingFile = z.infer<typeof mappingFileSchema>;

/** Answers to what a file leaves open. Kept with the import, so that it can be said later how the file was read. */
export const choicesSchema = z.strictObject({
  /** Log format of the user's own server, as its configuration has it (nginx log_format or Apache LogFormat). */
  logFormat: text(2000).optional(),
  /** Year of dates that have none: the year of the newest row. */
  year: z.number().int().min(1990).max(2200).optional(),
  /** Sensitive parts that the user switched on, by the names that the format gives them. */
  include: list(text(60), 50).optional(),
  /** How long a visitor of a log stays the same: `always`, or until the end of the day or month (a new salt each). */
  visitorSalt: z.enum(['always', 'month', 'day']).optional(),
  /** Everything is stored as nobody's: no identifiers, no pseudonyms, no links, no names in texts. */
  withoutPeople: z.literal(true).optional(),
});
export type ImportChoices = z.infer<typeof choicesSchema>;

/** One format that could read a file. */
export interface Candidate {
  format: string;
  title: string;
  /** 0..1 */
  confidence: number;
  reason: string;
}

/** Files to look at, after folders were opened; and what lies in those folders that nothing can be made of. */
export interface Expanded {
  /** `set`: the same for all parts of one export that came in several archives; left out where a file stands alone. */
  files: { file: string; name: string; set?: string }[];
  notRead: { member: string; why: string }[];
}

/** What Inglenook sees in a file before anything is stored. */
export interface Inspection {
  file: string;
  name: string;
  sizeBytes: number;
  candidates: Candidate[];
  /** Best candidate, or null when nothing fits or the best tie. */
  format: string | null;
  /** Kind of format ("web-log"), which decides what else can be chosen; '' when nothing fits. */
  group: string;
  /** What the format is; for a file that no format claims, what it looks like. In words for people. */
  about: string;
  /** First rows, with identifiers masked. */
  preview: { columns: string[]; rows: (string | null)[][] };
  keeps: { field: string; why: string }[];
  drops: { field: string; why: string }[];
  /** Members of an archive that are present but not used, with the reason. */
  ignored: { member: string; why: string }[];
  /** Sensitive parts that are off unless switched on. */
  optional: { name: string; why: string }[];
  /** Dates without a year: ask for it. */
  asksYear: boolean;
  rowEstimate: number | null;
  dateRange: Range | null;
  /** For table files: the guessed or remembered mapping, and the raw columns. */
  mapping: {
    guess: Mapping;
    columns: { name: string; samples: string[] }[];
    remembered: boolean;
    /** Day and month could be the other way round: ask. */
    ambiguousDate: boolean;
    /** Sheets of a workbook to choose from; empty for everything else. */
    sheets: string[];
  } | null;
  /** Already imported with the same content. */
  alreadyImported: boolean;
  /** The same content is in with its people where it is now to come without them, or the other way round: it would count twice. */
  importedOtherwise: boolean;
  /** Error code when the file cannot be read at all. */
  problem: string | null;
  /** Rejections among the previewed rows. */
  rejections: { code: RejectionCode; line: number; field: string }[];
  /** What becomes of the properties of events among the previewed rows, most frequent first. */
  properties: PropertyCount[];
}

export interface RunSummary {
  id: number;
  file: string;
  format: string;
  formatTitle: string;
  startedMs: number;
  finishedMs: number | null;
  state: 'running' | 'ready' | 'undone' | 'failed' | 'cancelled';
  sizeBytes: number;
  kept: number;
  updated: number;
  duplicates: number;
  rejected: number;
  /** Rows left aside on purpose, by reason (e.g. unpaired members, people who must not come back). */
  skipped: number;
  /** Of the skipped: rows of people who were erased at their request. */
  suppressed: number;
  people: number;
  range: Range | null;
  basis: BasisByPurpose;
  basisDates: BasisDates;
  sample: boolean;
  /** It was read as nobody's. */
  withoutPeople: boolean;
  /** The set of parts of one export that it was imported with: run of the first part, people of all parts. Null = it stands alone. */
  set: { id: number; people: number } | null;
}

export const sourceSchema = z.strictObject({
  file: fileRef(),
  format: text(60).optional(),
  mapping: mappingSchema.optional(),
  choices: choicesSchema.optional(),
  basis: basisByPurpose().optional(),
  basisDates: basisDates().optional(),
});
export type ImportSource = z.infer<typeof sourceSchema>;

/** A new file of the watched folder. */
export interface WatchedFile {
  /** `watch:<name>`. */
  file: string;
  name: string;
  sizeBytes: number;
  modifiedMs: number;
  /** What it is, in words. */
  title: string;
}

export const watch = {
  'watch.list': query<{ folder: string; canChoose: boolean; files: WatchedFile[] }>()(
    'New files in the watched folder that are of a known kind and not imported yet',
    z.strictObject({}),
  ),
  'watch.choose': command<{ folder: string }>()(
    'Watch a folder for new files; without a name, watch none',
    z.strictObject({ folder: folderRef() }),
  ),
  'watch.ignore': command<{ ignored: number }>()(
    'Do not offer these files again',
    z.strictObject({ files: list(fileRef(), 200) }),
  ),
};

/** One kind of file that can be imported, as the program describes it. */
export interface KnownFormat {
  id: string;
  title: string;
  group: 'web-log' | 'social' | 'reviews' | 'insights' | 'ads' | 'analytics' | 'commerce' | 'any';
  about: string;
  keeps: { field: string; why: string }[];
  drops: { field: string; why: string }[];
}

export const imports = {
  'imports.formats': query<KnownFormat[]>()('Every kind of file that can be imported', z.strictObject({})),
  'imports.expand': query<Expanded>()(
    'Open folders: one export stays one, a heap of downloads becomes its files',
    z.strictObject({ files: list(fileRef(), 200) }),
  ),
  'imports.inspect': query<Inspection[]>()(
    'Look into files without storing anything',
    z.strictObject({
      files: list(fileRef(), 200),
      mapping: mappingSchema.optional(),
      choices: choicesSchema.optional(),
      /** Format to look with instead of the one detected. */
      format: text(60).optional(),
    }),
  ),
  'imports.start': command<{ job: number }>()('Import files', z.strictObject({ sources: list(sourceSchema, 2000) })),
  'imports.mappingExport': query<{ fileName: string; content: MappingFile }>()(
    'How the columns of a file are read, as a file that can be handed on',
    z.strictObject({ file: fileRef(), mapping: mappingSchema.optional(), format: text(60).optional() }),
  ),
  'imports.mappingFit': query<Mapping>()(
    'Fits a mapping file to a file with the same columns',
    z.strictObject({ file: fileRef(), content: text(400_000), format: text(60).optional() }),
  ),
  'imports.list': query<RunSummary[]>()('Every import, newest first', z.strictObject({})),
  'imports.rejections': query<{
    total: number;
    byCode: { code: RejectionCode; rows: number }[];
    rows: { code: RejectionCode; line: number; field: string }[];
  }>()('Rows of one import that could not be read', z.strictObject({ run: id() })),
  'imports.properties': query<PropertyCount[]>()(
    'Properties of events that one import kept or left out, and why; by name, never by value',
    z.strictObject({ run: id() }),
  ),
  'imports.rejectionsFile': query<{ name: string; bytes: Uint8Array }>()(
    'Rows of one import that could not be read, as a CSV: line, field and reason, never content',
    z.strictObject({ run: id() }),
  ),
  'imports.undo': command<{ job: number }>()(
    'Remove exactly what one import brought; parts of one export go together',
    z.strictObject({ run: id() }),
  ),
  'imports.sample': command<{ job: number }>()(
    'Make the sample shop and import it',
    z.strictObject({
      rows: z.number().int().min(1000).max(5_000_000),
      seed: z.number().int().min(0).max(4_294_967_295),
    }),
  ),
};
