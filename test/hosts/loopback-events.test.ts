import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startRig } from './loopback-rig.ts';

const KEEP_MS = 150;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function start(onAllClosed: () => void = () => undefined) {
  const rig = await startRig({ onAllClosed, keepAliveMs: KEEP_MS });
  onTestFinished(() => rig.stop());
  const cookie = await rig.signIn();
  const open = () =>
    new Promise<IncomingMessage & { text: () => string }>((resolve, reject) => {
      const sent = get({
        host: '127.0.0.1',
        port: rig.port,
        path: '/events',
        headers: { host: rig.host, cookie },
        agent: false,
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('error', () => undefined);
        resolve(Object.assign(response, { text: () => text }));
      });
    });
  return { rig, open };
}

describe('events', () => {
  it('reach every window', async () => {
    const { rig, open } = await start();
    const [a, b] = [await open(), await open()];
    expect(a.headers['content-type']).toContain('text/event-stream');
    rig.probe.emit('data.changed', { revision: 3 });
    await pause(50);
    for (const window of [a, b]) expect(window.text()).toContain('event: data.changed\ndata: {"revision":3}\n\n');
  });

  it('stop being listened to when the host closes', async () => {
    const { rig, open } = await start();
    const window = await open();
    const ended = new Promise((resolve) => window.on('close', resolve));
    expect(rig.probe.listening()).toBeGreaterThan(0);
    await rig.loopback.close();
    await ended;
    expect(rig.probe.listening()).toBe(0);
    await expect(rig.send('GET', '/')).rejects.toThrow();
  });
});

describe('the last window', () => {
  it('closes the host once, after a while', async () => {
    const closed = vi.fn<() => void>();
    const { open } = await start(closed);
    const window = await open();
    await pause(2 * KEEP_MS);
    expect(closed).not.toHaveBeenCalled();
    window.destroy();
    await pause(KEEP_MS / 2);
    expect(closed).not.toHaveBeenCalled();
    await pause(2 * KEEP_MS);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('is not gone when it only reloads, or when another is open', async () => {
    const closed = vi.fn<() => void>();
    const { open } = await start(closed);
    const first = await open();
    first.destroy();
    await pause(KEEP_MS / 3);
    const second = await open();
    const third = await open();
    second.destroy();
    await pause(2 * KEEP_MS);
    expect(closed).not.toHaveBeenCalled();
    third.destroy();
    await pause(2 * KEEP_MS);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('does not count before there was one', async () => {
    const closed = vi.fn<() => void>();
    const { rig } = await start(closed);
    rig.probe.emit('jobs.progress', { id: 1, kind: 'import', state: 'running' });
    rig.probe.emit('jobs.progress', { id: 1, kind: 'import', state: 'done' });
    await pause(3 * KEEP_MS);
    expect(closed).not.toHaveBeenCalled();
  });

  it('lets a running import finish first', async () => {
    const closed = vi.fn<() => void>();
    const { rig, open } = await start(closed);
    const window = await open();
    rig.probe.emit('jobs.progress', { id: 1, kind: 'import', state: 'running' });
    window.destroy();
    await pause(3 * KEEP_MS);
    expect(closed).not.toHaveBeenCalled();
    rig.probe.emit('jobs.progress', { id: 1, kind: 'import', state: 'done' });
    await pause(3 * KEEP_MS);
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
