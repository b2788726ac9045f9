import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CLI, prepare } from '../../src-main/hosts/launch/prepare.mjs';
import { appWindowFlags } from '../../src-main/hosts/loopback/app-window.ts';
import { browserPath, launchChromium } from '../e2e/chromium.ts';
import { startServe } from '../e2e/loopback-app.ts';
import { findOutside } from './strace-lines.ts';

const STRACE = 'strace';
const PASSPHRASE = 'a quiet well-lit workroom';
const OPTIONS = [
  '-f',
  '-qq',
  '-v',
  '-s',
  '0',
  '-e',
  'trace=socket,connect,sendto,sendmsg,sendmmsg',
  '-e',
  'signal=none',
];
// A filter in the kernel stops only the calls asked for: without it every read and write of the database is slowed down.
const FILTER = '--seccomp-bpf';
const works = (...more: string[]) => spawnSync(STRACE, [...more, ...OPTIONS, '-o', '/dev/null', 'true']).status === 0;

/** Whether this computer lets us trace our own programs; containers often do not. */
const canTrace = process.platform === 'linux' && works();
const tracerOptions = canTrace && works(FILTER) ? [FILTER, ...OPTIONS] : OPTIONS;
const browserThere = browserPath() !== undefined;
if (!canTrace) console.warn('Not checked: strace is missing or not allowed here, so no network calls can be watched.');
else if (!browserThere) console.warn('Not checked: no browser is installed, so no browsing session can be watched.');

const tracer = (file: string) => [STRACE, ...tracerOptions, '-o', file];

async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-leaves-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Runs a program under the tracer; asynchronously, so that a test may do something meanwhile. */
async function trace(args: string[], env: Readonly<Record<string, string>> = {}) {
  const file = join(await makeFolder(), 'trace');
  const [command = '', ...rest] = [...tracer(file), process.execPath, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, ...findOutside(await readFile(file, 'utf8')) };
}

describe.skipIf(!canTrace)('the tracer', () => {
  it('sees a program that reaches out, and one that asks for a name', async () => {
    // 192.0.2.0/24 and .example are set aside for documentation: nobody is there.
    const reach = `const s = require('net').connect(80, '192.0.2.1'); s.on('error', () => {}); setTimeout(() => s.destroy(), 50);
      const u = require('dgram').createSocket('udp4'); u.send('x', 9, '192.0.2.7', () => u.close());`;
    const reached = await trace(['-e', reach]);
    expect(reached.outside).toContain('connect: 192.0.2.1 port 80');
    expect(reached.outside.filter((what) => what.endsWith(': 192.0.2.7 port 9'))).not.toEqual([]);
    const asked = await trace(['-e', "require('dns').lookup('inglenook.example', () => {})"]);
    expect(asked.outside.filter((what) => what.includes('name look-up'))).not.toEqual([]);
  });

  it('finds nothing in a program that only talks to itself', async () => {
    const local = `const server = require('net').createServer((c) => c.end());
      server.listen(0, '127.0.0.1', () => require('net').connect(server.address().port, '127.0.0.1').on('close', () => server.close()).resume());`;
    const { calls, outside, code } = await trace(['-e', local]);
    expect([code, outside]).toEqual([0, []]);
    expect(calls).toBeGreaterThan(0);
  });
});

