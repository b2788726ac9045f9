import type { IdentifierKind } from '../../shared/model.ts';
import type { WriteDb } from '../store/open.ts';
import { idOfWord } from '../store/orders/words.ts';
import { type OrderCounts, OrderWriter } from '../store/orders/writer.ts';
import type { StoredIdentifier } from '../store/tables/people.ts';
import { resolvePeople } from '../store/tables/people-batch.ts';
import { idOfItem } from '../store/tables/records.ts';
import { HASH_BYTES } from '../privacy/identify.ts';
import type { KeyRing } from './key-ring.ts';
import type { OrderBatch, PeopleBatch } from './order-batch.ts';

/** Takes the orders of one run into the store: numbers of the file's running lists → ids of the store. */
export class OrderIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #keys: KeyRing;
  readonly #writer: OrderWriter;
  // Number 0 is always "none".
  readonly #people = [0];
  readonly #words = [0];
  readonly #items = [0];

  constructor({ db, run, keys }: { db: WriteDb; run: number; keys: KeyRing }) {
    this.#db = db;
    this.#run = run;
    this.#keys = keys;
    this.#writer = new OrderWriter(db, run);
  }

  /** Stores one batch, within the transaction of its step. */
  add({ rows, block, reset, newPeople, newWords, newItems }: OrderBatch): OrderCounts {
    if (reset) for (const list of [this.#people, this.#words, this.#items]) list.length = 1;
    for (const person of resolvePeople(this.#db, this.#run, this.#stored(newPeople))) this.#people.push(person);
    for (const word of newWords) this.#words.push(idOfWord(this.#db, word));
    for (const item of newItems) this.#items.push(idOfItem(this.#db, item));
    replace(block.buyer, rows, this.#people);
    replace(block.currency, rows, this.#words);
    replace(block.channel, rows, this.#words);
    replace(block.item, block.item.length, this.#items);
    return this.#writer.append(block, rows);
  }

  #stored({ counts, hashes, kinds, scopes, values }: PeopleBatch): StoredIdentifier[][] {
    let at = 0;
    return counts.map((count) =>
      Array.from({ length: count }, () => {
        const i = at++;
        const [kind, scope, value] = [kinds[i] as IdentifierKind, scopes[i] as string, values[i]];
        const hash = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
        return value === undefined
          ? { hash, kind, scope, seal: null }
          : this.#keys.withHash({ kind, scope, value }, hash);
      }),
    );
  }
}

function replace(column: Uint32Array, length: number, ids: readonly number[]): void {
  for (let i = 0; i < length; i++) column[i] = ids[column[i] as number] as number;
}
