import fc from 'fast-check';
import { SAFE_BASIS } from '../../shared/model.ts';
import type { StoredEvents } from '../../src-main/store/events/block.ts';
import { EVENT_COLUMNS, type EventColumn } from '../../src-main/store/events/block.ts';
import { linesOf } from '../../src-main/store/events/lines.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { openEventWriter, type WriterOptions } from '../../src-main/store/events/writer.ts';
import type { ReadDb, WriteDb } from '../../src-main/store/open.ts';
import { createRun } from '../../src-main/store/tables/runs.ts';

/** An event before it has a run. */
/** One event as numbers. */
export type EventRecord = Record<EventColumn, number>;
export type Line = Omit<EventRecord, 'run'>;

export const newRun = (db: WriteDb): number =>
  createRun(db, {
    fileName: 'access.log',
    sizeBytes: 1,
    format: 'access-log',
    mapping: null,
    choices: null,
    startedMs: 0,
    sample: false,
    basis: SAFE_BASIS,
  });

export function line(at: number, person: number, page: number, number: number, rest: Partial<Line> = {}): Line {
  return {
    at,
    person,
    page,
    line: number,
    kind: 0,
    flags: 0,
    source: 0,
    agent: 0,
    status: 200,
    sizeBytes: 10,
    value: 0,
    tookMsPlus1: 0,
    screen: 0,
    language: 0,
    properties: 0,
    ...rest,
  };
}

export function toBatch(lines: readonly Line[]): StoredEvents {
  return {
    count: lines.length,
    at: Float64Array.from(lines, (row) => row.at),
    person: Uint32Array.from(lines, (row) => row.person),
    kind: Uint8Array.from(lines, (row) => row.kind),
    flags: Uint8Array.from(lines, (row) => row.flags),
    page: Uint32Array.from(lines, (row) => row.page),
    source: Uint32Array.from(lines, (row) => row.source),
    agent: Uint16Array.from(lines, (row) => row.agent),
    status: Uint16Array.from(lines, (row) => row.status),
    sizeBytes: Uint32Array.from(lines, (row) => row.sizeBytes),
    value: Float32Array.from(lines, (row) => row.value),
    line: Uint32Array.from(lines, (row) => row.line),
    ...(lines.some((row) => row.tookMsPlus1 > 0)
      ? { tookMsPlus1: Uint32Array.from(lines, (row) => row.tookMsPlus1) }
      : {}),
    ...(lines.some((row) => row.screen > 0) ? { screen: Uint16Array.from(lines, (row) => row.screen) } : {}),
    language: Uint16Array.from(lines, (row) => row.language),
    ...(lines.some((row) => row.properties > 0)
      ? { properties: Uint32Array.from(lines, (row) => row.properties) }
      : {}),
  };
}

export interface Cut extends WriterOptions {
  /** Rows per batch. */
  batch?: number;
}

/** Brings a file in as a run of its own; answers the run and what the writer counted. */
export function bring(db: WriteDb, lines: readonly Line[], cut: Cut = {}) {
  const run = newRun(db);
  const writer = openEventWriter(db, run, cut);
  const size = cut.batch ?? Math.max(1, lines.length);
  const counts = { kept: 0, duplicates: 0 };
  const add = (more: { kept: number; duplicates: number }) => {
    counts.kept += more.kept;
    counts.duplicates += more.duplicates;
  };
  for (let from = 0; from < lines.length; from += size) add(writer.append(toBatch(lines.slice(from, from + size))));
  add(writer.finish());
  return { run, ...counts };
}

const keyOf = (row: Line): string =>
  [row.at, row.person, row.kind, row.page, row.source, row.status, row.sizeBytes, row.value].join(' ');

/** What the store should hold after these files, by the plainest reasoning: a hit is new when no earlier file had it as often. */
export function model(files: readonly { run: number; lines: readonly Line[] }[]): EventRecord[] {
  const most = new Map<string, number>();
  const rows: EventRecord[] = [];
  for (const { run, lines } of files) {
    const here = new Map<string, number>();
    for (const row of lines) {
      const key = keyOf(row);
      const times = (here.get(key) ?? 0) + 1;
      here.set(key, times);
      if (times > (most.get(key) ?? 0)) rows.push({ ...row, run });
    }
    for (const [key, times] of here) most.set(key, Math.max(times, most.get(key) ?? 0));
  }
  return rows;
}

/** Rows as they come out of the store. */
export function loaded(db: ReadDb): EventRecord[] {
  const events = loadEvents(db);
  const lines = linesOf(
    db,
    events,
    Array.from({ length: events.length }, (_, i) => i),
  );
  const cellOf = (name: EventColumn, i: number) => (name === 'line' ? lines[i] : events[name][i]) ?? 0;
  return lines.map((_, i) => Object.fromEntries(EVENT_COLUMNS.map((name) => [name, cellOf(name, i)])) as EventRecord);
}

/** Rows as text in one fixed order: equal multisets give equal lists. */
export const asSet = (rows: readonly EventRecord[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

const HOUR = 3_600_000;
/** Few people, pages and instants, so that equal rows, shared instants and shared hours are common. */
export const linesArb = (maxLength = 40): fc.Arbitrary<Line[]> =>
  fc
    .array(
      fc.record({
        at: fc.oneof(
          fc.integer({ min: 0, max: 5 }).map((n) => n * (HOUR / 2)),
          fc.integer({ min: -2, max: 3 }).map((n) => n * 1001),
          fc.constantFrom(1.5, 8.64e15, -8.64e15, 1_764_000_000_000),
        ),
        person: fc.constantFrom(0, 1, 2, 16, 17, 33, 4_294_967_295),
        kind: fc.integer({ min: 0, max: 1 }),
        page: fc.constantFrom(0, 1, 2, 300, 70_000),
        source: fc.integer({ min: 0, max: 1 }),
        status: fc.constantFrom(200, 404),
        sizeBytes: fc.constantFrom(0, 4_294_967_295),
        value: fc.constantFrom(0, 2.5),
      }),
      { maxLength },
    )
    // Agent and flags follow from who it was: a visitor is an address with an agent (decision 0002).
    .map((rows) =>
      rows.map((row, i) => ({
        ...row,
        agent: [0, 1, 65_535][row.person % 3] as number,
        flags: row.person % 4,
        // Of the page, so that a hit has one value in every file; some pages tell none.
        screen: row.person % 2,
        language: [0, 0, 7, 700][row.page % 4] as number,
        properties: [0, 1, 0, 70_001][row.page % 4] as number,
        tookMsPlus1: [0, 0, 4, 70_001][row.page % 4] as number,
        line: i + 1,
      })),
    );

/** How a file is cut into batches and writes, and how little is remembered between them. */
export const cutArb: fc.Arbitrary<Cut> = fc.record({
  batch: fc.integer({ min: 1, max: 15 }),
  flushRows: fc.integer({ min: 1, max: 20 }),
  cachedKeys: fc.constantFrom(0, 3, 1000),
});
