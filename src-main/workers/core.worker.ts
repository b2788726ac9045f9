import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventName, MethodName } from '../../shared/contract.ts';
import { toWireError } from '../../shared/errors.ts';
import type { Core, createCore } from '../core.ts';
import { backupEndpoint, spawnBackup } from './backup-link.ts';
import { collectNow, collectSoon } from './collect.ts';
import { converterEndpoint, spawnConverter } from './converter-link.ts';
import { parserEndpoint, parserThreads } from './parser-link.ts';
import type { CoreWorkerData, FromCore, ToCore } from './protocol.ts';
import { framesOf } from './quiet-end.ts';
import { readingEndpoint, spawnReading } from './reading-link.ts';
import { isWanted } from './wanted.ts';
import { spawnTopics, topicsEndpoint } from './topics-link.ts';

/** One entry, seven roles: writer, reader, the parser of one import, what reads texts, what finds topics, what copies a store to encrypt it, or what writes and opens backups. */
const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');

const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
const supportId = () => randomBytes(4).toString('hex');

function startCore(data: CoreWorkerData, create: typeof createCore): void {
  const send = (message: FromCore) => port?.postMessage(message);
  const asked = new Map<number, (value: unknown | null) => void>();
  let nextAsk = 1;
  let core: Core;
  try {
    core = create({
      ...data,
      now: Date.now,
      random,
      emit: (event: EventName, payload: unknown) => send({ type: 'event', event, payload }),
      parser: parserThreads(new URL(import.meta.url)),
      reopen: (how) => send({ type: 'reopen', how }),
      spawnTopics: () => spawnTopics(new URL(import.meta.url)),
      spawnReading: () => spawnReading(new URL(import.meta.url)),
      spawnConverter: (request) => spawnConverter(new URL(import.meta.url), request),
      spawnBackup: (request) => spawnBackup(new URL(import.meta.url), request),
      collect: collectNow,
      shared: {
        get: (key) =>
          new Promise((resolve) => {
            asked.set(nextAsk, resolve);
            send({ type: 'shared-get', id: nextAsk++, key });
          }),
        put: (key, value) => send({ type: 'shared-put', key, value }),
      },
    });
  } catch (error) {
    send({ type: 'failed', error: toWireError(error, supportId()) });
    setTimeout(() => process.exit(), 50);
    return;
  }
  port?.on('message', (message: ToCore) => {
    if (message.type === 'call') void answer(core, send, message, () => isWanted(data.board, message.id));
    else if (message.type === 'shared') {
      asked.get(message.id)?.(message.value);
      asked.delete(message.id);
    } else if (message.type === 'changed') {
      core.changed(message.revision);
      if (message.hasShared) collectSoon();
    } else if (message.type === 'used') core.used();
    else void core.close().finally(() => port?.close());
  });
  send({ type: 'ready', workspace: core.workspace, store: core.store });
}

async function answer(
  core: Core,
  send: (message: FromCore) => void,
  { id, name, input }: { id: number; name: MethodName; input: unknown },
  wanted: () => boolean,
): Promise<void> {
  try {
    send({ type: 'reply', id, reply: { ok: true, value: await core.call(name, input, wanted) } });
  } catch (error) {
    const support = supportId();
    const wire = toWireError(error, support);
    // The log names the place in the program, never content: only stack frames are written, not the message.
    if (wire.code === 'internal' && error instanceof Error)
      process.stderr.write(
        `${[`internal error ${support} in ${name}`, error.constructor.name, ...framesOf(error)].join('\n')}\n`,
      );
    send({ type: 'reply', id, reply: { ok: false, error: wire } });
  }
}

// Each role loads only what it needs: the parser has no store and no analyses.
const { role } = workerData as { role: string };
if (role === 'parser') parserEndpoint(port, (await import('../core-parse.ts')).parseSteps);
else if (role === 'reading') readingEndpoint(port, (await import('../core-reading.ts')).readingHere());
else if (role === 'topics') topicsEndpoint(port, (await import('../core-topics.ts')).fitTopics);
else if (role === 'convert') void converterEndpoint(port, (await import('../core-convert.ts')).convertSteps);
else if (role === 'backup') void backupEndpoint(port, (await import('../core-backup.ts')).backupSteps, random);
else startCore(workerData as CoreWorkerData, (await import('../core.ts')).createCore);
