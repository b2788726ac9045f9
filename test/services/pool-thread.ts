import { parentPort, workerData } from 'node:worker_threads';
import type { CoreWorkerData, FromCore, ToCore } from '../../src-main/workers/protocol.ts';

/** Stands in for a core thread: says what it was started with and told, so that a test sees what the pool does. */
const data = workerData as CoreWorkerData;
const port = parentPort;
const send = (message: FromCore) => port?.postMessage(message);
const { reopening } = data;
const locked = data.role === 'writer' && !reopening?.secrets;
const key = locked ? null : (reopening?.secrets?.dataKey ?? data.storeKey);
let used = 0;
port?.on('message', (message: ToCore) => {
  if (message.type === 'used') used++;
  else if (message.type === 'close') port.close();
  else if (message.type === 'call') {
    if (message.name === 'vault.unlock')
      send({ type: 'reopen', how: { secrets: { pepper: new Uint8Array(32), dataKey: new Uint8Array(32).fill(7) } } });
    if (message.name === 'vault.lock') send({ type: 'reopen', how: {} });
    const value = { role: data.role, used, key: data.storeKey ? Buffer.from(data.storeKey).toString('hex') : null };
    send({ type: 'reply', id: message.id, reply: { ok: true, value } });
  }
});
send({ type: 'ready', workspace: 'main', store: { key, locked } });
