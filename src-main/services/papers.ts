import { BASES, type Basis, PURPOSES, type Purpose } from '../../shared/model.ts';
import { type Range, zoneOffsetMs } from '../../shared/time.ts';
import { FORMATS } from '../import/formats/index.ts';
import { monthsKept } from '../privacy/retention.ts';
import { coarseCount } from '../privacy/rounding.ts';
import type { NoticeCategory } from '../reports/notice-words.ts';
import { NO_DAY, type PaperFacts, paperPage } from '../reports/papers.ts';
import { countOrders, describeOrders } from '../store/orders/figures.ts';
import { all, number } from '../store/sql.ts';
import { holdsAt, listBasisDates } from '../store/tables/basis-dates.ts';
import { addInterest, listInterests } from '../store/tables/interests.ts';
import { countPeople } from '../store/tables/people.ts';
import { listRetentionSources, listRules } from '../store/tables/retention.ts';
import { listSuppressed } from '../store/tables/suppressed.ts';
import { dataRanges } from './app.ts';
import type { CommandContext } from './context.ts';
import { handedOut, recipientsOf } from './handed-out.ts';
import type { Group } from './handlers.ts';
import { vaultStatus } from './key-ring.ts';

const PROTECTION = {
  none: 'not kept in a readable form at all',
  passphrase: 'encrypted (AES-256-GCM) under a passphrase',
  os: 'encrypted (AES-256-GCM) under a key of the operating system',
} as const;

const day = (ms: number | undefined) => (ms === undefined ? NO_DAY : new Date(ms).toISOString().slice(0, 10));

/** Bases that stand per purpose over all finished imports, those apart that have ended or do not hold yet. */
function basesInUse({ db, options }: CommandContext): Record<Purpose, Basis[]> {
  const over = listBasisDates(db).flatMap((dates) => (holdsAt(dates, options.now()) ? [] : [dates.run]));
  const rows = all<{ purpose: Purpose; basis: Basis }>(
    db,
    `SELECT DISTINCT b.purpose, b.basis FROM run_basis b JOIN import_runs r ON r.id = b.run_id
     WHERE r.state = 'ready' AND r.id NOT IN (SELECT value FROM json_each(?))`,
    JSON.stringify(over),
  );
  return Object.fromEntries(
    PURPOSES.map((purpose) => [
      purpose,
      BASES.filter((basis) => rows.some((row) => row.purpose === purpose && row.basis === basis)),
    ]),
  ) as Record<Purpose, Basis[]>;
}

interface Held {
  id: NoticeCategory;
  title: string;
  rows: number;
  people: number;
  range: Range | null;
}

/** How much of a category is held, as far as the small-group rule lets a paper say it: papers are handed on. */
function extentOf({ rows, people, range }: Held, k: number): string {
  const of = `of ${coarseCount(people, k)} people`;
  if (people > 0 && people < k) return `rows ${of}`;
  const dates = range ? `, ${day(range.fromMs)} to ${day(range.toMs)}` : '';
  return `${coarseCount(rows, k)} rows ${of}${dates}`;
}

async function heldOf({ db, tables }: CommandContext): Promise<Held[]> {
  const ranges = dataRanges(db);
  const { visits } = await tables.heldByPerson();
  const { buyers } = describeOrders(db);
  const visitors = visits.count.reduce((sum, count, person) => sum + (person > 0 && count > 0 ? 1 : 0), 0);
  const rows = (id: NoticeCategory, title: string, count: number, people: number, range: Range | null) => ({
    id,
    title,
    rows: count,
    people,
    range,
  });
  const count = (sql: string) => number(db, sql);
  return [
    rows('orders', 'Orders of customers', countOrders(db), buyers, ranges.orders),
    rows(
      'messages',
      'Messages, comments, reviews of writers',
      count('SELECT count(*) FROM messages WHERE current = 1 AND own = 0'),
      count('SELECT count(DISTINCT author_id) FROM messages WHERE current = 1 AND own = 0 AND author_id > 0'),
      ranges.messages,
    ),
    rows(
      'events',
      'Visits and events of visitors',
      count('SELECT coalesce(sum(rows), 0) FROM event_segments'),
      visitors,
      ranges.events,
    ),
    rows(
      'identifiers',
      'Keyed identifiers of all of them',
      count('SELECT count(*) FROM identifiers'),
      countPeople(db),
      null,
    ),
  ].filter((category) => category.rows > 0);
}

