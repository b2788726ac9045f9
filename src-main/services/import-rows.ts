import type { ConsentRow, EventRow, Identifier, OrderRow, PersonRow, Row } from '../../shared/model.ts';
import type { WriteDb } from '../store/open.ts';
import { saveCampaign } from '../store/tables/campaigns.ts';
import { addConsent } from '../store/tables/consents.ts';
import { saveFigure } from '../store/tables/figures.ts';
import { saveMessage } from '../store/tables/messages.ts';
import { bringsNew, resolvePerson } from '../store/tables/people.ts';
import { saveProduct } from '../store/tables/products.ts';
import type { Saved } from '../store/tables/records.ts';
import type { KeyRing } from './key-ring.ts';
import type { MessageScore } from './parse.ts';

/** Resolved people kept in memory between rows of one run. */
const CACHED_PEOPLE = 100_000;

/** Takes ordinary records of one run into the store. */
export class RowIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #keys: KeyRing;
  readonly #people = new Map<string, number>();

  constructor(options: { db: WriteDb; run: number; keys: KeyRing }) {
    this.#db = options.db;
    this.#run = options.run;
    this.#keys = options.keys;
  }

  /** Person behind identifiers; 0 when none is usable. */
  personOf(identifiers: readonly Identifier[]): number {
    if (identifiers.length === 0) return 0;
    const cacheKey = identifiers
      .map((identifier) => `${identifier.kind}\0${identifier.scope}\0${identifier.value}`)
      .join('\u0001');
    const known = this.#people.get(cacheKey);
    if (known !== undefined) return known;
    const person = resolvePerson(this.#db, this.#run, this.#keys.toStored(identifiers));
    if (this.#people.size >= CACHED_PEOPLE) this.#people.clear();
    this.#people.set(cacheKey, person);
    return person;
  }

  /** Saves one record. Events and orders go through their own stores instead. */
  add(row: Exclude<Row, EventRow | OrderRow>, score: MessageScore | null): Saved {
    switch (row.type) {
      case 'message':
        return saveMessage(this.#db, this.#run, {
          row,
          author: this.personOf(row.author),
          sentiment: score?.score ?? null,
          sentimentVersion: score?.version ?? 0,
          language: score?.language ?? row.language,
        });
      case 'campaign':
        return saveCampaign(this.#db, this.#run, row);
      case 'figure':
        return saveFigure(this.#db, this.#run, row);
      case 'product':
        return saveProduct(this.#db, this.#run, row);
      case 'consent':
        return this.#addConsent(row);
      case 'person':
        return this.#addPerson(row);
    }
  }

  #addPerson({ person }: PersonRow): Saved {
    if (this.personOf(person) === 0) return 'duplicate';
    return bringsNew(this.#db, this.#run, this.#keys.toStored(person)) ? 'kept' : 'duplicate';
  }

  #addConsent(row: ConsentRow): Saved {
    const person = this.personOf(row.person);
    let added = false;
    for (const purpose of row.purposes) {
      if (person === 0) continue;
      // Without a date it counts as older than anything dated, and the same file says the same again.
      const atMs = row.atMs ?? 0;
      added =
        addConsent(this.#db, {
          person,
          purpose,
          state: row.state,
          atMs,
          wording: row.wording,
          run: this.#run,
          line: row.line,
        }) || added;
    }
    return added ? 'kept' : 'duplicate';
  }
}

/** When a record happened, Unix ms; null when undated. */
export function instantOf(row: Row): number | null {
  if (row.type === 'campaign' || row.type === 'figure') return row.fromMs;
  if (row.type === 'consent' || row.type === 'person' || row.type === 'product') return null;
  return row.atMs;
}
