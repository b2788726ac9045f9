import fc from 'fast-check';

/** The part of JSON Schema that zod writes for the contract and for parameters of analyses. */
export interface Shape {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Shape>;
  required?: string[];
  propertyNames?: Shape;
  additionalProperties?: Shape | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  items?: Shape;
  minItems?: number;
  maxItems?: number;
  anyOf?: Shape[];
  oneOf?: Shape[];
  $ref?: string;
  $defs?: Record<string, Shape>;
}

/** Values that mean something to the methods, by the name of the property: what a caller who knows the store would give. */
export type Meaningful = Readonly<Record<string, readonly unknown[]>>;

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

/** Whatever a page that was taken over could send. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...HOSTILE, null, -1, 0, 1, 2, 1e308, Number.NaN, 2 ** 53, [], {}, true, 'ben@example.com'),
  fc.anything({ maxDepth: 2 }),
);

const DEEPEST = 7;

interface Making {
  defs: Record<string, Shape>;
  meaningful: Meaningful;
  depth: number;
}

/** Inputs that fit a method's own check; only what the schema cannot say (order of two dates, say) may be wrong. */
export function fitting(shape: Shape, meaningful: Meaningful): fc.Arbitrary<unknown> {
  return make(shape, { defs: shape.$defs ?? {}, meaningful, depth: 0 });
}

function make(shape: Shape, making: Making): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return oneOf(choices, making);
  if (shape.$ref) return make(making.defs[shape.$ref.split('/').at(-1) ?? ''] ?? {}, making);
  switch (shape.type) {
    case 'object':
      return makeObject(shape, making);
    case 'array':
      return makeList(shape, making);
    case 'integer':
    case 'number':
      return makeNumber(shape);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return makeText(shape);
    case 'null':
      return fc.constant(null);
    default:
      return hostile;
  }
}

/** What refers to itself ends after a few turns, by the choice that does not. */
function oneOf(choices: readonly Shape[], making: Making): fc.Arbitrary<unknown> {
  const open = making.depth < DEEPEST ? choices : choices.slice(0, 1);
  return fc.oneof(...open.map((choice) => make(choice, { ...making, depth: making.depth + 1 })));
}

function makeObject(shape: Shape, { meaningful, ...making }: Making): fc.Arbitrary<unknown> {
  const deeper = { ...making, meaningful, depth: making.depth + 1 };
  if (!shape.properties)
    return fc.dictionary(
      makeText(shape.propertyNames ?? {}) as fc.Arbitrary<string>,
      typeof shape.additionalProperties === 'object' ? make(shape.additionalProperties, deeper) : hostile,
      { maxKeys: 3 },
    );
  const entries = Object.entries(shape.properties).map(([name, entry]): [string, fc.Arbitrary<unknown>] => {
    const known = Object.hasOwn(meaningful, name) ? meaningful[name] : undefined;
    const made = make(entry, deeper);
    if (!known || !isOfType(known[0], entry.type === 'array' ? entry.items?.type : entry.type)) return [name, made];
    // Read when a call is made: what earlier calls made belongs to it too.
    const value = fc.nat({ max: 1e6 }).map((n) => known[n % known.length]);
    const fit = entry.type === 'array' ? fc.array(value, { minLength: entry.minItems ?? 0, maxLength: 3 }) : value;
    return [name, fc.oneof({ weight: 4, arbitrary: fit }, { weight: 1, arbitrary: made })];
  });
  return fc.record<Record<string, unknown>>(Object.fromEntries(entries), { requiredKeys: shape.required ?? [] });
}

/** The same name means different things in different methods. */
const isOfType = (value: unknown, type: string | undefined): boolean =>
  type === undefined || (type === 'integer' || type === 'number' ? typeof value === 'number' : typeof value === type);

const makeList = (shape: Shape, making: Making): fc.Arbitrary<unknown> =>
  fc.array(make(shape.items ?? {}, { ...making, depth: making.depth + 1 }), {
    minLength: shape.minItems ?? 0,
    maxLength: Math.max(shape.minItems ?? 0, Math.min(shape.maxItems ?? 3, 3)),
  });

function makeNumber({ type, minimum, maximum }: Shape): fc.Arbitrary<unknown> {
  const min = Math.max(minimum ?? -1e15, Number.MIN_SAFE_INTEGER);
  const max = Math.min(maximum ?? 1e15, Number.MAX_SAFE_INTEGER);
  const near = fc.integer({ min, max: Math.min(max, min <= 0 ? 12 : min + 12) });
  const whole = fc.oneof(
    near,
    fc.maxSafeInteger().map((n) => Math.min(max, Math.max(min, n))),
    fc.constantFrom(min, max),
  );
  if (type === 'integer') return whole;
  const since2020 = fc.integer({ min: 1_577_836_800_000, max: 1_798_761_600_000 });
  return fc.oneof(
    since2020.map((at) => Math.min(max, Math.max(min, at))),
    fc.double({ min, max, noNaN: true }),
    whole,
  );
}

const aDate = fc.date({ min: new Date('2019-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });

function makeText({ minLength = 0, maxLength = 8000, pattern, format }: Shape): fc.Arbitrary<unknown> {
  if (format === 'date') return aDate.map((date) => date.toISOString().slice(0, 10));
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const fits = [...HOSTILE, 'ben@example.com', 'tea', 'de'].filter(
    ({ length }) => length >= minLength && length <= maxLength,
  );
  const made = fc.string({ minLength, maxLength: Math.min(maxLength, Math.max(minLength, 40)), unit: 'binary' });
  return fits.length === 0 ? made : fc.oneof(fc.constantFrom(...fits), made);
}

/** One field of a fitting input is something else. */
export const spoilt = (input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(input, fc.nat(), hostile).map(([given, which, value]) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return value;
    const names = Object.keys(given);
    return { ...given, [names[which % (names.length || 1)] ?? 'extra']: value };
  });
