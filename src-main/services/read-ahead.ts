import { isDeepStrictEqual } from 'node:util';
import { READING_VERSION } from '../analysis/base/readings.ts';
import { number } from '../store/sql.ts';
import { countUnread, listUnread, readUpTo, type WaitingMessage } from '../store/tables/readings.ts';
import type { CommandContext } from './context.ts';
import { permittedOf } from './permitted-messages.ts';
import { readingHere, type ReadingColumns, type ReadingSetup, type TextThread } from './read-texts.ts';

/** Messages read in one transaction, and what they may hold together; between two the writer answers other calls. */
const BATCH = 500;
const BATCH_CHARACTERS = 120_000;
/**
 * Batches under way in a thread: while one is being stored the next are being read. With two, reading stood still whenever SQLite
 * moved its write-ahead log into the store, which takes as long as reading five.
 */
const UNDER_WAY = 8;
/** A thread is started for more messages than these: it takes as long as reading them, and some 40 MB. */
const FEW = 2000;

/** Messages that are being read. */
interface Batch {
  after: number;
  /** Those that may be used. */
  messages: WaitingMessage[];
  /** Whether that is all of them. */
  isWhole: boolean;
  /** What had been written to the store by others when it was listed. */
  writes: number;
  columns: Promise<ReadingColumns>;
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
  readonly #context: Pick<CommandContext, 'db' | 'tables' | 'options'>;
  #thread: TextThread = readingHere();
  #isThread = false;
  #setup: ReadingSetup;
  #under: Batch[] = [];
  #after: number | null;
  #ownWrites = 0;
  #read = 0;

  /** Where many messages wait, starts the thread and hands over the first, so that they are read by the time they are needed. */
  constructor(context: Pick<CommandContext, 'db' | 'tables' | 'options'>, setup: ReadingSetup) {
    this.#context = context;
    this.#setup = setup;
    this.#after = readUpTo(context.db, READING_VERSION);
    if (countUnread(context.db, READING_VERSION) > FEW) this.#startThread();
    else this.#thread.setUp(setup);
  }

  #startThread(): void {
    this.#thread = this.#context.options.spawnReading();
    this.#thread.setUp(this.#setup);
    this.#isThread = true;
    this.#handOverMore();
  }

  /** Keeps a thread at work. */
  #handOverMore(): void {
    while (this.#isThread && this.#after !== null && this.#under.length < UNDER_WAY)
      this.#under.push(this.#handOver(this.#after));
  }

  /** The next batch; undefined when there is none left. */
  next(): Batch | undefined {
    // More have come meanwhile.
    if (!this.#isThread && this.#read > FEW) this.#startThread();
    if (this.#under.length === 0 && this.#after !== null) this.#under.push(this.#handOver(this.#after));
    const batch = this.#under.shift();
    this.#read += batch?.messages.length ?? 0;
    this.#handOverMore();
    return batch;
  }

  #handOver(after: number): Batch {
    const { messages, isWhole, next } = this.#list(after);
    this.#after = next;
    const texts = messages.map(({ text, language, own }) => ({ text, language, own }));
    return { after, messages, isWhole, writes: this.#othersWrites(), columns: this.#thread.read(texts) };
  }

  #list(after: number): { messages: WaitingMessage[]; isWhole: boolean; next: number | null } {
    const { rows, next } = listUnread(this.#context.db, READING_VERSION, after, BATCH);
    const portion = portionOf(rows);
    const messages = permittedOf(this.#context, portion);
    return {
      messages,
      isWhole: messages.length === portion.length,
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
