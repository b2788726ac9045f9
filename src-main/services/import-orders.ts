import type { Identifier, IdentifierKind } from '../../shared/model.ts';
import type { WriteDb } from '../store/open.ts';
import { keyOf, type OrderBlock, startsOf } from '../store/orders/block.ts';
import { rekeyed } from '../store/orders/rename.ts';
import { idOfScope, idOfWord } from '../store/orders/words.ts';
import { type OrderCounts, OrderWriter } from '../store/orders/writer.ts';
import { resolvePerson, type StoredIdentifier } from '../store/tables/people.ts';
import { resolvePeople, resolveSingles } from '../store/tables/people-batch.ts';
import { idOfItem } from '../store/tables/records.ts';
import { detachedKey } from './import-rows.ts';
import type { KeyRing } from './key-ring.ts';
import type { OrderBatch, PeopleBatch } from './order-batch.ts';
import { makeOwnNoter, type OwnNoter } from './own-people.ts';
import { DROPPED, type Suppressor } from './suppressor.ts';

/** Stands for a buyer who was taken out: the order comes in without them. */
const DETACHED = 0xffff_fffe;

/** Stands for a buyer of a file that is imported without people. */
const NOBODY = 0xffff_fffd;

const CODES = { drop: DROPPED, keep: DETACHED, nobody: NOBODY } as const;

/** Names of a running list; each gets its id of the store when it is first used. Number 0 is always "none". */
class Names {
  readonly #idOf: (name: string) => number;
  readonly #ids = [0];
  readonly #names = [''];

  constructor(idOf: (name: string) => number) {
    this.#idOf = idOf;
  }

  add(names: readonly string[], reset: boolean): void {
    if (reset) {
      this.#ids.length = 1;
      this.#names.length = 1;
    }
    for (const name of names) {
      this.#ids.push(0);
      this.#names.push(name);
    }
  }

  /** Turns numbers of the list into ids. */
  replace(column: Uint32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const number = column[i] as number;
      if (number > 0) column[i] = this.#ids[number] || this.#make(number);
    }
  }

  #make(number: number): number {
    const id = this.#idOf(this.#names[number] as string);
    this.#ids[number] = id;
    this.#names[number] = '';
    return id;
  }
}

function identifiersOf({ counts, kinds, scopes, values }: PeopleBatch): Identifier[][] {
  let at = 0;
  return counts.map((count) => {
    const identifiers: Identifier[] = [];
    for (let i = 0; i < count; i++, at++)
      identifiers.push({
        kind: kinds[at] as IdentifierKind,
        scope: scopes[at] as string,
        value: values[at] as string,
      });
    return identifiers;
  });
}

/** Hashes of people who all have one identifier, of one kind and scope and not for the vault; null for any others. */
function singlesOf(
  { counts, kinds, scopes, values }: PeopleBatch,
  keys: KeyRing,
): (Pick<StoredIdentifier, 'kind' | 'scope'> & { hashes: Uint8Array }) | null {
  const [kind, scope] = [kinds[0], scopes[0]];
  if (kind === undefined || scope === undefined) return null;
  const areAlike =
    counts.every((count) => count === 1) && kinds.every((one) => one === kind) && scopes.every((one) => one === scope);
  const hashes = areAlike ? keys.hashesOf(kind, scope, values) : null;
  return hashes && { kind, scope, hashes };
}

