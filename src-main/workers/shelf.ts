/**
 * Loaded columns that reader threads share without copying (their buffers are SharedArrayBuffers).
 * The first reader to ask gets null and loads; others that ask meanwhile wait for it.
 * What lies under a key with this ending outlives a change of the data: the next columns are made of it.
 */
const OUTLIVES = ' last';

export interface Shelf {
  get(key: string, answer: (value: unknown | null) => void): void;
  /** null = loading failed: the next one waiting tries. */
  put(key: string, value: unknown | null): void;
  /** The data have changed. */
  outdate(): void;
  /** Other data are to come. */
  clear(): void;
}

type Slot = { value: unknown } | { waiting: ((value: unknown | null) => void)[] };

export function createShelf(): Shelf {
  const slots = new Map<string, Slot>();
  const drop = (isOld: (key: string) => boolean) => {
    const old = [...slots].filter(([key]) => isOld(key));
    for (const [key] of old) slots.delete(key);
    // Those still waiting load for themselves: what they wait for is of an older revision.
    for (const [, slot] of old) if ('waiting' in slot) for (const answer of slot.waiting) answer(null);
  };
  return {
    get(key, answer) {
      const slot = slots.get(key);
      if (!slot) {
        slots.set(key, { waiting: [] });
        answer(null);
      } else if ('value' in slot) answer(slot.value);
      else slot.waiting.push(answer);
    },
    put(key, value) {
      const slot = slots.get(key);
      const waiting = slot && 'waiting' in slot ? slot.waiting : [];
      if (value === null) {
        const next = waiting.shift();
        if (next) next(null);
        else slots.delete(key);
        return;
      }
      slots.set(key, { value });
      for (const answer of waiting) answer(value);
    },
    outdate() {
      drop((key) => !key.endsWith(OUTLIVES));
    },
    clear() {
      drop(() => true);
    },
  };
}
