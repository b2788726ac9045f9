import type { TableName } from '../../shared/columns.ts';
import type { Holding } from '../../shared/contract/privacy.ts';
import { SEARCH_TERM } from '../../shared/site-search.ts';
import { ANALYSES } from '../analysis/index.ts';
import { monthsKept } from '../privacy/retention.ts';
import { countOrders, describeOrders } from '../store/orders/figures.ts';
import type { OptionalColumn } from '../store/events/block.ts';
import { all, get, number } from '../store/sql.ts';
import { listRetentionSources, listRules } from '../store/tables/retention.ts';
import { getBasis } from '../store/tables/runs.ts';
import { countCountries } from '../store/tables/person-countries.ts';
import { dataRanges } from './app.ts';
import type { QueryContext } from './context.ts';
import { type HandedOut, handedOut, recipientsOf } from './handed-out.ts';

interface Field {
  name: string;
  personal: boolean;
  why: string;
  /** SQL that counts rows in which the field is filled, or what tells it of the orders. */
  filled: string | ((orders: OrdersHeld) => number);
}

/** What is known of all orders, which lie in columns. */
type OrdersHeld = ReturnType<typeof describeOrders> & { rows: number };

const field = (name: string, personal: boolean, why: string, filled: Field['filled']): Field => ({
  name,
  personal,
  why,
  filled,
});
const message = (where: string) => `SELECT count(*) FROM messages WHERE current = 1 AND ${where}`;
const campaign = (where: string) => `SELECT count(*) FROM campaigns WHERE current = 1 AND ${where}`;
const EVENTS = 'SELECT coalesce(sum(rows), 0) FROM event_segments';

/** Rows of the segments in which an optional column has values. */
const segmentsWith = (column: OptionalColumn) =>
  `SELECT coalesce(sum(rows), 0) FROM event_segments WHERE id IN (SELECT segment_id FROM event_columns WHERE name = '${column}')`;

/** What each kind of record is made of, in the owner's words. */
const KINDS: Readonly<Record<TableName, { title: string; fields: Field[] }>> = {
  messages: {
    title: 'Posts, comments and reviews',
    fields: [
      field(
        'Text',
        true,
        'to know what people say; it can name people, so it is shown only to you',
        message("text <> ''"),
      ),
      field('Author (pseudonym)', true, 'to count people rather than messages', message('author_id > 0')),
      field('Date', false, 'to show change over time', message('at_ms IS NOT NULL')),
      field('Rating', false, 'to compare with what the text says', message('rating IS NOT NULL')),
      field('Language', false, 'to score only what can be understood', message("language <> ''")),
      field('Link', true, 'to find the original again', message('url IS NOT NULL')),
    ],
  },
  orders: {
    title: 'Orders',
    fields: [
      field('Buyer (pseudonym)', true, 'to see who comes back', ({ withBuyer }) => withBuyer),
      field('Date', false, 'to show change over time', ({ rows }) => rows),
      field('Total', false, 'to know what sells', ({ rows }) => rows),
      field('Items', false, 'to know what is bought together', ({ withItems }) => withItems),
    ],
  },
  campaigns: {
    title: 'Campaigns',
    fields: [
      field('Campaign, ad set and ad', false, 'to compare what you paid for', campaign("name <> ''")),
      field('Spend', false, 'to know what it cost', campaign('spend > 0')),
      field('Impressions and clicks', false, 'to know what it brought', campaign('impressions + clicks > 0')),
      field('Conversions', false, 'to know what it brought', campaign('conversions > 0')),
    ],
  },
  figures: {
    title: 'Figures of other tools',
    fields: [
      field('Value', false, 'to show change over time', 'SELECT count(*) FROM figures WHERE current = 1'),
      field(
        'Account',
        false,
        'to tell accounts apart',
        "SELECT count(*) FROM figures WHERE current = 1 AND account <> ''",
      ),
    ],
  },
  events: {
    title: 'Visits and events',
    fields: [
      field('Visitor (pseudonym)', true, 'to tell visitors from page views; the address itself is not kept', EVENTS),
      field('Time', false, 'to show change over time', EVENTS),
      field('Page (without its query)', false, 'to know what is read', EVENTS),
      field('Page titles', false, 'to show a page by its name', 'SELECT count(DISTINCT page_id) FROM page_titles'),
      field('Referrer (without its query)', false, 'to know where visitors come from', EVENTS),
      field('Browser and device', false, 'to tell people from robots', EVENTS),
      field('Size of the screen', true, 'to fit the site to its visitors', segmentsWith('screen')),
      field('Language of the browser', true, 'to know in which language to speak', segmentsWith('language')),
      field('Properties of events', true, 'to break events down by them', segmentsWith('properties')),
      field(
        'What was typed into the site’s search',
        true,
        'to see what people look for and do not find; what looks personal is not kept',
        `SELECT count(*) FROM property_sets WHERE text LIKE '%"${SEARCH_TERM}",%'`,
      ),
      field('How long the answer took', false, 'to find slow pages', segmentsWith('tookMsPlus1')),
    ],
  },
};

const ROWS_OF = {
  messages: 'SELECT count(*) FROM messages WHERE current = 1',
  events: EVENTS,
  campaigns: 'SELECT count(*) FROM campaigns WHERE current = 1',
  figures: 'SELECT count(*) FROM figures WHERE current = 1',
} as const;

