import type { EventColumns } from '../../../shared/columns.ts';
import type { Condition, Leaf } from '../../../shared/conditions.ts';
import { CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { hasName, hasProperty } from './properties.ts';
import { IS_ACT, outOfScope } from './scan.ts';
import { findSessions } from './sessions.ts';

type Mask = Uint8Array;

/** Whether a row itself fulfils a leaf. */
function testOf(events: EventColumns, leaf: Leaf): (i: number) => boolean {
  const { page, kind, source, agent, status, value, channelOfSource, deviceOfAgent } = events;
  const among = (list: readonly string[], wanted: readonly string[]) =>
    Uint8Array.from(list, (word) => (wanted.includes(word) ? 1 : 0));
  switch (leaf.field) {
    case 'page': {
      const wanted = new Uint8Array(events.pages + 1);
      for (const text of leaf.is)
        for (const id of text.endsWith('*') ? events.pagesWithPrefix(text.slice(0, -1)) : [events.pageId(text)])
          if (id > 0) wanted[id] = 1;
      return (i) => wanted[page[i] as number] === 1;
    }
    case 'kind': {
      const wanted = among(EVENT_KINDS, leaf.is);
      return (i) => wanted[kind[i] as number] === 1;
    }
    case 'channel': {
      const wanted = among(CHANNELS, leaf.is);
      return (i) => wanted[channelOfSource[source[i] as number] ?? 0] === 1;
    }
    case 'device': {
      const wanted = among(DEVICES, leaf.is);
      return (i) => wanted[deviceOfAgent[agent[i] as number] ?? 0] === 1;
    }
    case 'country': {
      const wanted = among(events.countries, leaf.is);
      return (i) => wanted[events.countryOfPerson[events.person[i] as number] ?? 0] === 1;
    }
    case 'language': {
      const wanted = among(events.languages, leaf.is);
      return (i) => wanted[events.language[i] ?? 0] === 1;
    }
    case 'screen': {
      const { from = 0, to = Number.POSITIVE_INFINITY } = leaf;
      const wanted = Uint8Array.from(events.screens, (size) => {
        const width = Number.parseInt(size, 10);
        return width >= from && width <= to ? 1 : 0;
      });
      return (i) => wanted[events.screen[i] ?? 0] === 1;
    }
    case 'property': {
      const [named, has] = [hasName(events, leaf.event ?? ''), hasProperty(events, leaf)];
      return (i) => has(i) && named(i);
    }
    case 'status':
    case 'value': {
      const column = leaf.field === 'status' ? status : value;
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = leaf;
      return (i) => (column[i] as number) >= from && (column[i] as number) <= to;
    }
  }
}

/** Rows that count for a leaf: acts in period and scope. */
const actTest = ({ at, kind, flags }: EventColumns, context: RunContext): ((i: number) => boolean) => {
  const hidden = outOfScope(context);
  const { fromMs, toMs } = context.range;
  return (i) =>
    IS_ACT[kind[i] as number] === 1 &&
    ((flags[i] as number) & hidden) === 0 &&
    (at[i] as number) >= fromMs &&
    (at[i] as number) < toMs;
};

/** Makes all of rows from..to one where one of them is. A view of the rows would cost more than the few of them. */
function spread(mask: Mask, from: number, to: number): void {
  let any = 0;
  for (let i = from; i < to; i++) any |= mask[i] as number;
  if (any === 1) for (let i = from; i < to; i++) mask[i] = 1;
}

/** Makes every row of a person one where one of them is. Rows of a person lie together; of nobody each stands for itself. */
function spreadOverPeople({ person, length }: EventColumns, mask: Mask): void {
  for (let from = 0; from < length; ) {
    const who = person[from];
    let to = from + 1;
    if (who !== 0) while (to < length && person[to] === who) to++;
    spread(mask, from, to);
    from = to;
  }
}

function spreadOverVisits(events: EventColumns, context: RunContext, mask: Mask): void {
  const { first, last, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) spread(mask, first[s] as number, (last[s] as number) + 1);
}

function maskOfLeaf(events: EventColumns, context: RunContext, leaf: Leaf): Mask {
  const fits = testOf(events, leaf);
  const isAct = actTest(events, context);
  const mask = new Uint8Array(events.length);
  for (let i = 0; i < events.length; i++) if (fits(i) && (leaf.in === 'act' || isAct(i))) mask[i] = 1;
  if (leaf.in === 'visit') spreadOverVisits(events, context, mask);
  if (leaf.in === 'person') spreadOverPeople(events, mask);
  return mask;
}

/**
 * 1 for every row that fulfils a condition. A leaf about a visit or a person holds for all their rows when one of their
 * acts in the period fulfils it; combinations are made row by row.
 */
export function maskOf(events: EventColumns, context: RunContext, condition: Condition): Mask {
  if ('field' in condition) return maskOfLeaf(events, context, condition);
  if ('not' in condition) return maskOf(events, context, condition.not).map((one) => 1 - one);
  const all = 'all' in condition;
  const parts = (all ? condition.all : condition.any).map((part) => maskOf(events, context, part));
  const mask = new Uint8Array(events.length).fill(all ? 1 : 0);
  for (const part of parts)
    for (let i = 0; i < mask.length; i++)
      mask[i] = all ? (mask[i] as number) & (part[i] as number) : (mask[i] as number) | (part[i] as number);
  return mask;
}
