import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EventColumns,
  type MessageColumns,
  noPropertySets,
  type OrderColumns,
  unreadColumns,
} from '../../shared/columns.ts';
import { BASES, PURPOSES, type Purpose } from '../../shared/model.ts';
import {
  type ConsentIndex,
  permitCampaigns,
  permitEvents,
  permitFigures,
  permitMessages,
  permitOrders,
} from '../../src-main/privacy/permit.ts';
import { campaignColumns, figureColumns } from '../analysis/columns.ts';

type Row = { person: number; run: number; own: number; lines: number };
interface Case {
  rows: Row[];
  state: number[];
  restricted: number[];
  basis: number[];
  ready: number[];
  closed: boolean;
}

const PEOPLE = 5;
const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.array(
    fc.record({
      person: fc.integer({ min: 0, max: PEOPLE + 1 }),
      run: fc.integer({ min: 1, max: 5 }),
      own: fc.integer({ min: 0, max: 1 }),
      lines: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 60 },
  ),
  state: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: PEOPLE + 1, maxLength: PEOPLE + 1 }),
  restricted: fc.array(fc.constantFrom(0, 0, 1), { minLength: PEOPLE + 1, maxLength: PEOPLE + 1 }),
  basis: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }),
  // Run 5 is under way and not known to the index at all.
  ready: fc.array(fc.constantFrom(1, 1, 1, 0, 2), { minLength: 5, maxLength: 5 }),
  closed: fc.constantFrom(false, false, false, true),
});

function indexOf({ state, restricted, basis, ready, closed }: Case, purpose: Purpose): ConsentIndex {
  const open = (values: number[]) =>
    Object.fromEntries(PURPOSES.map((p) => [p, Uint8Array.from(p === purpose ? values : [])])) as Record<
      Purpose,
      Uint8Array
    >;
  return {
    people: PEOPLE,
    state: open(state),
    restricted: Uint8Array.from(restricted),
    basisOfRun: open(basis),
    readyRun: Uint8Array.from(ready),
    closed: Object.fromEntries(PURPOSES.map((p) => [p, closed && p === purpose])) as Record<Purpose, boolean>,
    changesAtMs: Number.POSITIVE_INFINITY,
  };
}

const shared = <T extends Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array>(
  make: new (buffer: SharedArrayBuffer) => T,
  bytes: number,
  values: number[],
): T => {
  const array = new make(new SharedArrayBuffer(bytes * values.length));
  array.set(values);
  return array;
};

function eventsOf(rows: Row[]): EventColumns {
  const at = (offset: number) => rows.map((_, i) => i * 10 + offset);
  return {
    length: rows.length,
    at: shared(Float64Array, 8, at(0)),
    person: shared(
      Uint32Array,
      4,
      rows.map((r) => r.person),
    ),
    kind: shared(Uint8Array, 1, at(1)),
    flags: shared(Uint8Array, 1, at(2)),
    page: shared(Uint32Array, 4, at(3)),
    source: shared(Uint32Array, 4, at(4)),
    agent: shared(Uint16Array, 2, at(5)),
    status: shared(Uint16Array, 2, at(6)),
    sizeBytes: shared(Uint32Array, 4, at(7)),
    value: shared(Float32Array, 4, at(0.5)),
    run: shared(
      Uint16Array,
      2,
      rows.map((r) => r.run),
    ),
    tookMsPlus1: shared(Uint32Array, 4, at(9)),
    screen: shared(Uint16Array, 2, at(10)),
    language: shared(Uint16Array, 2, at(11)),
    properties: shared(Uint32Array, 4, at(12)),
    propertySets: noPropertySets(),
    screens: [''],
    languages: [''],
    pages: 1,
    sources: 1,
    agents: 1,
    channelOfSource: new Uint8Array(2),
    siteOfSource: new Uint32Array(2),
    campaignOfSource: new Uint8Array(2),
    deviceOfAgent: new Uint8Array(2),
    botClassOfAgent: new Uint8Array(2),
    programOfAgent: new Uint16Array(2),
    countries: [''],
    countryOfPerson: new Uint8Array(1),
    pageId: () => 7,
    pagesWithPrefix: () => new Uint32Array(0),
    titleOfPage: () => new Uint32Array(1),
  };
}

