import { type Answers, createLink, type Link } from '../link.ts';
import type { HostScript } from '../messages.ts';

/** What the test told this host process to be. */
export const script = JSON.parse(process.env.INGLENOOK_STANDIN ?? '{}') as HostScript;

/** Questions from the test process; the modules beside add theirs. */
export const answers: Answers = {};

/** The line to the test process, which owns the browser. */
export const parent: Link = createLink(
  {
    send: (message) => void process.send?.(message),
    onMessage: (listener) =>
      void process.on('message', (message) => listener(message as Parameters<typeof listener>[0])),
  },
  answers,
);

// Without its test process the host has no window and no reason to live.
process.on('disconnect', () => process.exit(1));

/** An event whose default the host can prevent. */
export interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(facts: T): T & Preventable {
  const event = { ...facts, defaultPrevented: false, preventDefault: () => undefined };
  event.preventDefault = () => {
    event.defaultPrevented = true;
    return undefined;
  };
  return event;
}
