import { BASES, CONSENT_STATES, type ConsentState, PURPOSES, type Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, iterateRaw, number, run } from '../sql.ts';
import { listBasisDates } from './basis-dates.ts';
import { maxPerson } from './people.ts';
import { listPurposeLimits } from './purpose-limits.ts';

export interface StoredConsent {
  person: number;
  purpose: Purpose;
  state: ConsentState;
  atMs: number;
  wording: string;
  /** null = recorded by the owner by hand. */
  run: number | null;
  line: number | null;
}

/** Adds to the history; true when no import had brought it yet. A repeat is noted for its own run, so that undoing one leaves the other. */
export function addConsent(db: WriteDb, consent: StoredConsent): boolean {
  const { person, purpose, state, wording, run: runId, line } = consent;
  const atMs = Math.round(consent.atMs);
  const known = get(
    db,
    'SELECT 1 FROM consents WHERE person_id = ? AND purpose = ? AND at_ms = ? AND state = ?',
    person,
    purpose,
    atMs,
    state,
  );
  run(
    db,
    'INSERT OR IGNORE INTO consents (person_id, purpose, state, at_ms, wording, run_id, line) VALUES (?, ?, ?, ?, ?, ?, ?)',
    person,
    purpose,
    state,
    atMs,
    wording,
    runId,
    line,
  );
  return known === undefined;
}

/** History of one person, newest first. */
export const listConsents = (db: ReadDb, person: number) =>
  all<{
    purpose: Purpose;
    state: ConsentState;
    at_ms: number;
    wording: string;
    file_name: string | null;
    line: number | null;
  }>(
    db,
    'SELECT c.purpose, c.state, c.at_ms, c.wording, r.file_name, c.line FROM consents c LEFT JOIN import_runs r ON r.id = c.run_id WHERE c.person_id = ? GROUP BY c.purpose, c.state, c.at_ms ORDER BY c.at_ms DESC, c.id DESC',
    person,
  );

/** In which order what was said counts: by hand wins over the same instant; of what imports say for one, a refusal wins. */
const LAST_WINS = "at_ms, run_id IS NULL, state = 'denied', id";

/** What one person said of each purpose, oldest first: the last one before a moment counts at it. */
export const listSaid = (db: ReadDb, person: number) =>
  all<{ purpose: Purpose; state: ConsentState; atMs: number }>(
    db,
    `SELECT purpose, state, at_ms AS atMs FROM consents WHERE person_id = ? ORDER BY ${LAST_WINS}`,
    person,
  );

/** Everything the gate needs to decide about rows, in arrays by person id and run id. */
export interface ConsentIndexData {
  people: number;
  state: Record<Purpose, Uint8Array>;
  restricted: Uint8Array;
  basisOfRun: Record<Purpose, Uint8Array>;
  /** Per run id: 1 = wholly imported; 2 = too, but its bases do not hold now. */
  readyRun: Uint8Array;
  /** Purposes that have not begun or have ended. */
  closed: Record<Purpose, boolean>;
  /** Unix ms of the next moment at which a consent, a purpose or the basis of an import begins or ends; Infinity = none will. */
  changesAtMs: number;
}

/** As `CONSENT_STATES`, and then: granted, but expired. */
const EXPIRED = 3;
const DAY_MS = 86_400_000;

/** The next of some moments, from `nowMs` on. */
class NextMoment {
  readonly #nowMs: number;
  ms = Number.POSITIVE_INFINITY;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }
  /** Notes a moment; true when it has come. */
  isPast(ms: number | null): boolean {
    if (ms === null) return false;
    if (ms > this.#nowMs) this.ms = Math.min(this.ms, ms);
    return ms <= this.#nowMs;
  }
}

/** Loads the newest state per person and purpose, restrictions, and the basis of each run. What the owner records by hand wins over the same instant; of what imports say for the same instant, a refusal wins. A consent that has expired by `nowMs` stands as such. */
export function loadConsentIndex(db: ReadDb, nowMs: number): ConsentIndexData {
  const next = new NextMoment(nowMs);
  const limits = new Map(listPurposeLimits(db).map((limit) => [limit.purpose, limit]));
  const people = maxPerson(db) + 1;
  const runs = number(db, 'SELECT coalesce(max(id), 0) FROM import_runs') + 1;
  const perPurpose = (size: number) =>
    Object.fromEntries(PURPOSES.map((purpose) => [purpose, new Uint8Array(size)])) as Record<Purpose, Uint8Array>;
  const state = perPurpose(people);
  for (const [person, purpose, value, atMs] of iterateRaw(
    db,
    `SELECT person_id, purpose, state, at_ms FROM consents ORDER BY ${LAST_WINS}`,
  )) {
    const days = limits.get(purpose as Purpose)?.consentDays ?? null;
    const isOver = value === 'granted' && days !== null && next.isPast((atMs as number) + days * DAY_MS);
    const said = Math.max(0, CONSENT_STATES.indexOf(value as ConsentState));
    state[purpose as Purpose][person as number] = isOver ? EXPIRED : said;
  }
  const closed = Object.fromEntries(
    PURPOSES.map((purpose) => {
      const { fromMs = null, untilMs = null } = limits.get(purpose) ?? {};
      const begun = fromMs === null || next.isPast(fromMs);
      return [purpose, !begun || next.isPast(untilMs)];
    }),
  ) as Record<Purpose, boolean>;
  const restricted = new Uint8Array(people);
  for (const [person] of iterateRaw(db, 'SELECT id FROM people WHERE restricted = 1')) restricted[person as number] = 1;
  const basisOfRun = perPurpose(runs);
  for (const [id, purpose, basis] of iterateRaw(db, 'SELECT run_id, purpose, basis FROM run_basis')) {
    basisOfRun[purpose as Purpose][id as number] = Math.max(0, BASES.indexOf(basis as (typeof BASES)[number]));
  }
  const dates = new Map(listBasisDates(db).map((limit) => [limit.run, limit]));
  /** 1 = an import whose bases hold now, 2 = one whose bases do not. */
  const standing = (id: number): number => {
    const { fromMs = null, untilMs = null } = dates.get(id) ?? {};
    const begun = fromMs === null || next.isPast(fromMs);
    return begun && !next.isPast(untilMs) ? 1 : 2;
  };
  const readyRun = new Uint8Array(runs);
  for (const [id] of iterateRaw(db, "SELECT id FROM import_runs WHERE state <> 'running'"))
    readyRun[id as number] = standing(id as number);
  // Rows of an import that was undone while another one stands for the same content are used as that other one may be.
  for (const [original, holder, purpose, basis] of iterateRaw(
    db,
    `SELECT o.id, h.id, b.purpose, b.basis FROM import_runs o
     JOIN import_runs h ON h.id = (SELECT min(id) FROM import_runs WHERE same_as = o.id AND state = 'ready')
     JOIN run_basis b ON b.run_id = h.id WHERE o.state = 'undone'`,
  )) {
    basisOfRun[purpose as Purpose][original as number] = Math.max(0, BASES.indexOf(basis as (typeof BASES)[number]));
    readyRun[original as number] = readyRun[holder as number] ?? 0;
  }
  return { people, state, restricted, basisOfRun, readyRun, closed, changesAtMs: next.ms };
}