function messagesOf(rows: Row[]): MessageColumns {
  const zeros = () => new Uint32Array(rows.length);
  return {
    length: rows.length,
    id: Uint32Array.from(rows, (_, i) => i + 1),
    at: Float64Array.from(rows, (_, i) => i),
    author: Uint32Array.from(rows, (r) => r.person),
    network: new Uint8Array(rows.length),
    kind: new Uint8Array(rows.length),
    own: Uint8Array.from(rows, (r) => r.own),
    language: new Uint8Array(rows.length),
    languages: [''],
    rating: Float32Array.from(rows, () => Number.NaN),
    likes: zeros(),
    shares: zeros(),
    replies: zeros(),
    views: zeros(),
    reach: zeros(),
    saves: zeros(),
    clicks: zeros(),
    sentiment: Float32Array.from(rows, (_, i) => i / 100),
    item: zeros(),
    items: 0,
    run: Uint16Array.from(rows, (r) => r.run),
    ...unreadColumns(rows.length),
  };
}

function ordersOf(rows: Row[]): OrderColumns {
  const lineStart = new Uint32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) lineStart[i + 1] = (lineStart[i] ?? 0) + row.lines;
  const lines = lineStart[rows.length] ?? 0;
  return {
    length: rows.length,
    id: Uint32Array.from(rows, (_, i) => i + 1),
    at: Float64Array.from(rows, (_, i) => i),
    buyer: Uint32Array.from(rows, (r) => r.person),
    total: Float64Array.from(rows, (_, i) => i * 1.5),
    currency: new Uint8Array(rows.length),
    currencies: [''],
    status: new Uint8Array(rows.length).fill(1),
    run: Uint16Array.from(rows, (r) => r.run),
    lineStart,
    lineItem: Uint32Array.from({ length: lines }, (_, i) => 100 + i),
    lineQuantity: Float32Array.from({ length: lines }, (_, i) => i + 0.5),
    linePrice: Float32Array.from({ length: lines }, (_, i) => i + 0.25),
    items: 1,
  };
}

/** The rule in the words of the brief, one row at a time. */
function reasonFor(row: Row, given: Case, ownCounts: boolean): string | null {
  if (given.closed) return 'purpose-over';
  const ready = given.ready[row.run];
  if (ready === 2) return 'basis-over';
  if (ready !== 1) return 'importing';
  const known = row.person > 0 && row.person <= PEOPLE;
  if (known && given.restricted[row.person] === 1) return 'restricted';
  if (known && given.state[row.person] === 2) return 'objected';
  const basis = BASES[given.basis[row.run] ?? 0];
  if (basis === 'contract' || basis === 'legitimate-interest') return null;
  const granted = (known && given.state[row.person] === 1) || (ownCounts && row.own === 1);
  if (basis === 'consent' && granted) return null;
  return basis === 'consent' && known && given.state[row.person] === 3 ? 'expired' : 'no-consent';
}

function expectedLeftOut(given: Case, ownCounts: boolean) {
  return ['objected', 'restricted', 'no-consent', 'importing', 'expired', 'purpose-over', 'basis-over']
    .map((reason) => {
      const out = given.rows.filter((row) => reasonFor(row, given, ownCounts) === reason);
      return { reason, people: new Set(out.map((row) => row.person).filter((p) => p > 0)).size, rows: out.length };
    })
    .filter((entry) => entry.rows > 0);
}

const keptOf = (given: Case, ownCounts: boolean) =>
  given.rows.flatMap((row, i) => (reasonFor(row, given, ownCounts) === null ? [i] : []));

