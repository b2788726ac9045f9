import { loadTopicModel } from '../store/tables/topic-models.ts';
import { FEW, ReadAhead, type ReadNeeds } from './read-ahead.ts';
import type { ReadingSetup } from './read-texts.ts';
import { readingSetup } from './reading-setup.ts';

/**
 * Reads messages while the import that brings them goes on: its parser is often done before its rows are stored, and of ten
 * thousand new messages reading takes longest. Nothing is noted of it until the import has ended: what was read by then is used
 * where the messages are as they were, and the rest is read anew.
 */
export class EarlyReading {
  readonly #context: ReadNeeds;
  #ahead: ReadAhead | null = null;
  /** Whether messages are being read: what comes meanwhile is read next. */
  #isReading = false;

  constructor(context: ReadNeeds) {
    this.#context = context;
  }

  /** An import is about to bring many messages: what reads them loads its program while the parser loads its own. */
  prepare(): void {
    if (this.#ahead || this.#isReading) return;
    const { db } = this.#context;
    this.#ahead = new ReadAhead(this.#context, readingSetup(db, loadTopicModel(db)), true);
  }

  /** An import has brought so many messages in one step. Never inside a transaction. */
  note(messages: number): void {
    if (messages >= FEW) this.prepare();
    this.#ahead?.handOverEarly();
  }

  /** What was read so far, for whoever goes on with it until `end`; null where it is of no use. */
  async take(setup: ReadingSetup): Promise<ReadAhead | null> {
    this.#isReading = true;
    const ahead = this.#ahead;
    this.#ahead = null;
    if (!ahead || ahead.goOn(setup)) return ahead;
    await ahead.stop();
    return null;
  }

  /** Ends what nobody has taken. */
  drop(): void {
    void this.#ahead?.stop();
    this.#ahead = null;
  }

  /** What was taken has been read. */
  end(): void {
    this.drop();
    this.#isReading = false;
  }
}
