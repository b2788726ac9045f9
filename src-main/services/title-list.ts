import { maskContacts } from '../privacy/redact.ts';
import { MOST_TITLES, type PageTitle } from '../store/tables/page-titles.ts';

interface Seen extends PageTitle {
  /** As the file has it. */
  given: string;
  changed: boolean;
}

/** Titles of pages as they are met, each with when it was last seen; what changed since the last time goes on. */
export class TitleList {
  readonly #pages = new Map<number, Seen[]>();
  #changed: Seen[] = [];
  /** Characters held. */
  chars = 0;

  see(page: number, given: string, atMs: number): void {
    let titles = this.#pages.get(page);
    if (!titles) {
      titles = [];
      this.#pages.set(page, titles);
    }
    let seen = titles.find((one) => one.given === given);
    if (!seen) {
      // One beyond the most tells that there are too many; further ones say nothing more.
      if (titles.length > MOST_TITLES) return;
      // Some shops write their customers' addresses into titles.
      seen = { page, title: maskContacts(given), atMs: Number.NEGATIVE_INFINITY, given, changed: false };
      titles.push(seen);
      this.chars += given.length + seen.title.length;
    }
    if (atMs <= seen.atMs) return;
    seen.atMs = atMs;
    if (!seen.changed) this.#changed.push(seen);
    seen.changed = true;
  }

  /** What was seen since the last time. */
  take(): PageTitle[] {
    const changed = this.#changed;
    this.#changed = [];
    return changed.map((seen) => {
      seen.changed = false;
      return { page: seen.page, title: seen.title, atMs: seen.atMs };
    });
  }

  clear(): void {
    this.#pages.clear();
    this.chars = 0;
  }
}