describe('consent gate', () => {
  it('keeps the same events as the rule read row by row, in order, all columns cut alike', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...PURPOSES), (given, purpose) => {
        const events = eventsOf(given.rows);
        const before = [...events.at];
        const { columns, leftOut } = permitEvents(events, purpose, indexOf(given, purpose));
        const kept = keptOf(given, false);
        expect(leftOut).toEqual(expectedLeftOut(given, false));
        expect(columns.length).toBe(kept.length);
        for (const [name, column] of Object.entries(events)) {
          if (!ArrayBuffer.isView(column) || name.includes('Of')) continue;
          const source = column as unknown as ArrayLike<number>;
          const cut = columns[name as keyof EventColumns] as unknown as ArrayLike<number>;
          expect([name, ...Array.from(cut)]).toEqual([name, ...kept.map((i) => source[i])]);
        }
        expect([...events.at]).toEqual(before);
        expect(columns.pageId('x')).toBe(7);
      }),
    );
  });

  it('treats the business’s own messages as its own, and only those', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { columns, leftOut } = permitMessages(messagesOf(given.rows), 'research', indexOf(given, 'research'));
        expect([...columns.id]).toEqual(keptOf(given, true).map((i) => i + 1));
        expect(leftOut).toEqual(expectedLeftOut(given, true));
      }),
    );
  });

  it('cuts orders together with their lines', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const orders = ordersOf(given.rows);
        const { columns } = permitOrders(orders, 'marketing', indexOf(given, 'marketing'));
        const linesOf = (from: OrderColumns, i: number) =>
          Array.from(from.lineItem.subarray(from.lineStart[i], from.lineStart[i + 1]), (item, at) => [
            item,
            from.lineQuantity[(from.lineStart[i] ?? 0) + at],
            from.linePrice[(from.lineStart[i] ?? 0) + at],
          ]);
        const kept = keptOf(given, false);
        expect([...columns.id]).toEqual(kept.map((i) => i + 1));
        expect(kept.map((_, i) => linesOf(columns, i))).toEqual(kept.map((i) => linesOf(orders, i)));
        expect(columns.lineItem.length).toBe(columns.lineStart.at(-1));
      }),
    );
  });

  it('hands out the very same arrays when nobody is left out', () => {
    const rows = [{ person: 1, run: 1, own: 0, lines: 1 }];
    const given: Case = {
      rows,
      state: [0, 0, 0, 0, 0, 0],
      restricted: [0, 0, 0, 0, 0, 0],
      basis: [0, 3, 0, 0, 0],
      ready: [1, 1, 1, 1, 1],
      closed: false,
    };
    const events = eventsOf(rows);
    const orders = ordersOf(rows);
    expect(permitEvents(events, 'service', indexOf(given, 'service')).columns).toBe(events);
    expect(permitOrders(orders, 'service', indexOf(given, 'service')).columns).toBe(orders);
  });

  it('campaigns and figures, which are about nobody, need a basis but nobody’s consent', () => {
    const sketch = { from: 0, to: 1 };
    const campaigns = campaignColumns([1, 2, 3, 4].map((run) => ({ ...sketch, spend: run, run })));
    const figures = figureColumns([1, 2, 3, 4].map((run) => ({ ...sketch, value: run, run })));
    // Runs 1 to 4 stand on: nothing, consent, contract, legitimate interest.
    const given: Case = {
      rows: [],
      state: [],
      restricted: [0, 0, 0, 0, 0, 0],
      basis: [0, 0, 1, 2, 3],
      ready: [1, 1, 1, 1, 1],
      closed: false,
    };
    const index = indexOf(given, 'service');
    const kept = permitCampaigns(campaigns, 'service', index);
    expect([...kept.columns.spend]).toEqual([2, 3, 4]);
    expect(kept.leftOut).toEqual([{ reason: 'no-consent', people: 0, rows: 1 }]);
    const cut = permitFigures(figures, 'service', index).columns;
    expect([...cut.value]).toEqual([2, 3, 4]);
    // Every column is cut alike, and another purpose has no basis at all.
    for (const columns of [kept.columns, cut])
      for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) expect(column).toHaveLength(3);
    expect(permitFigures(figures, 'advertising', index).columns.length).toBe(0);
  });

  it('reads long runs of kept rows right (block copies)', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      person: i < 500 ? 1 : i < 510 ? 2 : 3,
      run: 1,
      own: 0,
      lines: 1,
    }));
    const given: Case = {
      rows,
      state: [0, 1, 0, 1, 0, 0],
      restricted: [0, 0, 0, 0, 0, 0],
      basis: [0, 1, 0, 0, 0],
      ready: [1, 1, 1, 1, 1],
      closed: false,
    };
    const { columns } = permitEvents(eventsOf(rows), 'marketing', indexOf(given, 'marketing'));
    expect(columns.length).toBe(990);
    expect(Array.from(columns.at)).toEqual(rows.flatMap((row, i) => (row.person === 2 ? [] : [i * 10])));
    const empty = permitEvents(eventsOf([]), 'marketing', indexOf(given, 'marketing'));
    expect(empty.columns.length).toBe(0);
  });
});
