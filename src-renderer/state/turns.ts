import { useSyncExternalStore } from 'react';

/** Cards may come and go while a page is being laid out: they are counted after this long. */
const SETTLE_MS = 40;

let underWay = 0;
let asked = '';
let answered = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function settle(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (underWay > 0 || answered === asked) return;
    answered = asked;
    for (const listener of listeners) listener();
  }, SETTLE_MS);
}

/**
 * What is in sight is computed first: of twenty questions at once, the two the reader looks at would be answered last.
 * Says that something in sight is asked under a filter; answers what to call when that is over.
 */
export function beginInSight(): () => void {
  underWay++;
  return () => {
    underWay--;
    settle();
  };
}

/** Says which filter (any text that names it) the page asks under now. */
export function askUnder(filter: string): void {
  asked = filter;
  if (answered !== asked) settle();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Whether everything in sight was answered under this filter, so that the rest may be asked. */
export const hasTurn = (filter: string): boolean => answered === filter;
export const useTurn = (filter: string): boolean => useSyncExternalStore(subscribe, () => hasTurn(filter));
