import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { contract, METHOD_NAMES, type MethodName } from '../../shared/contract.ts';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import { openCoreHere } from './core-rig.ts';
import { PLANTED, tracesIn, writePlanted } from './planted.ts';
import { freshDir, importFiles } from './rig.ts';

/** Generated calls; `CONTRACT_FUZZ_CALLS=100000 npx vitest run test/services/contract-fuzz.test.ts` for the long run. */
const CALLS = Number(process.env.CONTRACT_FUZZ_CALLS ?? 1500);
vi.setConfig({ testTimeout: 3_000_000 });

/** These start long work or derive a key on purpose at some cost; a few calls of them are enough. */
const SLOW: ReadonlySet<MethodName> = new Set([
  'imports.sample',
  'imports.start',
  'vault.seal',
  'vault.setPassphrase',
  'vault.unlock',
  'vault.unseal',
]);

const HOSTILE = [
  '',
  "' OR 1=1 --",
  '"; DROP TABLE people; --',
  '../../../../etc/passwd',
  '/etc/passwd',
  'upload:../../keys.json',
  'watch:../keys.json',
  'C:\\Windows\\win.ini',
  '__proto__',
  'constructor',
  '\0',
  '\u202Etxt.exe',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '%00%2e%2e%2f',
  '\ud800',
  'a'.repeat(5000),
];
const hostile = fc.oneof(
  fc.constantFrom<unknown>(...HOSTILE, null, -1, 0, 1, 2, 1e308, Number.NaN, 2 ** 53, [], {}, true, 'ben@example.com'),
  fc.anything({ maxDepth: 2 }),
);

type Shape = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
};

/** Inputs that fit the method's own check, or nearly. */
function fitting(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((entry) => fitting(entry, depth)));
  if (shape.type === 'object' && shape.properties && depth < 4)
    return fc.record(
      Object.fromEntries(Object.entries(shape.properties).map(([name, entry]) => [name, fitting(entry, depth + 1)])),
    );
  if (shape.type === 'array') return fc.array(fitting(shape.items ?? {}, depth + 1), { maxLength: 3 });
  if (shape.type === 'integer') return fc.oneof(fc.integer({ min: 0, max: 12 }), fc.maxSafeInteger());
  if (shape.type === 'number') return fc.oneof(fc.integer({ min: 0, max: 2_000_000_000_000 }).map(Number), fc.double());
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'string')
    return fc.oneof(fc.constantFrom(...HOSTILE, 'ben@example.com', 'sales-summary', 'csv'), fc.string());
  return hostile;
}

const shapes = new Map(
  METHOD_NAMES.map((name) => [
    name,
    z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' }) as Shape,
  ]),
);

interface Call {
  name: string;
  input: unknown;
}
const QUICK = METHOD_NAMES.filter((name) => !SLOW.has(name));
const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...QUICK)
      .chain((name) => fitting(shapes.get(name) ?? {}).map((input) => ({ name, input }))),
  },
  { weight: 3, arbitrary: fc.record({ name: fc.constantFrom<string>(...QUICK), input: hostile }) },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.oneof(fc.constantFrom('__proto__', 'toString', 'sql.run', 'fs.read'), fc.string()),
      input: hostile,
    }),
  },
);

test('whatever is called with whatever, only typed errors come back, nothing of the vault or of other files, and the store stays whole', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const untyped = new Map<string, string>();
  const codes = new Map<string, number>();
  let leaked = '';
  /** Methods that show clear values on purpose, after being asked for one person. */
  const reveals = new Set(['privacy.reveal', 'rights.package']);
  await fc.assert(
    fc.asyncProperty(calls, async ({ name, input }) => {
      try {
        const answer = await engine.callUnchecked(name, input);
        codes.set('answered', (codes.get('answered') ?? 0) + 1);
        const told = JSON.stringify(answer, (_, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
        );
        if (told?.includes('root:x:0:0')) leaked = name;
        if (
          !reveals.has(name) &&
          tracesIn(told ?? '').some((trace) => trace.includes('quenby')) &&
          told?.includes(PLANTED.email) &&
          // Texts of messages, which may name people, are shown on the owner's own screen.
          !/^(messages|analyses|listening|corrections)\.|^privacy\.timeline$/.test(name)
        )
          leaked = name;
      } catch (error) {
        if (!(error instanceof AppError))
          untyped.set(name, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        else codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
      }
    }),
    { numRuns: CALLS, endOnFailure: true },
  );
  expect([...untyped]).toEqual([]);
  expect(leaked).toBe('');
  expect(
    [...codes.keys()].filter((code) => code !== 'answered' && !(ERROR_CODES as readonly string[]).includes(code)),
  ).toEqual([]);
  expect(codes.get('internal') ?? 0).toBe(0);
  // A generator that never gets past the check would prove nothing.
  expect((codes.get('answered') ?? 0) / CALLS).toBeGreaterThan(0.2);
  expect((await engine.call('store.check', {})).ok).toBe(true);
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
});
