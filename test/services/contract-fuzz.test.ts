import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { contract, isMethodName, METHOD_NAMES } from '../../shared/contract.ts';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { type Call, callCycles } from './fuzz/calls.ts';
import { PLANTED, tracesIn, writePlanted } from './planted.ts';
import { finished, freshDir } from './rig.ts';

/** Generated calls; `CONTRACT_FUZZ_CALLS=100000 npx vitest run test/services/contract-fuzz.test.ts` for the long run: nine minutes of CPU time. */
const CALLS = Number(process.env.CONTRACT_FUZZ_CALLS ?? 1500);
/** `CONTRACT_FUZZ_FROM=17` begins with that round: a long run that was stopped goes on where it was. Rounds do not depend on each other. */
const FROM = Number(process.env.CONTRACT_FUZZ_FROM ?? 0);
/** `CONTRACT_FUZZ_SEED=7` looks elsewhere. */
const SEED = Number(process.env.CONTRACT_FUZZ_SEED ?? 20_261_126);
/** Each round begins with a new store, so that there is still something to break after thousands of erasures. */
const CALLS_A_ROUND = 1500;
const START_MS = Date.UTC(2026, 10, 26);
const SPRING_MS = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;
/** A hundred times what a call takes: on a machine that does other things, only waiting for ever is a failure. */
vi.setConfig({ testTimeout: 120_000 + CALLS * 400 });

/** Methods that show clear values on purpose: after being asked for one person, or what the owner wrote of their own staff. */
const REVEALS: ReadonlySet<string> = new Set(['privacy.reveal', 'rights.package', 'privacy.timeline', 'own.reveal']);
/** Texts of messages, which may name people, are shown on the owner's own screen. */
const SHOWS_TEXTS = /^(?:messages|analyses|listening|corrections)\./;

interface Tally {
  calls: number;
  /** Its input fitted the method's own check. */
  passed: number;
  answered: number;
}

/** What a run found; kept over its rounds. */
const found = {
  methods: new Map<string, Tally>(),
  /** `answered` or the code of the error, and how often. */
  outcomes: new Map<string, number>(),
  calls: 0,
  problems: [] as string[],
};

const tallyOf = (name: string): Tally => {
  const key = isMethodName(name) ? name : '(unknown)';
  const tally = found.methods.get(key) ?? { calls: 0, passed: 0, answered: 0 };
  found.methods.set(key, tally);
  return tally;
};

const noteOutcome = (outcome: string): void => void found.outcomes.set(outcome, (found.outcomes.get(outcome) ?? 0) + 1);

const toText = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  ) ?? '';

function leakIn(name: string, answer: unknown): string | null {
  const told = toText(answer);
  if (told.includes('root:x:0:0')) return 'another file';
  if (REVEALS.has(name) || SHOWS_TEXTS.test(name)) return null;
  return told.includes(PLANTED.email) && tracesIn(told).length > 0 ? 'a person' : null;
}

const PASSPHRASES = ['correct horse battery', 'another long passphrase'];
/** What the calls of a round made that later ones can use. */
const made = { passphrase: '', workspaces: ['main'], recoveries: ['x'] };

function learn(name: string, input: unknown, answer: unknown): void {
  const { passphrase } = Object(input) as { passphrase?: string };
  const { workspace, recovery } = Object(answer) as { workspace?: string; recovery?: string };
  if ((name === 'vault.setPassphrase' || name === 'vault.recover') && passphrase !== undefined)
    made.passphrase = passphrase;
  if (name === 'workspaces.create' && workspace !== undefined) made.workspaces.push(workspace);
  if (recovery !== undefined) made.recoveries.splice(0, 1, recovery);
}

/** Back to the main workspace, unlocked: most methods say nothing but no to whoever is locked out. */
async function backAtWork(engine: Engine): Promise<void> {
  // While a job runs no other workspace is opened.
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await engine.call('workspaces.open', { workspace: 'main' });
      break;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'busy')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  // Deriving a key costs as much on purpose as a hundred other calls.
  const isOpen = await engine.call('app.status', {}).then(
    ({ vault }) => vault.state === 'open',
    // An encrypted workspace that is locked says not even that.
    () => false,
  );
  if (isOpen) return;
  await engine.call('vault.unlock', { passphrase: made.passphrase }).catch((error) => {
    if (!(error instanceof AppError)) throw error;
  });
}