describe.skipIf(!canTrace)('nothing leaves this computer', () => {
  beforeAll(() => expect(prepare()).toBe(true), 180_000);

  it('while the command line makes, imports, analyses and reports', { timeout: 180_000 }, async () => {
    const out = await makeFolder();
    const { code, output, outside } = await trace([CLI, 'demo', '--rows', '3000', '--out', out]);
    expect(outside).toEqual([]);
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  });

  it('while it protects, hands out, restores and fails', { timeout: 400_000 }, async () => {
    const folder = await makeFolder();
    const [data, broken] = [join(folder, 'data'), join(folder, 'broken.zip')];
    const out = (name: string) => ['--out', join(folder, name)];
    const input = (value: object) => JSON.stringify(value);
    await writeFile(broken, 'PK\u0003\u0004 and no more');
    expect((await trace([CLI, 'sample', '--rows', '1000', ...out('shop')])).outside).toEqual([]);
    const shop = (name: string) => join(folder, 'shop', name);
    const runs: [args: string[], code: number][] = [
      [['call', 'vault.setPassphrase', input({ passphrase: PASSPHRASE })], 0],
      [['import', shop('orders_export.csv'), shop('reviews.csv')], 0],
      [['call', 'audits.start', input({ files: [shop('access.log')], retentionDays: 30 })], 0],
      [['call', 'audits.export', input({ as: 'html' }), ...out('audit.html')], 0],
      [['report', '--kind', 'csv', join(folder, 'report.csv')], 0],
      [['call', 'rights.package', input({ person: 1 }), ...out('person.zip')], 0],
      [['call', 'exports.noisy', input({ figures: ['buyers'], range: null, milliEpsilon: 100 }), ...out('n.csv')], 0],
      [['call', 'vault.seal', input({ passphrase: PASSPHRASE })], 0],
      [['call', 'backup.make', input({ passphrase: PASSPHRASE })], 0],
      [['import', broken], 1],
      [['import', join(folder, 'nowhere.csv')], 1],
      [['call', 'vault.makeRecovery', input({ passphrase: 'not the words at all' })], 3],
      [['call', 'privacy.person', '{'], 2],
    ];
    for (const [args, expected] of runs) {
      const { code, outside, output } = await trace([CLI, ...args, '--data', data], {
        INGLENOOK_PASSPHRASE: PASSPHRASE,
      });
      expect(outside, args[1]).toEqual([]);
      expect([code, code === expected ? '' : output], args.join(' ')).toEqual([expected, '']);
    }
  });

  it.skipIf(!browserThere)('while somebody looks at everything in a browser', { timeout: 240_000 }, async () => {
    const folder = await makeFolder();
    const file = join(folder, 'trace');
    const app = await startServe(join(folder, 'data'), { wrap: tracer(file), keepSeconds: 1 });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(app.url);
      await page.getByRole('main').waitFor();
      await useEverything(page);
    } finally {
      // The last window closes, and with it the host.
      await browser.close();
    }
    expect(await app.exited).toBe(0);
    const { calls, outside } = findOutside(await readFile(file, 'utf8'));
    expect(outside).toEqual([]);
    expect(calls).toBeGreaterThan(0);
  });
});

describe.skipIf(!canTrace || !browserThere)('the browser of the app window', () => {
  // To learn whether IPv6 works, Chromium asks the kernel for a route by connecting a UDP socket: nothing is sent.
  const ROUTE_QUESTION = 'connect: 2001:4860:4860::8888 port 443';

  it('shows the app and reaches nobody else with our flags', { timeout: 60_000 }, async () => {
    const folder = await makeFolder();
    const file = join(folder, 'trace');
    let shown: () => void = () => undefined;
    const page = new Promise<void>((resolve) => {
      shown = resolve;
    });
    const server = createServer((_request, response) => {
      response.end('<!doctype html><title>Inglenook</title>');
      shown();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const flags = appWindowFlags(`http://127.0.0.1:${port}/`, join(folder, 'profile'));
    const [command = '', ...args] = [
      ...tracer(file),
      browserPath() ?? '',
      ...flags,
      '--headless=new',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ];
    // A group of its own, so that the browser and its helpers can be ended together.
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await page;
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    const { calls, outside } = findOutside(await readFile(file, 'utf8'));
    expect(outside.filter((what) => what !== ROUTE_QUESTION)).toEqual([]);
    expect(calls).toBeGreaterThan(0);
  });
});

/** Imports the sample by the first screen's button, and visits every page of the navigation. */
async function useEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample data' }).first().click();
  const links = page.getByRole('navigation').getByRole('link');
  await links.first().waitFor();
  for (let i = 0; i < (await links.count()); i++) {
    await links.nth(i).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    // Each page asks for its figures when it is shown.
    await page.waitForTimeout(700);
  }
  await page.reload();
  await page.getByRole('main').waitFor();
}
