import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Rig, startRig } from './loopback-rig.ts';

let rig: Rig;
let cookie: string;
beforeAll(async () => {
  rig = await startRig();
  rig.probe.answers.set('app.status', () => ({ secret: 42 }));
  rig.probe.answers.set('privacy.reveal', () => ({ secret: 42 }));
  cookie = await rig.signIn();
});
afterAll(() => rig.stop());

/** What a program of another user, or a page on another port, can try: it knows the port, and the names of all methods. */
const ATTACK = `
const { request } = require('node:http');
const port = Number(process.argv[1]);
const own = '127.0.0.1:' + port;
const send = (method, path, headers, body) =>
  new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => resolve({ status: answer.statusCode, cookie: answer.headers['set-cookie'] ?? null, told: text.includes('secret') }));
    });
    sent.on('error', (error) => resolve({ status: 0, cookie: null, told: false, error: error.code }));
    sent.end(body);
  });
const json = { 'content-type': 'application/json' };
const guess = Buffer.alloc(32, 7).toString('base64url');
const name = 'inglenook-' + port;
const call = (headers) => send('POST', '/api/privacy.reveal', { ...json, ...headers }, '{"person":1}');
const attempts = {
  'no token': () => call({ host: own, origin: 'http://' + own }),
  'an empty cookie': () => call({ host: own, origin: 'http://' + own, cookie: name + '=' }),
  'a guessed cookie': () => call({ host: own, origin: 'http://' + own, cookie: name + '=' + guess }),
  'a guessed token': () => send('GET', '/?token=' + guess, { host: own }),
  'a token in a header': () => call({ host: own, origin: 'http://' + own, authorization: 'Bearer ' + guess }),
  'a page of another origin': () => call({ host: own, origin: 'http://evil.example' }),
  'a page on another port': () => call({ host: own, origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }),
  'a name that was rebound': () => call({ host: 'evil.example:' + port, origin: 'http://evil.example:' + port }),
  'localhost by name': () => call({ host: 'localhost:' + port, origin: 'http://localhost:' + port }),
  'a forwarded host': () => call({ host: 'evil.example', 'x-forwarded-host': own, forwarded: 'host=' + own }),
  'the events': () => send('GET', '/events', { host: own }),
  'an upload': () => send('PUT', '/upload?name=..%2F..%2Fkeys.json', { host: own, origin: 'http://' + own }, 'x'),
  'a file outside': () => send('GET', '/..%2F..%2Fsecret.txt', { host: own }),
  'a preflight': () => send('OPTIONS', '/api/privacy.reveal', { host: own, origin: 'http://evil.example', 'access-control-request-method': 'POST' }),
};
(async () => {
  const found = {};
  for (const [what, attempt] of Object.entries(attempts)) found[what] = await attempt();
  process.stdout.write(JSON.stringify(found));
})();
`;

interface Found {
  status: number;
  cookie: string[] | null;
  told: boolean;
}

function attack(port: number): Promise<Record<string, Found>> {
  return new Promise((resolve, reject) => {
    // Nothing of this process's surroundings: neither its variables nor its arguments.
    const child = spawn(process.execPath, ['-e', ATTACK, String(port)], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
    });
    child.on('error', reject);
    child.on('close', () => resolve(JSON.parse(text) as Record<string, Found>));
  });
}

test('another process of the same computer gets nothing out of the host, and reaches no method', async () => {
  const before = rig.probe.calls.length;
  const found = await attack(rig.port);
  expect(Object.keys(found)).toHaveLength(14);
  for (const [what, { status, cookie: given, told }] of Object.entries(found))
    expect([what, status >= 400, given, told]).toEqual([what, true, null, false]);
  expect(rig.probe.calls.length).toBe(before);
  // The host is not hurt: its own page still gets its answer.
  expect((await rig.call(cookie, 'app.status', {})).body.toString()).toContain('42');
});

test('the host listens on 127.0.0.1 only, on no address that others can reach', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address)
    .filter((address) => address !== '127.0.0.1' && !address.startsWith('fe80'));
  const reached = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ host, port: rig.port, timeout: 2000 });
      socket.on('connect', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('timeout', () => resolve(false));
    });
  for (const address of [...others, '::1', '127.0.0.2'])
    expect([address, await reached(address)]).toEqual([address, false]);
});
