import { isDeepStrictEqual } from 'node:util';
import { READING_VERSION } from '../analysis/base/readings.ts';
import { number } from '../store/sql.ts';
import { countUnread, listUnread, newestLanguage, readUpTo, type WaitingMessage } from '../store/tables/readings.ts';
import type { WriteDb } from '../store/open.ts';
import type { CoreOptions } from './options.ts';
import { permittedOf } from './permitted-messages.ts';
import { readingHere, type ReadingColumns, type ReadingSetup, type TextThread } from './read-texts.ts';
import type { TableShelf } from './table-shelf.ts';

/** Messages read in one go, and what they may hold together. */
const BATCH = 500;
const BATCH_CHARACTERS = 120_000;
/**
 * Batches under way in a thread: while one is being stored the next are being read. With two, reading stood still whenever SQLite
 * moved its write-ahead log into the store, which takes as long as reading five.
 */
const UNDER_WAY = 8;
/** A thread is started for more messages than these: it takes as long as reading them, and some 40 MB. */
export const FEW = 2000;
/** Read before the first message comes, so that rules and models are ready by then: that takes as long as a thousand messages. */
const WARM_UP = 'I love the coffee, but why is my parcel so late? Do you have it in blue?';
/**
 * Batches noted in one transaction, where so many have been read; between two the writer answers other calls. Fingerprints lie
 * all over their index: 500 messages at a time wrote most of its pages twenty times for ten thousand.
 */
const NOTED_TOGETHER = 4;
/** Batches that are read while an import still brings messages, to which nothing else is done by then. */
const UNDER_WAY_EARLY = 24;

/** What reading ahead takes. */
export interface ReadNeeds {
  db: WriteDb;
  tables: TableShelf;
  options: Pick<CoreOptions, 'spawnReading'>;
}

/** Messages that are being read. */
export interface Batch {
  after: number;
  /** Those that may be used. */
  messages: WaitingMessage[];
  /** Whether that is all of them. */
  isWhole: boolean;
  /** What had been written to the store by others when it was listed. */
  writes: number;
  columns: Promise<ReadingColumns>;
  /** The same, once they are there. */
  read: ReadingColumns | null;
}

/** What waits behind an id: as much as is read in one go. */
interface Listed {
  messages: WaitingMessage[];
  isWhole: boolean;
  /** Whether there was as much as one batch may have. */
  isFull: boolean;
  /** Null at the end. */
  next: number | null;
}

/** As many of the first rows as are read in one go; at least one. */
function portionOf(rows: readonly WaitingMessage[]): WaitingMessage[] {
  let characters = 0;
  const end = rows.findIndex(({ text }) => {
    characters += text.length;
    return characters > BATCH_CHARACTERS;
  });
  return rows.slice(0, end < 0 ? rows.length : Math.max(1, end));
}

/**
 * Hands unread messages over to be read, by id, a batch or two ahead of what is stored: few of them here, many in a thread of
 * their own. What was said of a batch holds only as long as the messages are as they were: `isAsItWas` tells.
 */
export class ReadAhead {
  readonly #context: ReadNeeds;
  #thread: TextThread = readingHere();
  #isThread = false;
  #setup: ReadingSetup;
  #under: Batch[] = [];
  /** What was read when it began. */
  readonly #begin: number;
  #after: number | null;
  #ownWrites = 0;
  #read = 0;
  /** Whether more messages are about to come: then only full batches are handed over. */
  #isEarly: boolean;

  /**
   * Where many messages wait, starts the thread and hands over the first, so that they are read by the time they are needed.
   * `early`: an import is bringing many.
   */
  constructor(context: ReadNeeds, setup: ReadingSetup, early = false) {
    this.#context = context;
    this.#setup = setup;
    this.#begin = readUpTo(context.db, READING_VERSION);
    this.#after = this.#begin;
    this.#isEarly = early;
    if (early || countUnread(context.db, READING_VERSION) > FEW) this.#startThread();
    else this.#thread.setUp(setup);
  }

