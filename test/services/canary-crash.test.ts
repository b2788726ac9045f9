import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { framesOf } from '../../src-main/workers/quiet-end.ts';
import { BUILT_CLI } from '../built-engine.ts';
import { filesWithTraces, PLANTED, tracesIn, writePlanted } from './planted.ts';
import { freshDir } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });

/** What goes wrong, in which thread: run by Node before anything else in every thread of the program. */
const CRASH = `
import { writeFileSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';
const role = isMainThread ? 'main' : (workerData?.role ?? '');
const person = ${JSON.stringify(PLANTED)};
const wrong = () => Object.assign(
  new TypeError('No place for ' + person.email + '\\n    at ' + person.name + ' (/home/' + person.handle + '/x.js:1:1)', { cause: new Error(person.phone) }),
  { customer: person },
);
const kinds = {
  throw: () => { throw wrong(); },
  reject: () => { void Promise.reject(wrong()); },
  'throw-text': () => { throw person.email; },
  memory: () => { const all = []; for (;;) all.push(Array.from({ length: 1000 }, () => ({ ...person, n: Math.random() }))); },
};
if (role === process.env.CRASH_IN)
  setTimeout(() => {
    writeFileSync(process.env.CRASH_MARK, '');
    kinds[process.env.CRASH_BY]();
  }, role === 'parser' ? 0 : 1200);
`;
/** What a developer may have set on this computer: Node would write every failure down. */
const REPORTING = '--report-uncaught-exception --report-on-fatalerror --report-on-signal';

interface Ended {
  told: string;
  code: number | null;
  /** Everything written to the disk, less the files that were given. */
  written: string[];
  reports: string[];
}

/** Runs a program in an empty folder in which something goes wrong. */
async function crashed(args: string[], place: string, kind: string, options = ''): Promise<Ended> {
  const dir = freshDir();
  const out = join(dir, 'out');
  mkdirSync(out);
  const crash = join(dir, 'crash.mjs');
  writeFileSync(crash, CRASH);
  const mark = join(dir, 'it-went-wrong');
  const files = writePlanted(join(dir, 'in'));
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(
    process.execPath,
    args.flatMap((word) => (word === 'FILES' ? files : [word])),
    {
      cwd: out,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        NODE_OPTIONS: `--import ${pathToFileURL(crash)} ${REPORTING} --report-directory=${out} ${options}`,
        CRASH_IN: place,
        CRASH_BY: kind,
        CRASH_MARK: mark,
      },
    },
  );
  const [exit, ...told] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  expect(existsSync(mark)).toBe(true);
  return {
    told: told.join('\n'),
    code: exit[0] as number | null,
    written: readdirSync(out, { recursive: true }).map(String),
    reports: filesWithTraces(out),
  };
}

const cli = fileURLToPath(BUILT_CLI);
const SERVE = [cli, 'serve', '--data', 'data', '--no-open', '--json', '--keep', '4'];
const IMPORT = [cli, 'import', 'FILES', '--data', 'data'];
const isReport = (name: string): boolean => /report.*\.json$|\.heapsnapshot$|^core/.test(name);

describe('a failure that nobody caught', () => {
  test('is written down with what the program worked on, where nothing keeps Node from it', async () => {
    const script = 'setTimeout(() => {}, 5000)';
    const { told, written, reports } = await crashed(['-e', script], 'main', 'throw');
    expect(tracesIn(told)).not.toEqual([]);
    expect(written.filter(isReport)).toHaveLength(1);
    expect(reports).not.toEqual([]);
    const memory = await crashed(['-e', script], 'main', 'memory', '--max-old-space-size=60');
    expect(memory.written.filter(isReport)).toHaveLength(1);
  });

  test.each([
    ['the host', SERVE, 'main', 'throw'],
    ['the host', SERVE, 'main', 'reject'],
    ['the host', SERVE, 'main', 'throw-text'],
    ['the writer', SERVE, 'writer', 'throw'],
    ['the writer', SERVE, 'writer', 'reject'],
    ['a reader', SERVE, 'reader', 'throw'],
    ['the parser of an import', IMPORT, 'parser', 'throw'],
    ['the command line', IMPORT, 'main', 'throw'],
  ])('in %s leaves nothing of a person, neither on the terminal nor in a file', async (_, args, place, kind) => {
    const { told, code, written, reports } = await crashed(args, place, kind);
    expect(tracesIn(told)).toEqual([]);
    expect(written.filter(isReport)).toEqual([]);
    expect(reports.filter((found) => !found.startsWith('inglenook.db'))).toEqual([]);
    if (place === 'main') {
      expect(code).toBe(70);
      expect(told).toMatch(
        kind === 'throw-text' ? /error of its own: string/ : /error of its own: TypeError\n\s+at .*crash\.mjs:\d+:\d+/,
      );
      expect(told).not.toContain('/crash.mjs');
    }
  });

  test.each([
    ['the host', SERVE, 'main'],
    ['the writer', SERVE, 'writer'],
  ])('for want of memory in %s: the same', async (_, args, place) => {
    const { told, written, reports } = await crashed(args, place, 'memory', '--max-old-space-size=120');
    expect(tracesIn(told)).toEqual([]);
    expect(written.filter(isReport)).toEqual([]);
    expect(reports).toEqual([]);
  });
});

test('places in the program are told without the message, whatever it looks like', () => {
  const wrong = new Error(`x\n    at ${PLANTED.email} (/a/b.js:1:1)`);
  expect(framesOf(wrong).join('\n')).toMatch(/canary-crash\.test\.ts:\d+:\d+/);
  expect(tracesIn(framesOf(wrong).join('\n'))).toEqual([]);
  expect(framesOf(wrong).join('\n')).not.toContain('/');
  // What was said when it was made can no longer be told from its places.
  wrong.message = 'another';
  expect(framesOf(wrong)).toEqual([]);
});

test('no part of the program asks for crash files', () => {
  const root = fileURLToPath(new URL('../../src-main/', import.meta.url));
  const asking = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .filter(({ parentPath, name }) =>
      /crashReporter|writeHeapSnapshot|getHeapSnapshot|report\.writeReport|process\.abort\(/.test(
        readFileSync(join(parentPath, name), 'utf8'),
      ),
    );
  expect(asking.map(({ name }) => name)).toEqual([]);
});