/** Takes the orders of one run into the store: numbers of the file's running lists → ids of the store. */
export class OrderIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #keys: KeyRing;
  readonly #scope: string;
  readonly #suppressor: Suppressor;
  readonly #noteOwn: OwnNoter | null;
  readonly #writer: OrderWriter;
  readonly #people = [0];
  readonly #words: Names;
  readonly #items: Names;

  /** `scope`: the shop within which order numbers are unique. */
  constructor(options: { db: WriteDb; run: number; keys: KeyRing; scope: string; suppressor: Suppressor }) {
    const { db } = options;
    this.#db = db;
    this.#run = options.run;
    this.#keys = options.keys;
    this.#scope = options.scope;
    this.#suppressor = options.suppressor;
    this.#noteOwn = makeOwnNoter(db, options.keys);
    this.#writer = new OrderWriter(db, options.run);
    this.#words = new Names((word) => idOfWord(db, word));
    this.#items = new Names((item) => idOfItem(db, item));
  }

  /** Stores one batch, within the transaction of its step; `suppressed` orders stay out. */
  add({ rows, block, reset, newPeople, newWords, newItems }: OrderBatch): OrderCounts & { suppressed: number } {
    if (reset) this.#people.length = 1;
    this.#takePeople(newPeople);
    this.#words.add(newWords, reset);
    this.#items.add(newItems, reset);
    block.scope.fill(idOfScope(this.#db, this.#scope), 0, rows);
    for (let i = 0; i < rows; i++) block.buyer[i] = this.#people[block.buyer[i] as number] as number;
    const wanted = this.#suppressor.active ? this.#withoutErased(block, rows) : { block, rows };
    if (wanted.rows === 0) return { kept: 0, updated: 0, duplicate: 0, suppressed: rows };
    this.#words.replace(wanted.block.currency, wanted.rows);
    this.#words.replace(wanted.block.channel, wanted.rows);
    this.#items.replace(wanted.block.item, wanted.block.item.length);
    return { ...this.#writer.append(wanted.block, wanted.rows), suppressed: rows - wanted.rows };
  }

  #takePeople(batch: PeopleBatch): void {
    const first = this.#people.length;
    for (const person of this.#resolve(batch)) this.#people.push(person);
    if (!this.#noteOwn) return;
    for (const [i, identifiers] of identifiersOf(batch).entries()) {
      const person = this.#people[first + i] as number;
      if (person < NOBODY) this.#noteOwn(person, identifiers);
    }
  }

  #resolve(batch: PeopleBatch): Iterable<number> {
    const suppressor = this.#suppressor;
    const single = suppressor.active ? null : singlesOf(batch, this.#keys);
    if (single) return resolveSingles(this.#db, this.#run, single.hashes, single);
    const people = identifiersOf(batch).map((identifiers) => this.#keys.toStored(identifiers));
    const meetsErased =
      suppressor.active &&
      people.some((identifiers) => identifiers.some(({ hash }) => suppressor.ofHash(hash) !== null));
    if (!meetsErased) return resolvePeople(this.#db, this.#run, people);
    // One after the other: whether somebody counts as erased depends on whom the rows before made known.
    return people.map((identifiers) => {
      const suppression = suppressor.of(identifiers);
      if (suppression) return CODES[suppression];
      return resolvePerson(this.#db, this.#run, identifiers);
    });
  }

  /**
   * The orders without those of people who must stay out; orders of people who were taken out are nobody's, and all are where
   * the file is imported without people.
   */
  #withoutErased(block: OrderBlock, rows: number): { block: OrderBlock; rows: number } {
    const { withoutPeople } = this.#suppressor;
    const buyers = block.buyer.slice(0, rows);
    if (!withoutPeople && !buyers.some((buyer) => buyer >= NOBODY)) return { block, rows };
    const starts = startsOf(block, rows);
    const order = Uint32Array.from(buyers.keys()).filter((row) => buyers[row] !== DROPPED);
    const keyFor = (row: number): string => {
      const key = keyOf(block, starts, row);
      if (buyers[row] === DETACHED) return detachedKey(this.#keys, this.#scope, key);
      return withoutPeople ? this.#unnamed(key) : key;
    };
    const refFor = withoutPeople ? (ref: string) => (ref === '' ? '' : this.#unnamed(ref)) : undefined;
    const scopes = new Map([[block.scope[0] as number, this.#scope]]);
    const made = rekeyed(block, starts, order, { keyFor, scopes, ...(refFor ? { refFor } : {}) });
    for (let i = 0; i < order.length; i++) if ((made.buyer[i] as number) >= NOBODY) made.buyer[i] = 0;
    return { block: made, rows: order.length };
  }

  /** A number that leads to no order of the shop. The same for all shops, so that payments still find their orders, also by `#`. */
  #unnamed(number: string): string {
    const bare = number.replace(/^#/, '');
    return `${number.slice(0, number.length - bare.length)}${detachedKey(this.#keys, 'order', bare)}`;
  }
}