  /** More messages have come. */
  handOverEarly(): void {
    if (this.#isEarly) this.#handOverMore();
  }

  /** No more will come. Answers whether it reads as is wanted, from where reading would now begin: otherwise it is of no use. */
  goOn(setup: ReadingSetup): boolean {
    this.#isEarly = false;
    return this.#begin === readUpTo(this.#context.db, READING_VERSION) && isDeepStrictEqual(this.#setup, setup);
  }

  #startThread(): void {
    this.#thread = this.#context.options.spawnReading();
    this.#thread.setUp(this.#setup);
    this.#isThread = true;
    if (this.#isEarly) this.#warmUp();
    this.#handOverMore();
  }

  /** In the language that the newest message is in: those that come are likely to be, too. */
  #warmUp(): void {
    const language = newestLanguage(this.#context.db);
    if (language !== null) this.#thread.read([{ text: WARM_UP, language, own: 0 }]).catch(() => {});
  }

  /** Keeps a thread at work. */
  #handOverMore(): void {
    const most = this.#isEarly ? UNDER_WAY_EARLY : UNDER_WAY;
    while (this.#isThread && this.#after !== null && this.#under.length < most) {
      const listed = this.#list(this.#after);
      if (this.#isEarly && !listed.isFull) return;
      this.#under.push(this.#handOver(this.#after, listed));
    }
  }

  /** The next batch; undefined when there is none left. */
  next(): Batch | undefined {
    // More have come meanwhile.
    if (!this.#isThread && this.#read > FEW) this.#startThread();
    if (this.#under.length === 0 && this.#after !== null)
      this.#under.push(this.#handOver(this.#after, this.#list(this.#after)));
    const batch = this.#under.shift();
    this.#read += batch?.messages.length ?? 0;
    this.#handOverMore();
    return batch;
  }

  /**
   * A batch that has been read, with those behind it that have been by now, as many as are noted together; only as far as their
   * messages are as they were: the rest is read anew.
   */
  withRead(first: Batch): Batch[] {
    const found = [first];
    while (found.length < NOTED_TOGETHER && this.#under[0]?.read) {
      const batch = this.next();
      if (batch) found.push(batch);
    }
    const changed = found.findIndex((batch) => !this.isAsItWas(batch));
    if (changed < 0) return found;
    this.again(found[changed] as Batch);
    return found.slice(0, changed);
  }

  #handOver(after: number, { messages, isWhole, next }: Listed): Batch {
    this.#after = next;
    const texts = messages.map(({ text, language, own }) => ({ text, language, own }));
    // Whether what is read early may be used is always asked again.
    const writes = this.#isEarly ? Number.NaN : this.#othersWrites();
    const batch: Batch = { after, messages, isWhole, writes, columns: this.#thread.read(texts), read: null };
    batch.columns.then(
      (columns) => {
        batch.read = columns;
      },
      () => {},
    );
    return batch;
  }

  #list(after: number): Listed {
    const { rows, next } = listUnread(this.#context.db, READING_VERSION, after, BATCH);
    const portion = portionOf(rows);
    // What an import brings may be used for nothing until it has ended: whether it may be is judged then, by `isAsItWas`.
    const messages = this.#isEarly ? portion : permittedOf(this.#context, portion);
    return {
      messages,
      isWhole: messages.length === portion.length,
      isFull: rows.length === BATCH,
      next: portion.length < rows.length ? (portion.at(-1) as WaitingMessage).id : next,
    };
  }

  /** Rows that anybody but this reading has changed. */
  #othersWrites(): number {
    return number(this.#context.db, 'SELECT total_changes()') - this.#ownWrites;
  }

  /** Writes of this reading itself: they change nothing of what is still to be read. */
  write<T>(work: () => T): T {
    const before = this.#othersWrites();
    const result = work();
    this.#ownWrites += this.#othersWrites() - before;
    return result;
  }

  /** Whether the messages of a batch are still to be read, may be used, and say what they said. */
  isAsItWas({ after, messages, writes }: Batch): boolean {
    return writes === this.#othersWrites() || isDeepStrictEqual(this.#list(after).messages, messages);
  }

  /** Reads anew from a batch on; `setup`: in another way. */
  again({ after }: Batch, setup?: ReadingSetup): void {
    this.#under = [];
    this.#after = after;
    if (!setup) return;
    this.#setup = setup;
    this.#thread.setUp(setup);
  }

  async stop(): Promise<void> {
    await this.#thread.stop();
  }
}
