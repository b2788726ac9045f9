import * as z from 'zod';
import { CHANNELS, DEVICES, EVENT_KINDS } from './model.ts';

/** What a condition is about: the act itself, any act of its visit, or any act of the person. */
const scope = z.enum(['act', 'visit', 'person']).default('person');
const words = <W extends string>(list: readonly [W, ...W[]]) => z.array(z.enum(list)).min(1).max(list.length);
const amount = { from: z.number().optional(), to: z.number().optional() };

/** What an event's property must be: one of some values as they are written, a text with some in it, a number, or just there. */
const propertyParts = {
  name: z.string().min(1).max(200),
  is: z.array(z.string().max(200)).min(1).max(100).optional(),
  /** In large letters or small. */
  contains: z.string().min(1).max(200).optional(),
  ...amount,
  /** Bounds that it does not reach itself. */
  above: z.number().optional(),
  below: z.number().optional(),
};
export const propertySchema = z.strictObject(propertyParts);
export type PropertyTest = z.output<typeof propertySchema>;

/** Properties of one event that can be asked for at once. */
export const MOST_PROPERTY_TESTS = 5;
export const propertyListSchema = z.array(propertySchema).max(MOST_PROPERTY_TESTS);
/** One property or several: one event must have all of them. */
export const propertiesSchema = z.union([propertySchema, propertyListSchema.min(1)]);

/** What is asked of an event's properties, as a list. */
export const testsIn = (asked: z.output<typeof propertiesSchema> | undefined): readonly PropertyTest[] =>
  asked === undefined ? [] : Array.isArray(asked) ? asked : [asked];

/** What a property must be, in words: `plan is pro or team`, `seats ≥ 3`. */
export function testWords({ name, is, contains, from, above, to, below }: PropertyTest): string {
  const bounds = [
    ['≥', from],
    ['>', above],
    ['≤', to],
    ['<', below],
  ] as const;
  const parts = [
    ...(is ? [`${name} is ${is.join(' or ')}`] : []),
    ...(contains === undefined ? [] : [`${name} contains ${contains}`]),
    ...bounds.flatMap(([sign, bound]) => (bound === undefined ? [] : [`${name} ${sign} ${bound}`])),
  ];
  return parts.join(', ') || name;
}

/** Several in words; '' for none. */
export const allTestWords = (tests: readonly PropertyTest[]): string => tests.map(testWords).join(' and ');

const leaf = z.discriminatedUnion('field', [
  /** Page paths or event names; a trailing * takes all that begin so. */
  z.strictObject({ field: z.literal('page'), is: z.array(z.string().min(1).max(2000)).min(1).max(100), in: scope }),
  z.strictObject({ field: z.literal('kind'), is: words(EVENT_KINDS), in: scope }),
  /** What brought the visit: it holds for all its acts. */
  z.strictObject({ field: z.literal('channel'), is: words(CHANNELS), in: scope }),
  z.strictObject({ field: z.literal('device'), is: words(DEVICES), in: scope }),
  /** ISO 3166-1 alpha-2. */
  z.strictObject({
    field: z.literal('country'),
    is: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(250),
    in: scope,
  }),
  /** Language of the browser or app, ISO 639. */
  z.strictObject({
    field: z.literal('language'),
    is: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(250),
    in: scope,
  }),
  /** Width of the screen in pixels. */
  z.strictObject({ field: z.literal('screen'), ...amount, in: scope }),
  /** A property of an event; only of those of a kind, or with a name or page, where these are given. */
  z.strictObject({
    field: z.literal('property'),
    ...propertyParts,
    kind: z.enum(EVENT_KINDS).optional(),
    event: z.string().min(1).max(2000).optional(),
    in: scope,
  }),
  z.strictObject({ field: z.literal('status'), ...amount, in: scope }),
  z.strictObject({ field: z.literal('value'), ...amount, in: scope }),
]);
export type Leaf = z.output<typeof leaf>;

/** Conditions on activity, nested: all of, any of, not. */
export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition };
type Given = z.input<typeof leaf> | { all: Given[] } | { any: Given[] } | { not: Given };

const nested: z.ZodType<Condition, Given> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ all: z.array(nested).min(1).max(20) }),
    z.strictObject({ any: z.array(nested).min(1).max(20) }),
    z.strictObject({ not: nested }),
  ]),
);

const MOST_DEPTH = 6;
const depthOf = (condition: unknown): number => {
  if (typeof condition !== 'object' || condition === null) return 0;
  const { all, any, not } = condition as Record<string, unknown>;
  const inside = [
    ...(Array.isArray(all) ? all : []),
    ...(Array.isArray(any) ? any : []),
    ...(not === undefined ? [] : [not]),
  ];
  return 1 + Math.max(0, ...inside.map(depthOf));
};

/** Checks a condition: at most six levels deep. */
export const conditionSchema = nested.refine((condition) => depthOf(condition) <= MOST_DEPTH);
