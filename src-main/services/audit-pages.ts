import { HarPages, headerOf, isRedirect, isTopPage } from '../import/har-pages.ts';
import { type JsonObject, objectAt, textAt } from '../import/json-read.ts';

/** Requests that are held back until it is known of which site the page is that asked for them. */
const MOST_HELD = 20;
/** Pages of one recording that are told apart; those beyond are of the site of the one before. */
const MOST_PAGES = 10_000;

export interface Held {
  entry: JsonObject;
  line: number;
  key: string;
}

const HOST = /^(?:https?|wss?):\/\/([^/?#]+)/i;
/** Host of an address of the web, in lower case; '' for others. */
export const hostIn = (address: string): string => HOST.exec(address)?.[1]?.toLowerCase() ?? '';
const hostOf = (entry: JsonObject): string => hostIn(textAt(objectAt(entry, 'request'), 'url'));

/**
 * Gives out the requests of a recorded visit in order, each with the host of its page. A page is what the tab showed in the end: what
 * was only passed through on the way there, and what a page that is not recorded itself has asked for, does not tell it.
 */
export class VisitPages {
  readonly #pages = new HarPages();
  readonly #hosts = new Map<string, string>();
  #last = '';
  #held: Held[] = [];

  /** Those whose page is known now. */
  *add(entry: JsonObject, line: number): Generator<Held & { page: string }> {
    const key = this.#pages.keyOf(entry);
    this.#held.push({ entry, line, key });
    const isPage = isTopPage(entry) !== false && !isRedirect(entry);
    if (isPage && !this.#hosts.has(key)) this.#tell(key, hostOf(entry));
    yield* this.#known();
    if (this.#held.length < MOST_HELD) return;
    this.#guess();
    yield* this.#known();
  }

  /** Those left when there are no more. */
  *rest(): Generator<Held & { page: string }> {
    while (this.#held.length > 0) {
      this.#guess();
      yield* this.#known();
    }
  }

  #tell(key: string, host: string): void {
    this.#last = host;
    if (this.#hosts.size < MOST_PAGES) this.#hosts.set(key, host);
  }

  *#known(): Generator<Held & { page: string }> {
    let next = this.#held[0];
    for (; next; next = this.#held[0]) {
      const page = this.#hosts.get(next.key) ?? (this.#hosts.size < MOST_PAGES ? undefined : this.#last);
      if (page === undefined) return;
      this.#held.shift();
      yield { ...next, page };
    }
  }

  /** The page of the first that waits was not recorded: its requests say where they come from, or it is the last they passed through. */
  #guess(): void {
    const key = this.#held[0]?.key;
    const own = this.#held.filter((one) => one.key === key);
    const asked = own.find(({ entry }) => isTopPage(entry) === false && !isRedirect(entry)) ?? null;
    const from = asked ? hostIn(headerOf(objectAt(asked.entry, 'request'), 'referer')) : '';
    if (key !== undefined) this.#tell(key, from || hostOf((asked ?? own.at(-1) ?? { entry: {} }).entry));
  }
}
