/**
 * Loaded columns that reader threads share without copying (their buffers are SharedArrayBuffers).
 * The first reader to ask gets null and loads; others that ask meanwhile wait for it.
 */
export interface Shelf {
  get(key: string, answer: (value: unknown | null) => void): void;
  /** null = loading failed: the next one waiting tries. */
  put(key: string, value: unknown | null): void;
  /** Answers whether anything was there. */
  clear(): boolean;
}

type Slot = { value: unknown } | { waiting: ((value: unknown | null) => void)[] };

export function createShelf(): Shelf {
  let slots = new Map<string, Slot>();
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
    clear() {
      // Those still waiting load for themselves: what they wait for is of an older revision.
      const old = slots;
      slots = new Map();
      for (const slot of old.values()) if ('waiting' in slot) for (const answer of slot.waiting) answer(null);
      return [...old.values()].some((slot) => 'value' in slot);
    },
  };
}
