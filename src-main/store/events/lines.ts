import type { EventData } from '../../../shared/columns.ts';
import type { ReadDb } from '../open.ts';
import { chainsOf, type Groups, listSegments, readGroups, readPart, type Segment } from './segments.ts';
import { partitionOf } from './sort.ts';

type Columns = Pick<EventData, 'at' | 'person' | 'run'>;

/** Which of the rows of one person, instant and import a row is, counted from 0 in the order of the columns. */
function ordinalOf({ at, person, run }: Columns, row: number): number {
  let before = 0;
  for (let i = row - 1; i >= 0 && person[i] === person[row] && at[i] === at[row]; i--)
    if (run[i] === run[row]) before++;
  return before;
}

/** Index of the first value that is not below `least`, among ascending ones. */
function placeOf(values: ArrayLike<number>, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of one person in one segment. */
interface Part {
  at: Float64Array;
  run: Uint16Array;
  line: Uint32Array;
}

/** Rows of people as they lie in the store: whatever was read is kept until all lines are found. */
class People {
  readonly #db: ReadDb;
  readonly #segments = new Map<number, Segment[]>();
  readonly #groups = new Map<number, { groups: Groups; starts: Uint32Array }>();
  readonly #parts = new Map<number, Part[]>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** A person's rows, segment by segment in the order in which these are loaded. */
  partsOf(person: number): readonly Part[] {
    const known = this.#parts.get(person);
    if (known) return known;
    const parts = this.#segmentsOf(person).map((segment) => this.#read(segment, person));
    this.#parts.set(person, parts);
    return parts;
  }

  #segmentsOf(person: number): Segment[] {
    const partition = partitionOf(person);
    const known = this.#segments.get(partition) ?? chainsOf(listSegments(this.#db, partition)).flat();
    this.#segments.set(partition, known);
    return known.filter((segment) => person >= segment.first_person && person <= segment.last_person);
  }

  #read(segment: Segment, person: number): Part {
    const { groups, starts } = this.#groupsOf(segment);
    const group = placeOf(groups.person, person);
    const rows = groups.person[group] === person ? (groups.events[group] as number) : 0;
    const from = starts[group] ?? 0;
    return {
      at: readPart(this.#db, segment, 'at', new Float64Array(rows), from),
      run: readPart(this.#db, segment, 'run', new Uint16Array(rows), from),
      line: readPart(this.#db, segment, 'line', new Uint32Array(rows), from),
    };
  }

  #groupsOf(segment: Segment): { groups: Groups; starts: Uint32Array } {
    const known = this.#groups.get(segment.id);
    if (known) return known;
    const groups = readGroups(this.#db, segment);
    const starts = new Uint32Array(groups.person.length);
    let next = 0;
    for (let g = 0; g < starts.length; g++) {
      starts[g] = next;
      next += groups.events[g] as number;
    }
    const read = { groups, starts };
    this.#groups.set(segment.id, read);
    return read;
  }
}

/** The line of one row; null where the store does not hold it any more. */
function lineOf(people: People, columns: Columns, row: number): number | null {
  const at = columns.at[row] as number;
  const run = columns.run[row] as number;
  let left = ordinalOf(columns, row);
  // Rows of a person are in the order of time.
  for (const part of people.partsOf(columns.person[row] as number))
    for (let k = placeOf(part.at, at); part.at[k] === at; k++)
      if (part.run[k] === run && left-- === 0) return part.line[k] as number;
  return null;
}

/**
 * The lines of rows in the files that they came from, for the few that are shown: as a column of all events they would take
 * four bytes each. Rows are found by person, instant and import, and equal ones by their order, so that it does not matter
 * what was imported since the columns were loaded, nor who was left out of them (whoever is left out is so with all rows of
 * an import). Null where a row is gone.
 */
export function linesOf(db: ReadDb, columns: Columns, rows: Iterable<number>): (number | null)[] {
  const find = (): (number | null)[] => {
    const people = new People(db);
    return Array.from(rows, (row) => lineOf(people, columns, row));
  };
  return db.inTransaction ? find() : db.transaction(find)();
}
