import type * as z from 'zod';

/** Reads what this window remembered under a name; anything that does not fit any more is forgotten, never trusted. */
export function recall<T>(name: string, shape: z.ZodType<T>, fallback: T): T {
  try {
    const read = shape.safeParse(JSON.parse(localStorage.getItem(`inglenook.${name}`) ?? 'null'));
    return read.success ? read.data : fallback;
  } catch {
    return fallback;
  }
}

/** Remembers a choice of the view (theme, dates, columns); never data. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(`inglenook.${name}`, JSON.stringify(value));
  } catch {
    // Storage switched off: the choice lasts until the window closes.
  }
}
