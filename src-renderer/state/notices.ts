import { create } from 'zustand';

/** A short message at the foot of the window, also spoken by screen readers. */
export interface Notice {
  id: number;
  tone: 'plain' | 'good' | 'bad';
  text: string;
}

export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

const SHOWN_MS = 6000;
let lastId = 0;

/** Says something. Good news fades by itself; bad news stays until it is closed. */
export function say(text: string, tone: Notice['tone'] = 'plain'): void {
  const id = ++lastId;
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), { id, tone, text }] }));
  if (tone !== 'bad') setTimeout(() => unsay(id), SHOWN_MS);
}

/** Takes a notice away. */
export function unsay(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
