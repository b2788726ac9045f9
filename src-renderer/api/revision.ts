import { create } from 'zustand';

/** Revision of the store that the page shows; every cached answer belongs to one. */
export const useRevision = create<{ revision: number }>(() => ({ revision: 0 }));

/** Notes a newer revision; an older one (events may cross) is ignored. */
export function noteRevision(revision: number): void {
  useRevision.setState((old) => (revision > old.revision ? { revision } : old));
}
