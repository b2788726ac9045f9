import type { MethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** What may be asked for although the store may not change: it changes nothing. */
const ALWAYS: ReadonlySet<MethodName> = new Set<MethodName>(['jobs.cancel']);

/** Keeps commands out while the store may not change. */
export interface Gate {
  /** Lets a command in and answers how it leaves; throws `busy` while the gate is shut. */
  enter(name: MethodName): () => void;
  /** Lets no more in. */
  shut(): void;
  /** Whether a command that came in before is still at work. */
  isUsed(): boolean;
  reopen(): void;
}

export function createGate(): Gate {
  let isShut = false;
  let inside = 0;
  return {
    enter(name) {
      if (ALWAYS.has(name)) return () => {};
      if (isShut) throw new AppError('busy');
      inside++;
      return () => void inside--;
    },
    shut() {
      isShut = true;
    },
    isUsed: () => inside > 0,
    reopen() {
      isShut = false;
    },
  };
}
