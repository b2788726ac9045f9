import { IDENTIFIER_KINDS, type Identifier, type IdentifierKind, type OrderRow } from '../../shared/model.ts';
import {
  makeOrderBlock,
  ORDER_PARTS,
  ORDER_STATES,
  type OrderBlock,
  type OrderSize,
  writeUnits,
} from '../store/orders/block.ts';
import { type KeyStart, keyStart, writeKey } from '../store/orders/key.ts';
import { TextTable } from './text-table.ts';
import { personKey } from './tracked-events.ts';

/**
 * People on their way to the writer, which makes pseudonyms of them (it has time, the parser has none): how many
 * identifiers each has, as given, and one entry per identifier.
 */
export interface PeopleBatch {
  counts: number[];
  kinds: IdentifierKind[];
  scopes: string[];
  values: string[];
}

/**
 * Orders in columns: how they travel from the parser thread to the writer. `buyer`, `currency`, `channel` and `item` index
 * running lists that the `new…` fields extend (index 0 = none); `id`, `run`, `current`, `scope` and the content are left open.
 */
export interface OrderBatch {
  rows: number;
  block: OrderBlock;
  /** True when the running lists start anew with this batch. */
  reset: boolean;
  newPeople: PeopleBatch;
  newWords: string[];
  newItems: string[];
}

/** Most orders per batch: each is one transaction of the writer, which then answers other calls. */
export const BATCH_ORDERS = 49_152;
/** The first batches are smaller, so that the writer need not wait long for something to do. */
const FIRST_BATCH = 512;
/** What the running lists may hold before they start anew: entries, and words of two characters of all of them. */
const MOST_KNOWN = 200_000;
const MOST_WORDS = 8_000_000;

/** Room for so many orders; lines and text get more where they need it. */
const roomFor = (rows: number): OrderSize => ({ rows, lines: rows, units: rows * 12 });

const codeOfState = new Map<string, number>(ORDER_STATES.map((state, code) => [state, code]));

const noPeople = (): PeopleBatch => ({ counts: [], kinds: [], scopes: [], values: [] });

/** A running list of texts, and the first of them in a quicker form: most files name few products, and fewer currencies. */
interface Texts {
  table: TextTable;
  lately: Map<string, number>;
}
const MOST_LATELY = 2000;
/** Group of people who are told by all of their identifiers, each with its kind and scope. */
const SEVERAL = 0xffff;
const makeTexts = (): Texts => ({ table: new TextTable(), lately: new Map() });

/** Collects orders into batches: keys become numbers; people and texts that repeat are sent once. */
export class OrderCollector {
  readonly #start: KeyStart;
  readonly #people = new TextTable();
  readonly #scopes = new Map<string, number>();
  readonly #words = makeTexts();
  readonly #items = makeTexts();
  #block: OrderBlock | null = null;
  #rows = 0;
  #lines = 0;
  #units = 0;
  #reset = true;
  #most = FIRST_BATCH;
  #newPeople = noPeople();
  #newWords: string[] = [];
  #newItems: string[] = [];

  /** `scope`: the shop within which order numbers are unique. */
  constructor(scope: string) {
    this.#start = keyStart(scope);
  }

  get isFull(): boolean {
    return this.#rows >= this.#most;
  }

