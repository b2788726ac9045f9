import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { type FullKeys, wipeKeys } from '../privacy/keys.ts';
import { storeKeyOf } from '../privacy/store-key.ts';
import { type Conversion, type ConversionStep, holdStill, type Stamp } from '../store/convert.ts';
import { isBusy } from '../store/tables/jobs.ts';
import type { CommandContext } from './context.ts';
import type { ConversionRequest } from './convert-steps.ts';
import type { JobHandle } from './jobs.ts';

const LOOK_EVERY_MS = 50;
const ALL_BUT_DONE = 0.99;

const WORDS: Readonly<Record<Conversion, Record<ConversionStep['stage'] | 'waiting' | 'finishing', string>>> = {
  seal: {
    waiting: 'Encrypting everything: waits for other work',
    copying: 'Encrypting everything: writes an encrypted copy',
    checking: 'Encrypting everything: checks the copy',
    finishing: 'Encrypting everything: puts it in place',
  },
  unseal: {
    waiting: 'Making everything readable: waits for other work',
    copying: 'Making everything readable: writes a copy',
    checking: 'Making everything readable: checks the copy',
    finishing: 'Making everything readable: puts it in place',
  },
};

/** Waits until no command is at work and nobody reads what is still in the log; from then on nothing can be written. */
async function quiet({ db, gate, options }: CommandContext, job: JobHandle): Promise<Stamp> {
  gate.shut();
  for (;;) {
    job.checkpoint();
    const stamp = gate.isUsed() ? null : holdStill(db, options.dataDir);
    if (stamp !== null) return stamp;
    await sleep(LOOK_EVERY_MS);
  }
}

async function copy(
  context: CommandContext,
  job: JobHandle,
  { to, storeKey }: Omit<ConversionRequest, 'dataDir'>,
): Promise<Stamp> {
  const { options } = context;
  job.setLabel(WORDS[to].waiting);
  const stamp = await quiet(context, job);
  for await (const { stage, share } of options.spawnConverter({ dataDir: options.dataDir, to, storeKey })) {
    job.checkpoint();
    job.setLabel(WORDS[to][stage]);
    job.progress(0, share);
  }
  job.checkpoint();
  return stamp;
}

/**
 * Starts to encrypt the whole store, or to make it readable, as a job: a copy is written while everything can still be looked
 * at, but nothing changed; then the threads are started anew on it. Stopped, or cut off, it leaves the store as it was. The
 * secrets are overwritten at the end. Throws `busy` while other work goes on.
 */
export function startConversion(context: CommandContext, to: Conversion, secrets: FullKeys): number {
  const { db, gate, jobs, options } = context;
  if (isBusy(db)) throw new AppError('busy');
  const storeKey = storeKeyOf(secrets.dataKey);
  return jobs.start(to === 'seal' ? 'sealing' : 'unsealing', WORDS[to].waiting, async (job) => {
    try {
      const stamp = await copy(context, job, { to, storeKey });
      job.setLabel(WORDS[to].finishing);
      job.progress(0, ALL_BUT_DONE);
      // The transaction stays open, so that nothing is written until the threads have ended.
      options.reopen({
        secrets,
        convert: { to, stamp },
        noted: to === 'seal' ? 'store.sealed' : 'store.unsealed',
        job: { id: job.id, error: null },
      });
      return 'handed-over';
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      gate.reopen();
      wipeKeys(secrets);
      throw error;
    } finally {
      storeKey.fill(0);
    }
  });
}
