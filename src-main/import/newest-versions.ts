/** Keys remembered at most (some 100 MB); what comes beyond is left to the store, where the later import wins. */
const MAX_KEYS = 500_000;

/**
 * Which version of a record that a file holds more than once is the newest. Everything is noted in a first reading,
 * and asked in a second one: so no record has to wait in memory.
 */
export class NewestVersions {
  readonly #newest = new Map<string, number>();

  note(key: string, updatedMs: number): void {
    const known = this.#newest.get(key);
    if (known === undefined ? this.#newest.size < MAX_KEYS : updatedMs > known) this.#newest.set(key, updatedMs);
  }

  /** Whether this is the version to keep; of equals the first one asked for. */
  takes(key: string, updatedMs: number): boolean {
    const newest = this.#newest.get(key);
    if (newest === undefined) return true;
    if (newest !== updatedMs) return false;
    // It is given out once: no other date is equal to this one.
    this.#newest.set(key, Number.POSITIVE_INFINITY);
    return true;
  }
}
