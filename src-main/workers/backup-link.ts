import { type MessagePort, Worker, workerData } from 'node:worker_threads';
import { toWireError } from '../../shared/errors.ts';
import type { BackupRequest, BackupStep, backupSteps } from '../core-backup.ts';
import { type StepMessage, stepsOf } from './thread-steps.ts';

/** Steps are told at most this often. */
const TELL_EVERY_MS = 100;

type FromBackup = StepMessage<BackupStep>;

/** The thread's side: writes or opens, and stops after any step once it hears of it, so that nothing half done is left. */
export async function backupEndpoint(
  port: MessagePort,
  steps: typeof backupSteps,
  random: (size: number) => Uint8Array,
): Promise<void> {
  let wanted = true;
  port.on('message', () => {
    wanted = false;
  });
  const send = (message: FromBackup) => port.postMessage(message);
  const { request } = workerData as { request: BackupRequest };
  let toldMs = 0;
  try {
    for await (const step of steps(request, random)) {
      if (!wanted) break;
      if (step.opened === undefined && step.made === undefined && performance.now() - toldMs < TELL_EVERY_MS) continue;
      toldMs = performance.now();
      send({ type: 'step', step });
    }
    send({ type: 'end' });
  } catch (error) {
    send({ type: 'failed', error: toWireError(error, 'backup') });
  }
  port.close();
}

/** Writer's side: starts a thread that writes or opens a backup and yields how far it is. Leaving the loop early has it stop and clear up. */
export async function* spawnBackup(worker: URL, request: BackupRequest): AsyncGenerator<BackupStep> {
  const thread = new Worker(worker, { workerData: { role: 'backup', request }, name: 'backup' });
  const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  try {
    yield* stepsOf<BackupStep>(thread, 'backup');
  } finally {
    thread.postMessage('stop');
    await exited;
  }
}
