import type { ServerResponse } from 'node:http';
import { EVENT_NAMES } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/contract/app.ts';
import type { Engine } from '../../workers/engine.ts';

const HEARTBEAT_MS = 15_000;
// A window that reads nothing while this much waits is gone or stuck; it reconnects by itself if it wakes up.
const MAX_WAITING_BYTES = 1 << 20;

/** Server-sent events to every open window, and the knowledge of whether any window is open. */
export interface EventHub {
  add(response: ServerResponse): void;
  close(): void;
}

interface HubOptions {
  engine: Engine;
  /** Called once when every window has been gone for `keepAliveMs` and no job is running. */
  onAllClosed: () => void;
  keepAliveMs: number;
}

/** Forwards the contract's events. A reload is not a close: only silence of `keepAliveMs` after the last window counts. */
export function createEventHub({ engine, onAllClosed, keepAliveMs }: HubOptions): EventHub {
  const windows = new Set<ServerResponse>();
  const running = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let done = false;

  const watch = () => {
    clearTimeout(timer);
    if (done || windows.size > 0 || running.size > 0) return;
    timer = setTimeout(() => {
      done = true;
      onAllClosed();
    }, keepAliveMs);
  };
  const write = (text: string) => {
    for (const response of windows) {
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
      else response.write(text);
    }
  };
  let seen = false;
  const follow = (job: Job) => {
    // An import goes on although its window was closed; the host waits for it.
    if (job.state === 'waiting' || job.state === 'running') running.add(job.id);
    else if (running.delete(job.id) && seen) watch();
  };
  const stops = [
    engine.on('jobs.progress', follow),
    ...EVENT_NAMES.map((name) =>
      engine.on(name, (payload) => write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`)),
    ),
  ];
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);

  return {
    add(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 1000\n\n');
      seen = true;
      windows.add(response);
      clearTimeout(timer);
      response.on('close', () => {
        if (windows.delete(response)) watch();
      });
    },
    close() {
      done = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      for (const response of windows) response.end();
      windows.clear();
    },
  };
}
