import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type EventName, isMethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { decodeFrame, type Reply } from '../../shared/wire.ts';
import { type LoopbackOptions, startLoopback } from '../../src-main/hosts/loopback/server.ts';
import type { Engine } from '../../src-main/workers/engine.ts';

/** An engine that checks calls against the contract as the pool does, keeps what it was called with, and lets a test emit events. */
function createProbeEngine() {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const calls: { name: string; input: unknown }[] = [];
  const answers = new Map<string, (input: unknown) => unknown>();
  const engine: Engine = {
    call: (name, input) => engine.callUnchecked(name, input) as never,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => void set.delete(listener as (payload: never) => void);
    },
    async callUnchecked(name, input) {
      if (!isMethodName(name)) throw new AppError('unknown-method');
      const checked = contract[name].input.safeParse(input);
      if (!checked.success) throw new AppError('invalid-input');
      calls.push({ name, input });
      const answer = answers.get(name);
      if (!answer) throw new Error('secret detail that must not leave');
      return answer(checked.data);
    },
    async close() {},
  };
  const emit = (event: EventName, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) (listener as (payload: unknown) => void)(payload);
  };
  const listening = () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0);
  return { engine, calls, answers, emit, listening };
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Rig extends Awaited<ReturnType<typeof startRig>> {}

/** A running host with a tiny built renderer, and ways to talk to it that no browser would allow. */
export async function startRig(options: Partial<LoopbackOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-loopback-'));
  const webDir = join(dir, 'web');
  await mkdir(join(webDir, 'assets'), { recursive: true });
  await writeFile(join(webDir, 'index.html'), '<!doctype html><head><title>Inglenook</title></head>');
  await writeFile(join(webDir, 'assets', 'index-Ab3_dE9x.js'), 'export {};');
  await writeFile(join(webDir, 'plain.txt'), 'plain');
  await writeFile(join(dir, 'secret.txt'), 'outside of the web folder');
  const inboxDir = join(dir, 'inbox');
  const probe = createProbeEngine();
  const loopback = await startLoopback({ engine: probe.engine, webDir, inboxDir, ...options });
  const host = loopback.origin.slice('http://'.length);
  const port = Number(host.split(':')[1]);
  const token = new URL(loopback.url).searchParams.get('token') ?? '';

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path, headers: { host, ...headers }, agent: false });
      sent.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });

  /** Writes bytes on a socket and answers all that comes back until it is closed. */
  const raw = (text: string | Buffer, waitMs = 3000) =>
    new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      let got = '';
      const timer = setTimeout(() => socket.destroy(), waitMs);
      socket.on('data', (part) => {
        got += part.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(got);
      });
      socket.write(text);
    });

  const signIn = async (): Promise<string> => {
    const answer = await send('GET', `/?token=${token}`);
    return String(answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  };
  const call = (cookie: string, name: string, input: unknown, headers: Record<string, string> = {}) =>
    send(
      'POST',
      `/api/${name}`,
      { cookie, origin: loopback.origin, 'content-type': 'application/json', ...headers },
      typeof input === 'string' ? input : JSON.stringify(input),
    );
  const stop = async () => {
    await loopback.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { dir, webDir, inboxDir, loopback, host, port, token, probe, send, raw, signIn, call, stop };
}

export const replyOf = (answer: Answer): Reply => decodeFrame(new Uint8Array(answer.body)) as Reply;
