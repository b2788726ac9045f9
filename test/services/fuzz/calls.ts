import fc from 'fast-check';
import * as z from 'zod';
import { contract, METHOD_NAMES, type MethodName } from '../../../shared/contract.ts';
import { ANALYSES } from '../../../src-main/analysis/index.ts';
import { fitting, hostile, type Meaningful, type Shape, spoilt } from './inputs.ts';

/** One generated call. */
export interface Call {
  name: string;
  input: unknown;
}

/** In every so manieth cycle: what begins long work, derives a key at some cost on purpose, or takes data away. */
const SELDOM: Readonly<Partial<Record<MethodName, number>>> = {
  'imports.sample': 60,
  'imports.start': 2,
  'imports.undo': 4,
  'audits.start': 4,
  'rights.erase': 3,
  'rights.merge': 2,
  'retention.apply': 6,
  'vault.setPassphrase': 20,
  'vault.unlock': 10,
  'vault.makeRecovery': 20,
  'vault.recover': 20,
  'vault.seal': 20,
  'vault.unseal': 20,
  'backup.make': 20,
  'backup.restore': 20,
  'store.check': 4,
};

/** Work that takes as long as its input is large is asked for the least of it. */
const MEASURED: Readonly<Partial<Record<MethodName, (input: unknown) => unknown>>> = {
  'imports.sample': (input) => ({ ...(input as object), rows: 1000 }),
};

const schemaOf = (type: z.ZodType) => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Shape;

/** An analysis with parameters of its own. */
const analysisCall = (method: 'analyses.run' | 'analyses.rows', meaningful: Meaningful): fc.Arbitrary<unknown> => {
  const call = fitting(schemaOf(contract[method].input), meaningful);
  const chosen = fc.oneof(
    ...ANALYSES.map(({ id, params }) => fitting(schemaOf(params), meaningful).map((given) => ({ id, params: given }))),
  );
  return fc.tuple(call, chosen).map(([given, which]) => ({ ...(given as object), ...which }));
};

function fittingInput(name: MethodName, meaningful: Meaningful): fc.Arbitrary<unknown> {
  if (name === 'analyses.run' || name === 'analyses.rows') return analysisCall(name, meaningful);
  const made = fitting(schemaOf(contract[name].input), meaningful);
  const measure = MEASURED[name];
  return measure ? made.map(measure) : made;
}

const unknownCall: fc.Arbitrary<Call> = fc.record({
  name: fc.oneof(fc.constantFrom('__proto__', 'toString', 'sql.run', 'fs.read'), fc.string()),
  input: hostile,
});

/** A source of calls: in each cycle every method once, in another order, and a few that do not exist. */
export function callCycles(meaningful: Meaningful): (cycle: number, seed: number) => Call[] {
  const inputs = new Map(
    METHOD_NAMES.map((name) => {
      const good = fittingInput(name, meaningful);
      const any = fc.oneof(
        { weight: 7, arbitrary: good },
        { weight: 2, arbitrary: spoilt(good) },
        { weight: 1, arbitrary: hostile },
      );
      return [name, { good, any }] as const;
    }),
  );
  return (cycle, seed) => {
    const due = METHOD_NAMES.filter((name) => cycle % (SELDOM[name] ?? 1) === 0);
    const calls = fc.tuple(
      fc.shuffledSubarray(due, { minLength: due.length }),
      fc.array(unknownCall, { minLength: 3, maxLength: 3 }),
      fc.tuple(
        ...due.map((name) => {
          const { good, any } = inputs.get(name) as { good: fc.Arbitrary<unknown>; any: fc.Arbitrary<unknown> };
          // In the first one all fit: each method is gone into at least once.
          return (cycle === 0 ? good : any).map((input) => ({ name, input }));
        }),
      ),
    );
    return fc
      .sample(calls, { numRuns: 1, seed: seed + cycle })
      .flatMap(([order, unknown, made]) => [...unknown, ...order.map((name) => made[due.indexOf(name)] as Call)]);
  };
}
