import type { EventColumns, OrderColumns, Tables } from '../../../shared/columns.ts';
import type { Condition } from '../../../shared/conditions.ts';
import type { RunContext } from '../analysis.ts';
import { maskOf } from './conditions.ts';
import { messagesOf } from './narrow-messages.ts';
import { OUTSIDE } from './scan.ts';

/** Events where all rows that do not fulfil the condition are marked as outside: no analysis counts them. */
function narrowEvents(events: EventColumns, mask: Uint8Array): EventColumns {
  const flags = events.flags.slice();
  for (let i = 0; i < flags.length; i++) if (mask[i] === 0) flags[i] = (flags[i] as number) | OUTSIDE;
  return { ...events, flags };
}

/** The people who have an event that fulfils the condition. */
function peopleIn(events: EventColumns, mask: Uint8Array): Set<number> {
  const people = new Set<number>();
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) people.add(events.person[i] as number);
  people.delete(0);
  return people;
}

/** Orders of these people; those of all others are no sales. */
function narrowOrders(orders: OrderColumns, people: ReadonlySet<number>): OrderColumns {
  const status = orders.status.map((state, i) => (people.has(orders.buyer[i] as number) ? state : 0));
  return { ...orders, status };
}

/** As the people of a segment are looked for. */
export const segmentContext = (context: RunContext): RunContext => ({
  ...context,
  range: context.segmentRange ?? context.range,
});

/** Events narrowed lately, by the flags of the columns: the analyses of one page ask for the same ones. */
interface Known {
  key: string;
  of: EventColumns;
  mask: Uint8Array;
  events: EventColumns;
}
const known = new WeakMap<Uint8Array, Known[]>();
/** The period looked at and the one before it. */
const MOST_KNOWN = 2;

function narrowed(of: EventColumns, segment: Condition, context: RunContext): Known {
  const key = JSON.stringify([segment, context]);
  const list = known.get(of.flags) ?? [];
  const found = list.find((one) => one.key === key && one.of === of);
  if (found) return found;
  const mask = maskOf(of, segmentContext(context), segment);
  const made: Known = { key, of, mask, events: narrowEvents(of, mask) };
  known.set(of.flags, [made, ...list].slice(0, MOST_KNOWN));
  return made;
}

/**
 * Tables narrowed to a segment: events by row (or visit, or person, as the condition says), orders and messages by person.
 * Campaigns and other tools' figures have no people to go by and stay as they are.
 */
export function narrowTables(tables: Tables, segment: Condition, context: RunContext): Tables {
  const { mask, events } = narrowed(tables.events, segment, context);
  const people = peopleIn(tables.events, mask);
  const { orders, messages } = tables as Partial<Tables>;
  return {
    ...tables,
    events,
    ...(orders ? { orders: narrowOrders(orders, people) } : {}),
    ...(messages ? { messages: messagesOf(messages, people) } : {}),
  };
}
