import { agentWords } from '../../../shared/agent-words.ts';
import { type EventColumns, type EventData, noPropertySets } from '../../../shared/columns.ts';
import { BOT_CLASSES, type BotClass } from '../../../shared/model.ts';
import type { ReadDb } from '../open.ts';
import { all, number } from '../sql.ts';
import { markOwnEvents } from '../tables/own.ts';
import { loadCountries } from '../tables/person-countries.ts';
import { titleNumbers } from '../tables/page-titles.ts';
import { findPage, findPages, mergeSites } from '../tables/pages.ts';
import { loadPropertySets } from '../tables/properties.ts';
import { loadWords } from '../tables/screens.ts';
import { BASE_COLUMNS, type EventBlock, type EventColumn, makeBlock } from './block.ts';
import { type OpenSegment, walkChains } from './merge.ts';
import {
  chainsOf,
  listSegments,
  presentColumns,
  readColumn,
  readGroups,
  type Segment,
  spreadPersons,
} from './segments.ts';
import { PARTITIONS } from './sort.ts';

type Plain = Exclude<EventColumn, 'person'>;

/** Loads segments that follow each other: every column goes to its place as it is. */
function loadChain(
  db: ReadDb,
  chain: readonly Segment[],
  names: readonly EventColumn[],
  out: EventBlock,
  start: number,
): void {
  let offset = start;
  for (const segment of chain) {
    for (const name of names) {
      if (name === 'person') spreadPersons(out.person, offset, readGroups(db, segment));
      else readColumn(db, segment, name, out[name], offset);
    }
    offset += segment.rows;
  }
}

interface Placed extends OpenSegment {
  /** Where each row of the segment goes. */
  place: Uint32Array;
}

// One loop per array type (see encode.ts).
function scatter(target: EventBlock[EventColumn], values: EventBlock[EventColumn], place: Uint32Array): void {
  if (target instanceof Uint32Array)
    for (let i = 0; i < place.length; i++) target[place[i] as number] = values[i] as number;
  else if (target instanceof Uint16Array) scatter16(target, values, place);
  else if (target instanceof Uint8Array) scatter8(target, values, place);
  else if (target instanceof Float64Array) scatterTimes(target, values, place);
  else scatterValues(target, values, place);
}
function scatter16(target: Uint16Array, values: EventBlock[EventColumn], place: Uint32Array): void {
  for (let i = 0; i < place.length; i++) target[place[i] as number] = values[i] as number;
}
function scatter8(target: Uint8Array, values: EventBlock[EventColumn], place: Uint32Array): void {
  for (let i = 0; i < place.length; i++) target[place[i] as number] = values[i] as number;
}
function scatterTimes(target: Float64Array, values: EventBlock[EventColumn], place: Uint32Array): void {
  for (let i = 0; i < place.length; i++) target[place[i] as number] = values[i] as number;
}
function scatterValues(target: Float32Array, values: EventBlock[EventColumn], place: Uint32Array): void {
  for (let i = 0; i < place.length; i++) target[place[i] as number] = values[i] as number;
}

/** Loads several chains as if they were one: first where each row belongs, then column by column. */
function loadMerged(
  db: ReadDb,
  chains: readonly (readonly Segment[])[],
  names: readonly EventColumn[],
  out: EventBlock,
  start: number,
): void {
  let next = start;
  const plain = names.filter((name): name is Plain => name !== 'person' && name !== 'at');
  walkChains<Placed>(chains, {
    open(segment) {
      const at = new Float64Array(segment.rows);
      readColumn(db, segment, 'at', at, 0);
      return { groups: readGroups(db, segment), at, place: new Uint32Array(segment.rows) };
    },
    take({ place }, from, to) {
      for (let i = from; i < to; i++) place[i] = next++;
    },
    leave({ groups, at, place }, segment) {
      const block = makeBlock(segment.rows, false, plain);
      if (names.includes('at')) scatter(out.at, at, place);
      if (names.includes('person')) {
        const persons = new Uint32Array(segment.rows);
        spreadPersons(persons, 0, groups);
        scatter(out.person, persons, place);
      }
      for (const name of plain) {
        readColumn(db, segment, name, block[name], 0);
        scatter(out[name], block[name], place);
      }
    },
  });
}

/** Lines are read of the rows that are shown (see lines.ts). */
const LOADED_COLUMNS = BASE_COLUMNS.filter((name) => name !== 'line');

/** Per id a small number of a dictionary table; entry 0 stays 0. */
function codesOf(db: ReadDb, table: 'sources' | 'agents', column: 'channel' | 'device'): Uint8Array {
  const size = number(db, `SELECT coalesce(max(id), 0) FROM ${table}`);
  const codes = new Uint8Array(new SharedArrayBuffer(size + 1));
  for (const row of all<{ id: number; code: number }>(db, `SELECT id, ${column} AS code FROM ${table}`))
    codes[row.id] = row.code;
  return codes;
}

