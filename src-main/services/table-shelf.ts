import { isDeepStrictEqual } from 'node:util';
import type {
  CampaignColumns,
  EventColumns,
  EventData,
  FigureColumns,
  MessageColumns,
  OrderColumns,
  TableName,
  Tables,
} from '../../shared/columns.ts';
import type { Purpose } from '../../shared/model.ts';
import type { LeftOut } from '../../shared/results.ts';
import {
  type ConsentIndex,
  type Permitted,
  permitCampaigns,
  permitEvents,
  permitFigures,
  permitMessages,
  permitOrders,
} from '../privacy/permit.ts';
import { groupAspects } from '../analysis/aspects/grouping.ts';
import { loadCampaigns } from '../store/columns/campaigns.ts';
import { loadFigures } from '../store/columns/figures.ts';
import { loadMessages, type LoadedMessages } from '../store/columns/messages.ts';
import { loadOrders } from '../store/columns/orders.ts';
import { loadEvents, withLookup } from '../store/events/load.ts';
import type { ReadDb } from '../store/open.ts';
import { ordersByPerson } from '../store/orders/figures.ts';
import { listGroupEdits } from '../store/tables/aspect-groups.ts';
import { loadConsentIndex } from '../store/tables/consents.ts';
import { getCounter } from '../store/tables/counters.ts';
import { maxPerson } from '../store/tables/people.ts';
import type { CoreOptions } from './options.ts';

/** Columns that may be used for a purpose, and who was left out. */
export interface PermittedTables {
  tables: { [T in TableName]?: Permitted<Tables[T]> };
  leftOut: LeftOut[];
}

/** Loads columns once per change of theirs, shares them between threads, and only hands out what a purpose permits. */
export interface TableShelf {
  permitted(names: readonly TableName[], purpose: Purpose): Promise<PermittedTables>;
  consent(): ConsentIndex;
  /** How much is held of each person's visits and orders. For transparency, not analysis. */
  heldByPerson(): Promise<HeldOfPeople>;
  forget(): void;
}

export interface HeldOfPeople {
  visits: HeldByPerson;
  orders: HeldByPerson;
}

/** Counts and first and last instant by person id. */
export interface HeldByPerson {
  count: Uint32Array;
  firstMs: Float64Array;
  lastMs: Float64Array;
}

/** A table before the gate, as it is loaded. */
type Loaded = EventData | MessageColumns | OrderColumns | CampaignColumns | FigureColumns;
type Permit<T extends TableName> = { columns: Permitted<Tables[T]>; leftOut: LeftOut[] };

/** What was loaded for one revision. */
interface Held {
  revision: number;
  /** The last revision at which anything but messages changed: all else that was loaded is of this one. */
  wide: number;
  consent: ConsentIndex | null;
  raw: Map<TableName, Promise<Loaded>>;
  permits: Map<string, Promise<Permit<TableName>>>;
  people: Promise<HeldOfPeople> | null;
}

const holdNothing = (revision: number, wide: number): Held => ({
  revision,
  wide,
  consent: null,
  raw: new Map(),
  permits: new Map(),
  people: null,
});

/** The value under a key, made once; a failure is not kept. */
function once<K, V>(map: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  made.catch(() => map.delete(key));
  return made;
}

/** Entries of a map that are not of messages; what fails is not kept there either. */
function withoutMessages<V>(map: ReadonlyMap<string, Promise<V>>): Map<string, Promise<V>> {
  const kept = new Map([...map].filter(([key]) => key.split(' ', 1)[0] !== 'messages'));
  for (const [key, made] of kept) made.catch(() => kept.delete(key));
  return kept;
}

/** What stays of what was loaded when only messages changed. What may be used is judged anew unless all that decides it is the same. */
function holdOthers(db: ReadDb, { wide, consent, raw, permits }: Held, revision: number, nowMs: number): Held {
  const now = consent && loadConsentIndex(db, nowMs);
  const isSame = now !== null && isDeepStrictEqual(now, consent);
  return {
    ...holdNothing(revision, wide),
    consent: now,
    raw: withoutMessages(raw) as Held['raw'],
    permits: isSame ? withoutMessages(permits) : new Map(),
  };
}

