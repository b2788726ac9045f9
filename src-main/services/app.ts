import type { Status } from '../../shared/contract/app.ts';
import { AppError } from '../../shared/errors.ts';
import type { Range } from '../../shared/time.ts';
import type { ReadDb } from '../store/open.ts';
import { countOrders } from '../store/orders/figures.ts';
import { all, get, number } from '../store/sql.ts';
import { getCounter } from '../store/tables/counters.ts';
import { listJobs } from '../store/tables/jobs.ts';
import { countPeople } from '../store/tables/people.ts';
import { countRecords } from '../store/tables/records.ts';
import { saveSettings } from '../store/tables/settings.ts';
import { fittingRanges } from './fitting-range.ts';
import type { Group } from './handlers.ts';
import { vaultStatus } from './key-ring.ts';
import { permittedCurrency } from './permitted-facts.ts';
import { noteOwnName } from './workspaces.ts';

export const VERSION = '0.1.0';

type Bounds = { from: number | null; to: number | null } | undefined;
const toRange = (bounds: Bounds): Range | null =>
  bounds && bounds.from !== null && bounds.to !== null ? { fromMs: bounds.from, toMs: bounds.to + 1 } : null;

/** From the first period's start to the last one's end; rows without a period are in none. */
const periodsOf = (db: ReadDb, table: 'campaigns' | 'figures'): Range | null => {
  const bounds: Bounds = get(
    db,
    `SELECT min(from_ms) AS "from", max(to_ms) - 1 AS "to" FROM ${table} WHERE current = 1 AND to_ms > from_ms`,
  );
  return toRange(bounds);
};

/** One question each: asked together, neither is answered by the index alone. */
const MESSAGE_BOUNDS = `SELECT (SELECT min(at_ms) FROM messages WHERE current = 1) AS "from",
  (SELECT max(at_ms) FROM messages WHERE current = 1) AS "to"`;

/** First and last dated row per kind of data. */
export function dataRanges(db: ReadDb): Status['ranges'] {
  return {
    messages: toRange(get(db, MESSAGE_BOUNDS)),
    events: toRange(get(db, 'SELECT min(from_ms) AS "from", max(to_ms) AS "to" FROM event_segments')),
    orders: toRange(get(db, 'SELECT min(from_ms) AS "from", max(to_ms) AS "to" FROM order_segments')),
    campaigns: periodsOf(db, 'campaigns'),
    figures: periodsOf(db, 'figures'),
  };
}

/** The range that covers all the given ones; null when there are none. */
export function spanOf(ranges: readonly (Range | null)[]): Range | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  return {
    fromMs: Math.min(...known.map((range) => range.fromMs)),
    toMs: Math.max(...known.map((range) => range.toMs)),
  };
}

export const app: Group<'app'> = {
  'app.status': async (context) => {
    const { db, options, settings } = context;
    const ranges = dataRanges(db);
    return {
      version: VERSION,
      revision: getCounter(db, 'revision'),
      settings: settings(),
      vault: { ...vaultStatus(db, options.dataDir), sealed: options.storeKey !== null },
      hasSample: get(db, "SELECT 1 FROM import_runs WHERE sample = 1 AND state = 'ready'") !== undefined,
      counts: {
        people: countPeople(db),
        messages: countRecords(db, 'messages'),
        events: number(db, 'SELECT coalesce(sum(rows), 0) FROM event_segments'),
        orders: countOrders(db),
        campaigns: countRecords(db, 'campaigns'),
        figures: countRecords(db, 'figures'),
        imports: number(db, "SELECT count(*) FROM import_runs WHERE state = 'ready'"),
      },
      currency: await permittedCurrency(context, 'service'),
      dataRange: spanOf(Object.values(ranges)),
      ranges,
      fitting: fittingRanges(db, ranges),
    };
  },
};

/** Whether the runtime can count in a zone or write in a locale: a wrong one would break every later view. */
export const isZone = (timeZone: string): boolean => works(() => new Intl.DateTimeFormat('en', { timeZone }));
const isLocale = (locale: string): boolean => works(() => new Intl.Locale(locale));
function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

export const settings: Group<'settings'> = {
  'settings.save': (context, patch) => {
    const { db, settings: current, touch, audit } = context;
    if (patch.zone !== undefined && !isZone(patch.zone)) throw new AppError('invalid-input', { field: 'zone' });
    if (patch.locale !== undefined && !isLocale(patch.locale)) throw new AppError('invalid-input', { field: 'locale' });
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const next = { ...current(), ...given };
    saveSettings(db, next);
    audit('settings.saved', { fields: Object.keys(given).join(',') });
    touch();
    noteOwnName(context);
    return next;
  },
};

export const jobs: Group<'jobs'> = {
  'jobs.list': ({ db }) => listJobs(db),
  'jobs.cancel': ({ jobs: runner }, { job }) => ({ cancelled: runner.cancel(job) }),
};

export const store: Group<'store'> = {
  'store.check': ({ db }) => {
    const problems = all<{ integrity_check: string }>(db, 'PRAGMA integrity_check(100)').filter(
      (row) => row.integrity_check !== 'ok',
    ).length;
    const dangling = all(db, 'PRAGMA foreign_key_check').length;
    return { ok: problems + dangling === 0, problems: problems + dangling };
  },
};
