import { BASES, CONSENT_STATES, type ConsentState, PURPOSES, type Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, iterateRaw, number, run } from '../sql.ts';
import { maxPerson } from './people.ts';

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

/** Everything the gate needs to decide about rows, in arrays by person id and run id. */
export interface ConsentIndexData {
  people: number;
  state: Record<Purpose, Uint8Array>;
  restricted: Uint8Array;
  basisOfRun: Record<Purpose, Uint8Array>;
  /** Per run id: 1 = wholly imported. */
  readyRun: Uint8Array;
}

/** Loads the newest state per person and purpose, restrictions, and the basis of each run. What the owner records by hand wins over the same instant; of what imports say for the same instant, a refusal wins. */
export function loadConsentIndex(db: ReadDb): ConsentIndexData {
  const people = maxPerson(db) + 1;
  const runs = number(db, 'SELECT coalesce(max(id), 0) FROM import_runs') + 1;
  const perPurpose = (size: number) =>
    Object.fromEntries(PURPOSES.map((purpose) => [purpose, new Uint8Array(size)])) as Record<Purpose, Uint8Array>;
  const state = perPurpose(people);
  for (const [person, purpose, value] of iterateRaw(
    db,
    "SELECT person_id, purpose, state FROM consents ORDER BY at_ms, run_id IS NULL, state = 'denied', id",
  )) {
    state[purpose as Purpose][person as number] = Math.max(0, CONSENT_STATES.indexOf(value as ConsentState));
  }
  const restricted = new Uint8Array(people);
  for (const [person] of iterateRaw(db, 'SELECT id FROM people WHERE restricted = 1')) restricted[person as number] = 1;
  const basisOfRun = perPurpose(runs);
  for (const [id, purpose, basis] of iterateRaw(db, 'SELECT run_id, purpose, basis FROM run_basis')) {
    basisOfRun[purpose as Purpose][id as number] = Math.max(0, BASES.indexOf(basis as (typeof BASES)[number]));
  }
  // Rows of an import that was undone while another one stands for the same content are used as that other one may be.
  for (const [original, purpose, basis] of iterateRaw(
    db,
    `SELECT o.id, b.purpose, b.basis FROM import_runs o
     JOIN import_runs h ON h.id = (SELECT min(id) FROM import_runs WHERE same_as = o.id AND state = 'ready')
     JOIN run_basis b ON b.run_id = h.id WHERE o.state = 'undone'`,
  ))
    basisOfRun[purpose as Purpose][original as number] = Math.max(0, BASES.indexOf(basis as (typeof BASES)[number]));
  const readyRun = new Uint8Array(runs);
  for (const [id] of iterateRaw(db, "SELECT id FROM import_runs WHERE state <> 'running'")) readyRun[id as number] = 1;
  return { people, state, restricted, basisOfRun, readyRun };
}