export function createTableShelf(
  db: ReadDb,
  { shared, now: clock, collect }: Pick<CoreOptions, 'shared' | 'now' | 'collect'>,
): TableShelf {
  let held = holdNothing(-1, -1);
  const fresh = (): Held => {
    const revision = getCounter(db, 'revision');
    const wide = getCounter(db, 'wide-revision');
    if (wide !== held.wide) held = holdNothing(revision, wide);
    else if (revision !== held.revision) held = holdOthers(db, held, revision, clock());
    // A consent or a purpose has ended since: what it permitted is judged anew, the rows are the same.
    else if (held.consent && clock() >= held.consent.changesAtMs) held = { ...held, consent: null, permits: new Map() };
    return held;
  };
  const consentOf = (now: Held): ConsentIndex => {
    now.consent ??= loadConsentIndex(db, clock());
    return now.consent;
  };
  // Outlives a change of the data: what is the same is taken from there.
  let messages: LoadedMessages | null = null;
  /** Messages brought up to date, and grouped as the owner wants. */
  const updateMessages = async (): Promise<MessageColumns> => {
    const before = messages;
    messages = null;
    messages = loadMessages(db, before, collect);
    const { columns } = messages;
    return { ...columns, aspects: groupAspects(columns.aspects, listGroupEdits(db)) };
  };
  const load = (now: Held, name: TableName) =>
    once(now.raw, name, () => (name === 'messages' ? updateMessages() : loadShared(db, shared, name, now.wide)));
  const permit = (now: Held, name: TableName, purpose: Purpose) =>
    once(now.permits, `${name} ${purpose}`, async () =>
      permitOne(db, name, await load(now, name), purpose, consentOf(now)),
    );

  return {
    async permitted(names, purpose) {
      const now = fresh();
      const made = await Promise.all(names.map(async (name) => [name, await permit(now, name, purpose)] as const));
      const tables = Object.fromEntries(made.map(([name, { columns }]) => [name, columns]));
      return { tables, leftOut: made.flatMap(([, { leftOut }]) => leftOut) };
    },
    consent: () => consentOf(fresh()),
    heldByPerson() {
      const now = fresh();
      now.people ??= load(now, 'events').then((events) => ({
        visits: countVisits(events as EventData, maxPerson(db)),
        orders: ordersByPerson(db, maxPerson(db)),
      }));
      return now.people;
    },
    forget: () => {
      held = holdNothing(-1, -1);
    },
  };
}

function countVisits(events: EventData, people: number): HeldByPerson {
  const found = {
    count: new Uint32Array(people + 1),
    firstMs: new Float64Array(people + 1),
    lastMs: new Float64Array(people + 1),
  };
  for (let i = 0; i < events.length; i++) {
    const person = events.person[i] as number;
    // Rows of one person lie together in time order: the first seen is the earliest, each later one the latest so far.
    if (found.count[person] === 0) found.firstMs[person] = events.at[i] as number;
    found.lastMs[person] = events.at[i] as number;
    found.count[person] = (found.count[person] as number) + 1;
  }
  return found;
}

async function loadShared(
  db: ReadDb,
  shared: CoreOptions['shared'],
  name: Exclude<TableName, 'messages'>,
  wide: number,
): Promise<Loaded> {
  if (name === 'orders') return loadOrders(db);
  if (name === 'campaigns') return loadCampaigns(db);
  if (name === 'figures') return loadFigures(db);
  // Only events are large enough to be worth sharing; their buffers are SharedArrayBuffers, so nothing is copied.
  return loadOnce(shared, `events ${wide}`, () => loadEvents(db));
}

/** What another thread has loaded, or what is loaded now and then shared. */
async function loadOnce<T>(shared: CoreOptions['shared'], key: string, load: () => T): Promise<T> {
  const found = (await shared.get(key)) as T | null;
  if (found) return found;
  let loaded: T | null = null;
  try {
    loaded = load();
    return loaded;
  } finally {
    // Another thread that waits for these columns must not wait for ever.
    shared.put(key, loaded);
  }
}

function permitOne(
  db: ReadDb,
  name: TableName,
  columns: Loaded,
  purpose: Purpose,
  index: ConsentIndex,
): Permit<TableName> {
  if (name === 'messages') return permitMessages(columns as MessageColumns, purpose, index);
  if (name === 'orders') return permitOrders(columns as OrderColumns, purpose, index);
  if (name === 'campaigns') return permitCampaigns(columns as CampaignColumns, purpose, index);
  if (name === 'figures') return permitFigures(columns as FigureColumns, purpose, index);
  const events: EventColumns = withLookup(db, columns as EventData);
  return permitEvents(events, purpose, index);
}