  add(order: OrderRow): void {
    const { key, ref = '', part = '' } = order;
    const block = this.#roomFor(order.lines.length, key.length + ref.length);
    const row = this.#rows++;
    writeKey(this.#start, key, block.keyLo, block.keyHi, row);
    this.#writeTexts(block, row, key, ref);
    block.part[row] = ORDER_PARTS.indexOf(part);
    block.line[row] = order.line;
    block.at[row] = Math.round(order.atMs) + 0;
    block.total[row] = order.total + 0;
    block.status[row] = codeOfState.get(order.status) ?? 0;
    block.buyer[row] = this.#buyerOf(order.buyer);
    block.currency[row] = this.#numberOf(this.#words, order.currency, this.#newWords);
    block.channel[row] = this.#numberOf(this.#words, order.channel, this.#newWords);
    const first = this.#lines;
    for (const { item, sku, quantity, unitPrice } of order.lines) {
      const name = item || sku;
      if (name === '') continue;
      const line = this.#lines++;
      block.item[line] = this.#numberOf(this.#items, name, this.#newItems);
      block.quantity[line] = quantity + 0;
      block.price[line] = unitPrice + 0;
    }
    block.lines[row] = this.#lines - first;
  }

  /** What was collected since the last time, or null. */
  take(): OrderBatch | null {
    if (!this.#block || this.#rows === 0) return null;
    const batch: OrderBatch = {
      rows: this.#rows,
      block: this.#block,
      reset: this.#reset,
      newPeople: this.#newPeople,
      newWords: this.#newWords,
      newItems: this.#newItems,
    };
    this.#block = null;
    this.#rows = 0;
    this.#most = Math.min(BATCH_ORDERS, this.#most * 2);
    this.#lines = 0;
    this.#units = 0;
    this.#newPeople = noPeople();
    this.#newWords = [];
    this.#newItems = [];
    this.#reset = this.#isLong();
    if (this.#reset) {
      for (const list of this.#tables()) list.clear();
      for (const { lately } of [this.#words, this.#items]) lately.clear();
    }
    return batch;
  }

  #tables(): TextTable[] {
    return [this.#people, this.#words.table, this.#items.table];
  }

  #isLong(): boolean {
    const lists = this.#tables();
    return lists.some(({ size }) => size > MOST_KNOWN) || lists.reduce((sum, { words }) => sum + words, 0) > MOST_WORDS;
  }

  #numberOf({ table, lately }: Texts, text: string, fresh: string[]): number {
    if (text === '') return 0;
    const known = lately.get(text);
    if (known !== undefined) return known;
    const number = table.numberOf(text);
    if (number < 0) fresh.push(text);
    if (lately.size < MOST_LATELY) lately.set(text, Math.abs(number));
    return Math.abs(number);
  }

  #buyerOf(identifiers: readonly Identifier[]): number {
    const first = identifiers[0];
    if (!first) return 0;
    const group = identifiers.length === 1 ? this.#groupOf(first) : SEVERAL;
    const number = this.#people.numberOf(group === SEVERAL ? personKey(identifiers) : first.value, group);
    if (number < 0) this.#addPerson(identifiers);
    return Math.abs(number);
  }

  /** A number for the kind and scope of an identifier. */
  #groupOf({ kind, scope }: Identifier): number {
    if (scope === '') return IDENTIFIER_KINDS.indexOf(kind);
    let place = this.#scopes.get(scope);
    if (place === undefined) {
      place = this.#scopes.size + 1;
      this.#scopes.set(scope, place);
    }
    return Math.min(place * IDENTIFIER_KINDS.length + IDENTIFIER_KINDS.indexOf(kind), SEVERAL);
  }

  #addPerson(identifiers: readonly Identifier[]): void {
    const { counts, kinds, scopes, values } = this.#newPeople;
    counts.push(identifiers.length);
    for (const { kind, scope, value } of identifiers) {
      kinds.push(kind);
      scopes.push(scope);
      values.push(value);
    }
  }

  #writeTexts(block: OrderBlock, row: number, key: string, ref: string): void {
    block.keyUnits[row] = key.length;
    block.refUnits[row] = ref.length;
    writeUnits(block.text, this.#units, key);
    writeUnits(block.text, this.#units + key.length, ref);
    this.#units += key.length + ref.length;
  }

  /** The block being filled, with room for one more order of so many lines and units of text. */
  #roomFor(lines: number, units: number): OrderBlock {
    let block = this.#block ?? makeOrderBlock(roomFor(this.#most));
    if (this.#lines + lines > block.item.length) {
      const more = makeOrderBlock({ rows: 0, units: 0, lines: Math.max(block.item.length * 2, this.#lines + lines) });
      for (const name of ['item', 'quantity', 'price'] as const) more[name].set(block[name]);
      block = { ...block, item: more.item, quantity: more.quantity, price: more.price };
    }
    if (this.#units + units > block.text.length) {
      const text = new Uint16Array(Math.max(block.text.length * 2, this.#units + units));
      text.set(block.text);
      block = { ...block, text };
    }
    this.#block = block;
    return block;
  }
}
