import { type PropertyCount, readPropertySet } from '../../shared/properties.ts';
import type { WriteDb } from '../store/open.ts';
import { idOfPropertySet } from '../store/tables/properties.ts';

/** From the numbers of a running list of property sets to ids of the store, each made when an event that is kept first has it. */
export class PropertySetIds {
  #texts: string[] = [''];
  #ids: number[] = [0];

  /** Adds sets to the running list. */
  announce(texts: readonly string[]): void {
    for (const text of texts) this.#texts.push(text);
  }

  clear(): void {
    this.#texts = [''];
    this.#ids = [0];
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
    for (let i = 0; i < from.length; i++) {
      const at = from[i] as number;
      if (at === 0 || !isKept(i)) continue;
      this.#ids[at] ??= idOfPropertySet(db, this.#texts[at] as string, most);
      ids[i] = this.#ids[at];
      if (ids[i] === 0)
        for (const [name] of readPropertySet(this.#texts[at] as string))
          refused.set(name, (refused.get(name) ?? 0) + 1);
    }
    const counts = [...refused].flatMap(([name, times]): PropertyCount[] => [
      { name, outcome: 'kept', times: -times },
      { name, outcome: 'too-many-sets', times },
    ]);
    return { ids, refused: counts };
  }
}
