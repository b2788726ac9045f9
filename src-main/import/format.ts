import type { ImportChoices, Mapping } from '../../shared/contract/imports.ts';
import type { IdentifierKind, Rejection, Row, RowType } from '../../shared/model.ts';

/** The start of a file, decompressed, and the listing if it is an archive or a folder. Enough to tell what it is, cheaply. */
export interface FileHead {
  /** Base name, as the user sees it. */
  name: string;
  sizeBytes: number;
  /** First 64 KB after decompression (empty for archives and folders). */
  bytes: Uint8Array;
  /** Member paths (with `/`) and sizes of an archive (zip, tar) or folder; empty otherwise. */
  members: readonly { path: string; sizeBytes: number }[];
  /** Members that are archives inside an archive, by their name: they are not opened, and read as empty. */
  inner?: readonly string[];
  /** Reads up to `limit` bytes of a member's start. */
  memberHead(path: string, limit: number): Promise<Uint8Array>;
  /** Reads `length` bytes from `start` of a plain file, as `Source.slice` does: for formats with an index at their end. */
  slice?(start: number, length: number): Promise<Uint8Array>;
}

/** What a format says of a file. Score 0 = certainly not; above 0.9 = certain. */
export interface Detection {
  score: number;
  /** One plain sentence why. */
  reason: string;
  /** Members present that this format does not read, with the reason (minimisation). */
  ignored?: { member: string; why: string }[];
  /** Members that are sensitive and off unless switched on, by the name that `ImportChoices.include` takes. */
  optional?: { name: string; why: string }[];
  /** The year must be asked for: dates in the file have none. */
  asksYear?: boolean;
}

/** A whole file, opened for streaming. Formats never touch the file system themselves. */
export interface Source {
  name: string;
  sizeBytes: number;
  members: readonly { path: string; sizeBytes: number }[];
  /** Decompressed bytes of the file, in chunks. A chunk is valid until the next one is asked for: copy what is kept. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Decompressed bytes of an archive member, likewise. */
  member(path: string): AsyncIterable<Uint8Array>;
  /** Reads `length` bytes from `start` of a plain file (fewer where it ends), for formats with an index at their end; missing for archives and packed files. */
  slice?(start: number, length: number): Promise<Uint8Array>;
  /** The bytes of a zip archive itself, for kinds of file that are zip archives inside (workbooks). */
  packed?(): AsyncIterable<Uint8Array>;
  /** Bytes of the file on disk consumed so far, for progress. */
  consumedBytes(): number;
  /** Digest of the file on disk (`WholeDigest`) once it was read to its end; null before, missing where it is not read in one go. */
  wholeDigest?(): Uint8Array | null;
}

/** Identifier values of a log visitor; hashed by the writer, never stored in clear. */
export interface VisitorKey {
  kind: IdentifierKind;
  scope: string;
  value: string;
}

/**
 * Hits in columns: how access logs travel from the parser thread to the writer. All arrays have `count` entries.
 * `visitor`, `page`, `source`, `agent` index the running lists that the `new…` fields extend (index 0 = none).
 */
export interface EventBatch {
  type: 'events';
  count: number;
  /** True when the running lists start anew with this batch: what earlier batches added is forgotten, ids begin at 1 again. */
  reset: boolean;
  atMs: Float64Array;
  visitor: Uint32Array;
  kind: Uint8Array;
  flags: Uint8Array;
  page: Uint32Array;
  source: Uint32Array;
  agent: Uint32Array;
  status: Uint16Array;
  sizeBytes: Uint32Array;
  value: Float32Array;
  line: Uint32Array;
  /** How long the answers took, as in EventData; missing where the log does not tell. */
  tookMsPlus1?: Uint32Array;
  /** What was typed into the site's own search, by its number in the running list of terms; missing where nobody searched. */
  search?: Uint32Array;
  /** As typed: goes no further than to the end of the parser thread, which keeps what is not personal. */
  newSearches?: string[];
  newVisitors: VisitorKey[];
  newPages: string[];
  /** Per new page the site it was asked of, as `toSite` writes it; '' where the log does not tell. */
  newPageSites: string[];
  /** Referrer URLs without query or fragment, or campaigns as `campaignSource` writes them. */
  newSources: string[];
  /** User-agent strings. */
  newAgents: string[];
  /** Host names the log itself was written for, as known so far: referrers from these are internal. Lower case. */
  ownHosts: readonly string[];
}

/** Ordinary records. */
export interface RowBatch {
  type: 'rows';
  rows: Row[];
}

/** One step of a parse. `rejections` are the unreadable rows among those just read; `skipped` those left aside by rule. */
export interface ParseStep {
  batch: EventBatch | RowBatch | null;
  rejections: Rejection[];
  skipped: number;
}

/** What the user chose. */
export interface ParseOptions {
  mapping: Mapping | null;
  /** Zone assumed where the file has none. */
  zone: string;
  /** Answers to what a file leaves open; all of them may be missing. */
  choices?: ImportChoices;
}

/** A table's columns and the mapping guessed for it. Samples hold content: mask them before they are shown. */
export interface TableInspection {
  guess: Mapping;
  columns: { name: string; samples: string[] }[];
  /** True when the mapping was given and fits the columns. */
  remembered: boolean;
  /** True when day and month could be the other way round. */
  ambiguousDate: boolean;
  /** Sheets of a workbook that hold something; empty for everything else. */
  sheets: string[];
}

/** One importable format. One file each under formats/, one line in formats/index.ts. */
export interface Format {
  id: string;
  title: string;
  group: 'web-log' | 'social' | 'reviews' | 'insights' | 'ads' | 'analytics' | 'commerce' | 'any';
  /** One or two sentences for people. */
  about: string;
  yields: readonly (RowType | 'hit')[];
  keeps: readonly { field: string; why: string }[];
  drops: readonly { field: string; why: string }[];
  /** True when the file needs a column mapping. */
  needsMapping: boolean;
  detect(head: FileHead): Detection | Promise<Detection>;
  /** Columns and guessed mapping, for formats that need one. `given`: the user's or a remembered mapping. */
  columns?(file: { head: FileHead; source: Source }, zone: string, given: Mapping | null): Promise<TableInspection>;
  /** Streams; never throws for a bad row; deterministic. Throws AppError only when the file as a whole is unusable. */
  parse(source: Source, options: ParseOptions): AsyncIterable<ParseStep>;
}