/** Classes are stored by name, so that the list may grow in the middle. */
function botClassesOf(db: ReadDb, length: number): Uint8Array {
  const codes = new Uint8Array(new SharedArrayBuffer(length));
  for (const { id, name } of all<{ id: number; name: BotClass }>(
    db,
    'SELECT id, bot_class AS name FROM agents WHERE bot = 1',
  ))
    codes[id] = Math.max(0, BOT_CLASSES.indexOf(name));
  return codes;
}

/** Sources of one name and channel are one site, whatever the address of the page; and which of them are campaigns. */
function sitesOf(db: ReadDb, length: number): { siteOfSource: Uint32Array; campaignOfSource: Uint8Array } {
  const siteOfSource = new Uint32Array(new SharedArrayBuffer(length * 4));
  const campaignOfSource = new Uint8Array(new SharedArrayBuffer(length));
  const first = new Map<string, number>();
  for (const { id, name, channel, campaign } of all<{ id: number; name: string; channel: number; campaign: number }>(
    db,
    "SELECT id, name, channel, substr(text, 1, 4) = 'utm:' AS campaign FROM sources ORDER BY id",
  )) {
    const key = `${campaign} ${channel} ${name}`;
    const known = first.get(key) ?? id;
    first.set(key, known);
    siteOfSource[id] = known;
    campaignOfSource[id] = campaign;
  }
  return { siteOfSource, campaignOfSource };
}

/** Agents of all versions of a browser on one system are one program. */
function programsOf(db: ReadDb, length: number): Uint16Array {
  const programs = new Uint16Array(new SharedArrayBuffer(length * 2));
  const first = new Map([['', 0]]);
  for (const { id, browser, os, rule } of all<{ id: number; browser: string; os: string; rule: string }>(
    db,
    'SELECT id, browser, os, bot_rule AS rule FROM agents ORDER BY id',
  )) {
    const words = agentWords(browser, os, rule);
    const known = first.get(words) ?? id;
    first.set(words, known);
    programs[id] = known;
  }
  return programs;
}

/**
 * Loads all events into shared memory, grouped by person (partition by partition) and in time order within a person;
 * only the named columns (default: all that hold anything), the others stay empty. One consistent state of the store.
 */
export function loadEvents(db: ReadDb, wanted?: readonly Exclude<EventColumn, 'line'>[]): EventData {
  const load = (): EventData => {
    const names = wanted ?? [...LOADED_COLUMNS, ...presentColumns(db)];
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => chainsOf(listSegments(db, partition)));
    const length = partitions.flat(2).reduce((sum, segment) => sum + segment.rows, 0);
    const block = makeBlock(length, true, names);
    let offset = 0;
    for (const chains of partitions) {
      if (chains.length === 1) loadChain(db, chains[0] ?? [], names, block, offset);
      else if (chains.length > 1) loadMerged(db, chains, names, block, offset);
      offset += chains.flat().reduce((sum, segment) => sum + segment.rows, 0);
    }
    mergeSites(db, block.page);
    markOwnEvents(db, block);
    const channelOfSource = codesOf(db, 'sources', 'channel');
    const deviceOfAgent = codesOf(db, 'agents', 'device');
    const { codes, ofPerson } = loadCountries(db);
    const { line: _none, ...columns } = block;
    return {
      ...columns,
      length,
      pages: number(db, 'SELECT coalesce(max(id), 0) FROM pages'),
      sources: channelOfSource.length - 1,
      agents: deviceOfAgent.length - 1,
      channelOfSource,
      ...sitesOf(db, channelOfSource.length),
      deviceOfAgent,
      botClassOfAgent: botClassesOf(db, deviceOfAgent.length),
      programOfAgent: programsOf(db, deviceOfAgent.length),
      propertySets: names.includes('properties') ? loadPropertySets(db) : noPropertySets(),
      screens: loadWords(db, 'screens'),
      languages: loadWords(db, 'interface_languages'),
      countries: codes,
      countryOfPerson: ofPerson,
    };
  };
  return db.inTransaction ? load() : db.transaction(load)();
}

/** Adds the page look-ups to columns that came from this store, perhaps on another thread. */
export function withLookup(db: ReadDb, data: EventData): EventColumns {
  // Of a million titled pages they take seconds to find: only for who asks, and once.
  let titles: Uint32Array | null = null;
  return {
    ...data,
    pageId: (text) => findPage(db, text),
    pagesWithPrefix: (prefix) => findPages(db, prefix),
    titleOfPage: () => {
      titles ??= titleNumbers(db);
      return titles;
    },
  };
}

/** Number of events in the store. */
export const countEvents = (db: ReadDb): number => number(db, 'SELECT coalesce(sum(rows), 0) FROM event_segments');
