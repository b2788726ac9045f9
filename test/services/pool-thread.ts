import { parentPort, resourceLimits, workerData } from 'node:worker_threads';
import type { CoreWorkerData, FromCore, ToCore } from '../../src-main/workers/protocol.ts';
import { isWanted } from '../../src-main/workers/wanted.ts';

/** Stands in for a core thread: says what it was started with and told, so that a test sees what the pool does. */
const data = workerData as CoreWorkerData;
const port = parentPort;
const send = (message: FromCore) => port?.postMessage(message);
const { reopening } = data;
const locked = data.role === 'writer' && !reopening?.secrets;
const key = locked ? null : (reopening?.secrets?.dataKey ?? data.storeKey);
let used = 0;
let asked = 0;
/** Takes its time to answer this one. */
const SLOW = 'workspaces.list';
const SLOW_MS = 40;
/** Works on this one until nobody waits for it any more, or for as long. */
const LONG = 'analyses.run';
const LONG_MS = 60;
const LOOK_MS = 5;
let stopped = 0;
const order: string[] = [];
function work(id: number, leftMs: number, reply: () => void): void {
  const ends = !isWanted(data.board, id);
  if (ends) stopped++;
  if (ends || leftMs <= 0) reply();
  else setTimeout(work, LOOK_MS, id, leftMs - LOOK_MS, reply);
}
port?.on('message', (message: ToCore) => {
  if (message.type === 'used') used++;
  else if (message.type === 'close') port.close();
  else if (message.type === 'call') {
    if (message.name === 'vault.unlock')
      send({ type: 'reopen', how: { secrets: { pepper: new Uint8Array(32), dataKey: new Uint8Array(32).fill(7) } } });
    if (message.name === 'vault.lock') send({ type: 'reopen', how: {} });
    asked++;
    order.push(message.name);
    const value = {
      role: data.role,
      used,
      key: data.storeKey ? Buffer.from(data.storeKey).toString('hex') : null,
      asked,
      stopped,
      order: [...order],
      oldHeapMb: resourceLimits.maxOldGenerationSizeMb,
    };
    const reply = () => send({ type: 'reply', id: message.id, reply: { ok: true, value } });
    if (message.name === SLOW) setTimeout(reply, SLOW_MS);
    else if (message.name === LONG) work(message.id, LONG_MS, reply);
    else reply();
  }
});
send({ type: 'ready', workspace: 'main', store: { key, locked } });
