import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contract, METHOD_NAMES } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { createCore } from '../../src-main/core.ts';
import { backupSteps } from '../../src-main/core-backup.ts';
import { convertSteps } from '../../src-main/core-convert.ts';
import { topicsHere } from '../../src-main/core-topics.ts';
import { readingHere } from '../../src-main/core-reading.ts';
import { FORMATS_FILE, formatsPage } from '../tools/formats.ts';
import { METHODS_FILE, methodsPage } from '../tools/methods.ts';
import { filesLike, read } from './sources.ts';

function openCore() {
  const dataDir = mkdtempSync(join(tmpdir(), 'inglenook-meta-'));
  const core = createCore({
    role: 'writer',
    dataDir,
    osKey: null,
    storeKey: null,
    reopen: () => {},
    inboxDir: null,
    allowPaths: false,
    now: () => 1_700_000_000_000,
    random: (size) => new Uint8Array(randomBytes(size)),
    emit: () => {},
    parser: { prepare: () => {}, parse: async function* () {}, drop: () => {} },
    spawnTopics: topicsHere,
    collect: () => {},
    spawnReading: readingHere,
    spawnConverter: convertSteps,
    spawnBackup: (request) => backupSteps(request, (size) => new Uint8Array(randomBytes(size))),
    shared: { get: async () => null, put: () => {} },
  });
  onTestFinished(async () => {
    await core.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return core;
}

test('every method has a handler', async () => {
  const core = openCore();
  const missing: string[] = [];
  for (const name of METHOD_NAMES) {
    // Without input most handlers fail at once; only "there is no such handler" counts here.
    const thrown = await core.call(name, undefined).catch((error: unknown) => error);
    if (thrown instanceof AppError && thrown.code === 'unknown-method') missing.push(name);
  }
  expect(missing).toEqual([]);
});

test('a name that is no method, or a property of every object, is refused', async () => {
  const core = openCore();
  for (const name of ['nothing.here', 'toString', '__proto__', 'constructor'])
    await expect(core.call(name as never, {})).rejects.toMatchObject({ code: 'unknown-method' });
});

test('every method has a name of group and verb, a kind and plain help', () => {
  for (const [name, { kind, help }] of Object.entries(contract)) {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/);
    expect(['query', 'command']).toContain(kind);
    expect(help.length, name).toBeGreaterThanOrEqual(10);
    expect(help, name).toMatch(/^[A-Z][^!]*$/);
  }
});

test('no method takes fields that it does not know', () => {
  const loose = Object.entries(contract).filter(([, { input }]) => input.safeParse({ 'not a field': 1 }).success);
  expect(loose.map(([name]) => name)).toEqual([]);
});

test('the list of methods in the docs is the contract (if not: node test/tools/methods.ts)', () => {
  const page = readFileSync(METHODS_FILE, 'utf8');
  expect(page).toBe(methodsPage());
  for (const name of METHOD_NAMES) expect(page).toContain(`\`${name}\``);
});

test('the docs define every analysis', () => {
  const page = read('docs/definitions.md');
  const absent = ANALYSES.filter(({ id, definition }) => !page.includes(id) || !page.includes(definition));
  expect(absent.map(({ id }) => id)).toEqual([]);
});

test('only the gate makes cleared and permitted values', () => {
  const makers = filesLike('{src-main,src-renderer,shared}/**/*.{ts,tsx}').filter((path) =>
    read(path)
      .split('\n')
      .some((line) => /\bas\s+(?:Cleared|Permitted)\b/.test(line)),
  );
  expect(makers.filter((path) => !path.startsWith('src-main/privacy/'))).toEqual([]);
  // Were there none at all, this test would look at nothing.
  expect(makers).toContain('src-main/privacy/gate.ts');
});

test('no code is waved through the checks', () => {
  const waved = filesLike('{src-main,src-renderer,shared,test}/**/*.{ts,tsx,mjs}').filter((path) =>
    /(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|expect-error|nocheck)|biome-ignore|oxlint-disable|eslint-disable)/.test(
      read(path),
    ),
  );
  expect(waved).toEqual([]);
});

test('the list of formats in the docs is the registry (if not: node test/tools/formats.ts)', () => {
  expect(readFileSync(FORMATS_FILE, 'utf8')).toBe(formatsPage());
});