async function make(engine: Engine, { name, input }: Call, where: string): Promise<void> {
  const tally = tallyOf(name);
  tally.calls += 1;
  found.calls += 1;
  if (isMethodName(name) && contract[name].input.safeParse(input ?? {}).success) tally.passed += 1;
  const problem = (what: string) => found.problems.push(`${where} ${name}(${toText(input).slice(0, 400)}): ${what}`);
  try {
    const answer = await engine.callUnchecked(name, input);
    tally.answered += 1;
    noteOutcome('answered');
    learn(name, input, answer);
    const leaked = leakIn(name, answer);
    if (leaked !== null) problem(`tells ${leaked}`);
  } catch (error) {
    if (error instanceof AppError) {
      noteOutcome(error.code);
      if (error.code === 'internal' || !ERROR_CODES.includes(error.code)) problem(error.code);
    } else problem(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** As files the user chose (paths, Electron) and as uploads (loopback) in turn. */
async function openRound(uploads: boolean): Promise<{ engine: Engine; files: string[] }> {
  const dir = freshDir();
  const paths = writePlanted(join(dir, 'in'));
  const inboxDir = uploads ? join(dir, 'inbox') : null;
  const files = inboxDir === null ? paths : paths.map((path, i) => asUpload(path, inboxDir, `planted-${i}`));
  const engine = openCoreHere(join(dir, 'data'), {
    osKey: new Uint8Array(32).fill(7),
    inboxDir,
    // Time goes on, so that waits after wrong passphrases end and what locks by itself does.
    now: () => START_MS + found.calls * 20_000,
  });
  // A job that fails for a reason nobody named is no better than a call that does.
  engine.on('jobs.progress', ({ kind, error }) => {
    if (error === 'internal') found.problems.push(`job ${kind}: internal`);
  });
  const job = await finished(engine, () => engine.call('imports.start', { sources: files.map((file) => ({ file })) }));
  expect(job.state).toBe('done');
  return { engine, files };
}

function asUpload(path: string, inboxDir: string, id: string): string {
  mkdirSync(join(inboxDir, id), { recursive: true });
  renameSync(path, join(inboxDir, id, basename(path)));
  return `upload:${id}`;
}

/** Read when a call is made: of the round that runs. */
const filesOfRound: string[] = [''];

function knownValues() {
  const some = [1, 2, 3, 4, 5, 6];
  return {
    file: filesOfRound,
    files: filesOfRound,
    ...Object.fromEntries(
      [
        'person',
        'into',
        'from',
        'run',
        'runs',
        'message',
        'job',
        'topic',
        'mergedInto',
        'search',
        'request',
        'rule',
        'note',
      ].map((name) => [name, some]),
    ),
    analyses: ANALYSES.map(({ id }) => id),
    report: ['csv', 'html', 'json'],
    format: ['access-log', 'table-file', 'whatsapp-chat'],
    query: ['love', 'tea OR mug', 'complain NEAR/5 told'],
    value: [PLANTED.email, PLANTED.phone, 'ben@example.com', '203.0.113.0/24'],
    passphrase: PASSPHRASES,
    current: PASSPHRASES,
    recovery: made.recoveries,
    name: ['everybody', 'some'],
    saved: ['everybody'],
    range: [
      null,
      { fromMs: SPRING_MS, toMs: SPRING_MS + 90 * DAY_MS },
      { fromMs: SPRING_MS, toMs: SPRING_MS + DAY_MS },
    ],
    zone: ['Europe/Berlin', 'UTC'],
    locale: ['de', 'en-GB'],
    workspace: made.workspaces,
  };
}

/** Begins a round with nothing made: the generator holds on to these very lists. */
function forget(files: readonly string[]): void {
  made.passphrase = '';
  made.workspaces.splice(0, made.workspaces.length, 'main');
  made.recoveries.splice(0, made.recoveries.length, 'x');
  filesOfRound.splice(0, filesOfRound.length, ...files);
}

/** How a long run stands. */
function tell(round: number): void {
  const outcomes = [...found.outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, calls]) => `${outcome} ${calls}`);
  const { user, system } = process.cpuUsage();
  const seconds = Math.round((user + system) / 1e6);
  console.log(
    `round ${round}: ${found.calls} calls, ${seconds} s of CPU, ${found.problems.length} problems; ${outcomes.join(', ')}`,
    found.problems.slice(-3),
  );
}

test('whatever is called with whatever, only typed errors come back, nothing of the vault or of other files, and the store stays whole', async () => {
  const isLong = CALLS > CALLS_A_ROUND;
  const cycleOf = callCycles(knownValues());
  for (let round = FROM; found.calls < CALLS; round += 1) {
    const { engine, files } = await openRound(round % 2 === 1);
    forget(files);
    const until = Math.min(CALLS, found.calls + CALLS_A_ROUND);
    for (let cycle = 0; found.calls < until; cycle += 1) {
      const seed = SEED + round * 1000;
      await backAtWork(engine);
      for (const call of cycleOf(cycle, seed)) await make(engine, call, `round ${round}, cycle ${cycle}:`);
    }
    await backAtWork(engine);
    expect((await engine.call('store.check', {})).ok).toBe(true);
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
    await engine.close();
    if (isLong) tell(round);
  }
  if (isLong) console.table(Object.fromEntries([...found.methods].sort()));
  expect(found.problems).toEqual([]);
  // A generator that never gets past the check would prove nothing.
  expect(METHOD_NAMES.filter((name) => (found.methods.get(name)?.passed ?? 0) === 0)).toEqual([]);
});
