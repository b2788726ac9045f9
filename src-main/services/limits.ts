import { listPurposeLimits, savePurposeLimit } from '../store/tables/purpose-limits.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';
import { permissionsChanged } from './privacy.ts';

/** Looked at least this often: timers stand still while a laptop sleeps, and hold no more than 24 days. */
const LOOK_EVERY_MS = 15 * 60_000;
const FIRST_LOOK_MS = 5000;

export const limits: Group<'limits'> = {
  'limits.list': ({ db }) => listPurposeLimits(db),
  'limits.set': (context, limit) => {
    const { db, audit } = context;
    const { purpose, fromMs, untilMs, consentDays } = limit;
    db.transaction(() => {
      savePurposeLimit(db, limit);
      // 0 = none: facts of the log have no null.
      audit('limits.set', { purpose, fromMs: fromMs ?? 0, untilMs: untilMs ?? 0, consentDays: consentDays ?? 0 });
    })();
    return { revision: permissionsChanged(context) };
  },
};

/** Tells every window and thread when a consent or a purpose ends while the program runs; what is asked meanwhile goes by the clock. */
export function startLimits(context: CommandContext): { stop(): void } {
  const { options, tables } = context;
  let timer: NodeJS.Timeout | undefined;
  let endsMs: number | null = null;
  const waitFor = (ms: number) => {
    timer = setTimeout(look, ms);
    timer.unref();
  };
  const look = () => {
    if (endsMs !== null && options.now() >= endsMs) permissionsChanged(context);
    endsMs = tables.consent().changesAtMs;
    waitFor(Math.max(1, Math.min(endsMs - options.now(), LOOK_EVERY_MS)));
  };
  // Not at once: a command that runs for a second has no need of it.
  waitFor(FIRST_LOOK_MS);
  return { stop: () => clearTimeout(timer) };
}
