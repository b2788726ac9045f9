import { create } from 'zustand';

/** Files that were chosen and are not imported yet: references and names only. */
export interface Arrival {
  ref: string;
  name: string;
  /** The same for all parts of one export that came in several archives. */
  set?: string;
}

interface Arrivals {
  files: readonly Arrival[];
  /** Share of the bytes handed over to this computer's own host, or null when nothing is on its way. */
  handing: number | null;
}

export const useArrivals = create<Arrivals>(() => ({ files: [], handing: null }));

/** Adds files to those waiting to be looked at. */
export function addArrivals(files: readonly Arrival[]): void {
  useArrivals.setState((old) => {
    const known = new Set(old.files.map((file) => file.ref));
    return { files: [...old.files, ...files.filter((file) => !known.has(file.ref))] };
  });
}

/** Takes files off the waiting list: imported or not wanted. */
export function dropArrivals(refs: readonly string[]): void {
  const gone = new Set(refs);
  useArrivals.setState((old) => ({ files: old.files.filter((file) => !gone.has(file.ref)) }));
}

/** Notes how far handing over has come. */
export const setHanding = (handing: number | null): void => useArrivals.setState({ handing });