const PEOPLE_IN = {
  messages: 'SELECT count(DISTINCT author_id) FROM messages WHERE current = 1 AND author_id > 0',
  events:
    "SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT i.person_id) AS n FROM identifiers i WHERE i.kind IN ('visitor', 'cookie'))",
  // Nobody stands behind either.
  campaigns: 'SELECT 0',
  figures: 'SELECT 0',
} as const;

const SOURCES_OF = {
  messages: 'SELECT m.run_id AS run, count(*) AS rows FROM messages m WHERE current = 1 GROUP BY m.run_id',
  campaigns: 'SELECT run_id AS run, count(*) AS rows FROM campaigns WHERE current = 1 GROUP BY run_id',
  figures: 'SELECT run_id AS run, count(*) AS rows FROM figures WHERE current = 1 GROUP BY run_id',
  events: 'SELECT run_id AS run, sum(rows) AS rows FROM segment_runs GROUP BY run_id',
} as const;

/** Lists of people apart from files of counts. */
const exportedOf = (files: readonly HandedOut[]): Holding['exported'] =>
  [true, false].flatMap((list) =>
    recipientsOf(files.filter(({ people }) => people === list)).map((one) => ({ ...one, list })),
  );

/** What is known of an import: its file, when it came in, on which bases it stands, how long the rules keep it. */
function sourceTeller(db: QueryContext['db']) {
  const rules = listRules(db);
  const kept = new Map(listRetentionSources(db).map((source) => [source.run, monthsKept(rules, source)]));
  return (run: number, rows: number, out: readonly HandedOut[]): Holding['sources'][number] => {
    const found = get<{ file: string; format: string; at: number | null }>(
      db,
      'SELECT file_name AS file, format, finished_ms AS at FROM import_runs WHERE id = ?',
      run,
    );
    return {
      run,
      file: found?.file ?? '',
      format: found?.format ?? '',
      rows,
      exported: timesOut(out, run),
      importedMs: found?.at ?? null,
      basis: getBasis(db, run),
      keptMonths: kept.get(run) ?? null,
    };
  };
}

const timesOut = (out: readonly HandedOut[], run: number) => out.filter(({ lastRun }) => lastRun >= run).length;

/** What is held, from where, and which analyses use it: counted from the store itself at each call. */
export function holdings({ db }: QueryContext): Holding[] {
  const ranges = dataRanges(db);
  const files = handedOut(db);
  const orders: OrdersHeld = { ...describeOrders(db), rows: countOrders(db) };
  const sourceOf = sourceTeller(db);
  const listed = (['messages', 'orders', 'events', 'campaigns', 'figures'] as const).map((table): Holding => {
    const out = files.filter(({ tables }) => tables.has(table));
    return {
      table,
      title: KINDS[table].title,
      rows: table === 'orders' ? orders.rows : number(db, ROWS_OF[table]),
      people: table === 'orders' ? orders.buyers : number(db, PEOPLE_IN[table]),
      range: ranges[table],
      fields: KINDS[table].fields.map(({ name, personal, why, filled }) => ({
        name,
        personal,
        why,
        filled: typeof filled === 'string' ? number(db, filled) : filled(orders),
      })),
      sources: (table === 'orders'
        ? [...orders.byRun].map(([run, rows]) => ({ run, rows })).sort((a, b) => a.run - b.run)
        : all<{ run: number; rows: number }>(db, SOURCES_OF[table])
      ).map(({ run, rows }) => sourceOf(run, rows, out)),
      exported: exportedOf(out),
      usedBy: ANALYSES.filter((analysis) => analysis.reads.includes(table)).map(({ id, purpose }) => ({
        analysis: id,
        purpose,
      })),
    };
  });
  return [
    ...listed,
    identifiersHeld(
      db,
      files.filter(({ people }) => people),
      sourceOf,
    ),
  ];
}

function identifiersHeld(
  db: QueryContext['db'],
  lists: readonly HandedOut[],
  sourceOf: ReturnType<typeof sourceTeller>,
): Holding {
  const kinds = all<{ kind: string; n: number }>(
    db,
    'SELECT kind, count(*) AS n FROM identifiers GROUP BY kind ORDER BY n DESC',
  );
  const sealed = number(db, 'SELECT count(*) FROM vault');
  return {
    table: 'identifiers',
    title: 'Identifiers',
    rows: number(db, 'SELECT count(*) FROM identifiers'),
    people: number(db, 'SELECT count(*) FROM people'),
    range: null,
    fields: [
      ...kinds.map(({ kind, n }) => ({
        name: kind,
        filled: n,
        personal: true,
        why: 'kept only as a keyed hash, to recognise the same person again',
      })),
      {
        name: 'Country',
        filled: countCountries(db),
        personal: true,
        why: 'to know where people come from; looked up on this computer by an address that is not kept',
      },
      {
        name: 'In the vault',
        filled: sealed,
        personal: true,
        why: 'readable value, encrypted; shown only when you ask, and that is noted',
      },
    ],
    sources: all<{ run: number; rows: number }>(
      db,
      'SELECT run_id AS run, count(*) AS rows FROM sightings GROUP BY run_id',
    ).map(({ run, rows }) => sourceOf(run, rows, lists)),
    exported: exportedOf(lists),
    usedBy: [],
  };
}