const titleOf = (format: string) => FORMATS.find(({ id }) => id === format)?.title ?? format;

/** Imports by kind and by how long the rules keep them. */
function keepingOf({ db }: CommandContext): PaperFacts['keeping'] {
  const rules = listRules(db);
  const kept = listRetentionSources(db).map((source) => ({ format: source.format, months: monthsKept(rules, source) }));
  return [...Map.groupBy(kept, ({ format, months }) => `${format} ${months}`).values()].flatMap((list) => {
    const [first] = list;
    return first ? [{ title: titleOf(first.format), files: list.length, months: first.months }] : [];
  });
}

async function factsOf(context: CommandContext): Promise<Omit<PaperFacts, 'knownMs'>> {
  const { db, options, settings } = context;
  const files = handedOut(db);
  const formats = all<{ format: string; files: number }>(
    db,
    "SELECT format, count(*) AS files FROM import_runs WHERE state = 'ready' GROUP BY format ORDER BY format",
  );
  const held = await heldOf(context);
  const { workspaceName, smallGroup } = settings();
  return {
    business: workspaceName,
    madeMs: options.now(),
    categories: held.map((one) => ({ id: one.id, title: one.title, extent: extentOf(one, smallGroup) })),
    bases: basesInUse(context),
    sources: formats.map(({ format, files }) => ({
      title: titleOf(format),
      files,
    })),
    fromNetworks: formats.some(({ format }) => FORMATS.find(({ id }) => id === format)?.group === 'social'),
    protection: PROTECTION[vaultStatus(db, options.dataDir).protection],
    sealed: options.storeKey !== null,
    suppressed: coarseCount(listSuppressed(db).size, smallGroup),
    recipients: recipientsOf(files.filter(({ people }) => !people)).map(({ recipient, times, lastMs }) => ({
      recipient,
      times,
      last: day(lastMs),
    })),
    lists: recipientsOf(files.filter(({ people }) => people)).map(({ recipient, times, lastMs }) => ({
      recipient,
      times,
      last: day(lastMs),
    })),
    zone: context.settings().zone,
    people: coarseCount(countPeople(db), smallGroup),
    readable: coarseCount(number(db, 'SELECT count(*) FROM vault'), smallGroup),
    interests: listInterests(db),
    keeping: keepingOf(context),
  };
}

/** `/.well-known/gpc.json` as the W3C's Global Privacy Control text has it; the day is the owner's. */
function gpcFile({ options, settings, audit }: CommandContext) {
  const now = options.now();
  const lastUpdate = day(now + zoneOffsetMs(settings().zone, now));
  const bytes = new TextEncoder().encode(`${JSON.stringify({ gpc: true, lastUpdate })}\n`);
  audit('paper.made', { paper: 'gpc', bytes: bytes.length });
  return { fileName: 'gpc.json', mime: 'application/json', bytes };
}

export const papers: Group<'papers'> = {
  'papers.gpc': gpcFile,
  'papers.interests': ({ db }) => listInterests(db),
  'papers.saveInterest': ({ db, options, audit }, { purpose, text }) => {
    db.transaction(() => {
      addInterest(db, { purpose, text, atMs: options.now() });
      audit('interest.written', { purpose, characters: text.length });
    })();
    return { saved: true };
  },
  'papers.make': async (context, { paper, language, knownMs }) => {
    const bytes = paperPage(paper, language, {
      ...(await factsOf(context)),
      knownMs: knownMs ?? context.options.now(),
    });
    context.audit('paper.made', { paper, language, bytes: bytes.length });
    const name = paper === 'notice' ? `privacy-notice-${language}` : `privacy-${paper}`;
    return { fileName: `${name}-${day(context.options.now())}.html`, mime: 'text/html', bytes };
  },
};
