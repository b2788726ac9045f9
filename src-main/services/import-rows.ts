import type { ConsentRow, EventRow, Identifier, MessageRow, OrderRow, PersonRow, Row } from '../../shared/model.ts';
import type { WriteDb } from '../store/open.ts';
import { saveCampaign } from '../store/tables/campaigns.ts';
import { setCounter } from '../store/tables/counters.ts';
import { addConsent } from '../store/tables/consents.ts';
import { noteCountry } from '../store/tables/person-countries.ts';
import { saveFigure } from '../store/tables/figures.ts';
import { type StoredMessage, saveMessage, saveMessages } from '../store/tables/messages.ts';
import { bringsNew, resolvePerson } from '../store/tables/people.ts';
import { resolvePeople } from '../store/tables/people-batch.ts';
import { saveProduct } from '../store/tables/products.ts';
import type { Saved } from '../store/tables/records.ts';
import { saidBy } from './consent-signals.ts';
import { countryCodeOf } from './country-names.ts';
import type { KeyRing } from './key-ring.ts';
import { makeOwnNoter, type OwnNoter } from './own-people.ts';
import type { MessageScore } from './message-batch.ts';
import { DROPPED, type Suppressor } from './suppressor.ts';
import { personKey } from './tracked-events.ts';

/** A row of what has no columns of its own. */
export type OtherRow = Exclude<Row, EventRow | OrderRow>;

/** What became of a row: `nobody` = it is about a person, and the file is imported without people. */
type Taken = Saved | 'suppressed' | 'nobody';

/** Resolved people kept in memory between rows of one run. */
const CACHED_PEOPLE = 100_000;

