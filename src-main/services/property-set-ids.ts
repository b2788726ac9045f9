import { type PropertyCount, readPropertySet } from '../../shared/properties.ts';
import { SEARCH_TERM } from '../../shared/site-search.ts';
import type { WriteDb } from '../store/open.ts';
import { idOfPropertySet } from '../store/tables/properties.ts';

/** From the numbers of a running list of property sets to ids of the store, each made when an event that is kept first has it. */
export class PropertySetIds {
  #texts: string[] = [''];
  #ids: number[] = [0];
  /** Numbers of sets that hold a search term which names somebody. */
  #named = new Set<number>();
  readonly #clean: (set: string) => string;

  /** `clean`: takes out of a set what names somebody. */
  constructor(clean: (set: string) => string = (set) => set) {
    this.#clean = clean;
  }

  /** Adds sets to the running list. */
  announce(texts: readonly string[]): void {
    for (const text of texts) this.#texts.push(text);
  }

  clear(): void {
    this.#texts = [''];
    this.#ids = [0];
    this.#named = new Set();
  }

  /** Ids of the sets of each row that is kept, 0 for the others; and what could not be kept as the store has too many sets. */
  idsOf(
    db: WriteDb,
    from: Uint32Array,
    isKept: (row: number) => boolean,
    most?: number,
  ): { ids: Uint32Array<ArrayBuffer>; refused: PropertyCount[] } {
    const ids = new Uint32Array(from.length);
    const refused = new Map<string, number>();
    let named = 0;
    for (let i = 0; i < from.length; i++) {
      const at = from[i] as number;
      if (at === 0 || this.#texts[at] === '' || !isKept(i)) continue;
      const id = this.#ids[at] ?? this.#idOf(db, at, most);
      ids[i] = id;
      if (this.#named.has(at)) named++;
      if (ids[i] === 0)
        for (const [name] of readPropertySet(this.#texts[at] as string))
          refused.set(name, (refused.get(name) ?? 0) + 1);
    }
    const counts = [...refused].flatMap(([name, times]): PropertyCount[] => [
      { name, outcome: 'kept', times: -times },
      { name, outcome: 'too-many-sets', times },
    ]);
    if (named > 0)
      counts.push(
        { name: SEARCH_TERM, outcome: 'kept', times: -named },
        { name: SEARCH_TERM, outcome: 'personal', times: named },
      );
    return { ids, refused: counts };
  }

  #idOf(db: WriteDb, at: number, most: number | undefined): number {
    const given = this.#texts[at] as string;
    const text = this.#clean(given);
    if (text !== given) this.#named.add(at);
    const id = idOfPropertySet(db, text, most);
    this.#ids[at] = id;
    return id;
  }
}