/** Takes ordinary records of one run into the store. */
export class RowIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #keys: KeyRing;
  readonly #noteOwn: OwnNoter | null;
  readonly #suppressor: Suppressor;
  readonly #nowMs: number;
  readonly #people = new Map<string, number>();
  /** Messages of one author often follow each other, and then share one list. */
  #last: { identifiers: readonly Identifier[]; person: number } = { identifiers: [], person: 0 };

  /** `nowMs` decides which consent signals have expired. */
  constructor(options: { db: WriteDb; run: number; keys: KeyRing; suppressor: Suppressor; nowMs: number }) {
    this.#nowMs = options.nowMs;
    this.#db = options.db;
    this.#run = options.run;
    this.#keys = options.keys;
    this.#noteOwn = makeOwnNoter(options.db, options.keys);
    this.#suppressor = options.suppressor;
  }

  /** Person behind identifiers; 0 when none is usable or they were taken out, DROPPED when their rows must stay out. */
  personOf(identifiers: readonly Identifier[]): number {
    if (identifiers.length === 0) return 0;
    if (identifiers === this.#last.identifiers) return this.#last.person;
    const person = this.#personOf(identifiers);
    this.#last = { identifiers, person };
    return person;
  }

  /** As `personOf`, for many people that were not met before: one look in the index for all of them. */
  peopleOf(people: readonly (readonly Identifier[])[]): Iterable<number> {
    // Whether somebody counts as erased depends on whom the rows before made known.
    if (this.#suppressor.active) return people.map((identifiers) => this.personOf(identifiers));
    const persons = resolvePeople(
      this.#db,
      this.#run,
      people.map((identifiers) => this.#keys.toStored(identifiers)),
    );
    if (this.#noteOwn)
      for (const [i, identifiers] of people.entries()) this.#noteOwn(persons[i] as number, identifiers);
    return persons;
  }

  #personOf(identifiers: readonly Identifier[]): number {
    const cacheKey = personKey(identifiers);
    const known = this.#people.get(cacheKey);
    if (known !== undefined) return known;
    const person = this.#resolve(identifiers);
    if (person !== DROPPED) this.#noteOwn?.(person, identifiers);
    if (this.#people.size >= CACHED_PEOPLE) this.#people.clear();
    this.#people.set(cacheKey, person);
    return person;
  }

  /** Notes that messages were brought which the background has to score. */
  noteUnscored(): void {
    setCounter(this.#db, 'unscored', 1);
  }

  #resolve(identifiers: readonly Identifier[]): number {
    const stored = this.#keys.toStored(identifiers);
    const suppression = this.#suppressor.of(stored);
    if (suppression) return suppression === 'drop' ? DROPPED : 0;
    return resolvePerson(this.#db, this.#run, stored);
  }

  #isTakenOut(identifiers: readonly Identifier[]): boolean {
    return this.#suppressor.active && this.#suppressor.of(this.#keys.toStored(identifiers)) === 'keep';
  }

  /** A message as it may be stored: without what it says of people who were erased. */
  #cleaned(row: MessageRow): MessageRow {
    if (!this.#suppressor.active) return row;
    const detached = (key: string) => detachedKey(this.#keys, row.network, key);
    if (this.#isTakenOut(row.author)) return { ...row, key: detached(row.key), text: '', url: null, replyToKey: null };
    const cleaned = { ...row, text: this.#suppressor.clean(row.text, row.network, this.#keys) };
    if (!this.#suppressor.withoutPeople) return cleaned;
    const replyToKey = row.replyToKey === null ? null : detached(row.replyToKey);
    return { ...cleaned, key: detached(row.key), url: null, replyToKey };
  }

  /** A message as it is stored; null when its author was erased. */
  #stored(row: MessageRow, score: MessageScore | null): StoredMessage | null {
    const author = this.personOf(row.author);
    if (author === DROPPED) return null;
    return {
      row: this.#cleaned(row),
      author,
      sentiment: score?.score ?? null,
      sentimentVersion: score?.version ?? 0,
      language: score?.language ?? row.language,
    };
  }

  #addMessage(row: MessageRow, score: MessageScore | null): Saved | 'suppressed' {
    const message = this.#stored(row, score);
    return message ? saveMessage(this.#db, this.#run, message) : 'suppressed';
  }

  /** Finds or makes the people of many rows at once. */
  #meet(rows: readonly MessageRow[]): void {
    // Whether somebody counts as erased depends on whom the rows before made known.
    if (this.#suppressor.active) return;
    const fresh = new Map<string, readonly Identifier[]>();
    for (const author of new Set(rows.map((row) => row.author))) {
      const key = author.length > 0 ? personKey(author) : '';
      if (key !== '' && !this.#people.has(key)) fresh.set(key, author);
    }
    // Those met long ago are forgotten before, not among, those of these rows.
    if (this.#people.size + fresh.size > CACHED_PEOPLE) this.#people.clear();
    const people = [...fresh.values()];
    let next = 0;
    for (const person of this.peopleOf(people)) this.#people.set(personKey(people[next++] as Identifier[]), person);
  }

  #addMessages(rows: readonly MessageRow[], scores: readonly (MessageScore | null)[]): (Saved | 'suppressed')[] {
    this.#meet(rows);
    const messages = rows.map((row, i) => this.#stored(row, scores[i] ?? null));
    const saved = saveMessages(
      this.#db,
      this.#run,
      messages.filter((message) => message !== null),
    );
    let next = 0;
    return messages.map((message) => (message ? (saved[next++] ?? 'duplicate') : 'suppressed'));
  }

  /** Saves records, messages in one go, or answers that their person was erased. Events and orders go through their own stores instead. */
  addAll(rows: readonly OtherRow[], scores: readonly (MessageScore | null)[]): Taken[] {
    const messages = rows.filter((row) => row.type === 'message');
    if (messages.length === rows.length) return this.#addMessages(messages, scores);
    return rows.map((row, i) => this.#add(row, scores[i] ?? null));
  }

  #add(row: OtherRow, score: MessageScore | null): Taken {
    switch (row.type) {
      case 'message':
        return this.#addMessage(row, score);
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

  #addPerson({ person, country }: PersonRow): Taken {
    const found = this.personOf(person);
    if (found === DROPPED || this.#isTakenOut(person)) return 'suppressed';
    if (this.#suppressor.withoutPeople) return 'nobody';
    if (found === 0) return 'duplicate';
    const code = countryCodeOf(country);
    if (code !== '') noteCountry(this.#db, found, this.#run, code);
    return bringsNew(this.#db, this.#run, this.#keys.toStored(person)) ? 'kept' : 'duplicate';
  }

  #addConsent(row: ConsentRow): Taken {
    const person = this.personOf(row.person);
    if (person === DROPPED || this.#isTakenOut(row.person)) return 'suppressed';
    if (this.#suppressor.withoutPeople) return 'nobody';
    if (person === 0) return 'duplicate';
    let added = false;
    for (const { purposes, state, atMs, wording } of saidBy(row, this.#nowMs))
      for (const purpose of purposes) {
        // Without a date it counts as older than anything dated, and the same file says the same again.
        const consent = { person, purpose, state, atMs: atMs ?? 0, wording, run: this.#run, line: row.line };
        added = addConsent(this.#db, consent) || added;
      }
    return added ? 'kept' : 'duplicate';
  }
}

/** Key of a row whose person was taken out: leads nowhere without the store's secret, and is the same each time. */
export const detachedKey = (keys: Pick<KeyRing, 'digest'>, scope: string, key: string): string =>
  `anonymised ${keys.digest(scope, key)}`;

/** When a record happened, Unix ms; null when undated. */
export function instantOf(row: Row): number | null {
  if (row.type === 'campaign' || row.type === 'figure') return row.fromMs;
  if (row.type === 'consent' || row.type === 'person' || row.type === 'product') return null;
  return row.atMs;
}
