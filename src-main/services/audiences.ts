import { createHash } from 'node:crypto';
import type { Tables } from '../../shared/columns.ts';
import type { Condition } from '../../shared/conditions.ts';
import type { AudienceColumn, AudienceCount, BuyerGroup } from '../../shared/contract/audiences.ts';
import { AppError } from '../../shared/errors.ts';
import type { LeftOut } from '../../shared/results.ts';
import type { Range } from '../../shared/time.ts';
import type { RunContext } from '../analysis/analysis.ts';
import { maskOf } from '../analysis/base/conditions.ts';
import { outOfScope } from '../analysis/base/scan.ts';
import { buyersInSegment } from '../analysis/rfm-segments.ts';
import { type ConsentIndex, permitEvents, permitOrders } from '../privacy/permit.ts';
import { audienceCsv, type Contacts } from '../reports/audience.ts';
import { addExport } from '../store/tables/exports.ts';
import { addExportPeople } from '../store/tables/export-people.ts';
import { findSavedSegment } from '../store/tables/kept.ts';
import { listIdentifiers } from '../store/tables/people.ts';
import type { CommandContext, QueryContext } from './context.ts';
import { storedFilter } from './export-guard.ts';
import type { Group, Handler } from './handlers.ts';
import { permittedCurrency, spanOfTable } from './permitted-facts.ts';
import { assertNoSpecialCategory } from './special-conditions.ts';

type Call = Parameters<Handler<'audiences.preview'>>[1];

const DENIED = 2;

/**
 * Who said no to marketing or to being profiled did not say yes to ads by it: an objection to direct marketing reaches every
 * audience, and what audiences are made from (GDPR Art. 21(2) and (3)).
 */
function withObjections(index: ConsentIndex): ConsentIndex {
  const { marketing, personalisation, advertising } = index.state;
  const joined = advertising.map((state, person) =>
    marketing[person] === DENIED || personalisation[person] === DENIED ? DENIED : state,
  );
  return { ...index, state: { ...index.state, advertising: joined } };
}

function addUp(lists: readonly (readonly LeftOut[])[]): LeftOut[] {
  const sums = new Map<LeftOut['reason'], LeftOut>();
  for (const { reason, people, rows } of lists.flat()) {
    const sum = sums.get(reason) ?? { reason, people: 0, rows: 0 };
    sums.set(reason, { reason, people: sum.people + people, rows: sum.rows + rows });
  }
  return [...sums.values()];
}

interface Members {
  people: number[];
  leftOut: LeftOut[];
  range: Range | null;
}

function runContextOf(
  { settings, checkWanted }: QueryContext,
  { range, span, currency }: { range: Range; span: Range; currency: string },
): RunContext {
  const { zone, sessionIdleMinutes, sessionEndsAtMidnight, sessionEndsAtSource } = settings();
  return {
    range,
    zone,
    dataEndMs: span.toMs,
    sessionIdleMs: sessionIdleMinutes * 60_000,
    sessionEndsAtMidnight,
    sessionEndsAtSource,
    bots: false,
    currency,
    checkWanted,
  };
}

async function buyersOf(context: QueryContext, group: BuyerGroup, asked: Range | null): Promise<Members> {
  const index = withObjections(context.tables.consent());
  const { tables, leftOut } = await context.tables.permitted(['orders'], 'advertising');
  const left = permitOrders((tables as Pick<Tables, 'orders'>).orders, 'advertising', index);
  const span = spanOfTable(left.columns);
  const range = asked ?? span;
  if (!range || !span) return { people: [], leftOut: addUp([leftOut, left.leftOut]), range };
  const currency = await permittedCurrency(context, 'advertising');
  const people = buyersInSegment(left.columns, runContextOf(context, { range, span, currency }), group);
  return { people, leftOut: addUp([leftOut, left.leftOut]), range };
}

async function visitorsOf(context: QueryContext, condition: Condition, asked: Range | null): Promise<Members> {
  const index = withObjections(context.tables.consent());
  const { tables, leftOut } = await context.tables.permitted(['events'], 'advertising');
  const left = permitEvents((tables as Pick<Tables, 'events'>).events, 'advertising', index);
  const events = left.columns;
  const span = spanOfTable(events);
  const range = asked ?? span;
  const all = addUp([leftOut, left.leftOut]);
  if (!range || !span) return { people: [], leftOut: all, range };
  const run = runContextOf(context, { range, span, currency: '' });
  const mask = maskOf(events, run, condition);
  const hidden = outOfScope(run);
  const people = new Set<number>();
  for (let i = 0; i < events.length; i++) {
    const at = events.at[i] as number;
    if (mask[i] === 1 && at >= range.fromMs && at < range.toMs && ((events.flags[i] as number) & hidden) === 0)
      people.add(events.person[i] as number);
  }
  people.delete(0);
  return { people: [...people].sort((a, b) => a - b), leftOut: all, range };
}

function conditionOf({ db }: QueryContext, { of }: Call): Condition | null {
  if (of.kind === 'buyers') return null;
  const condition = findSavedSegment(db, of.name);
  if (!condition) throw new AppError('not-found', { segment: true });
  assertNoSpecialCategory(of.name, condition);
  return condition;
}

const membersOf = (context: QueryContext, call: Call): Promise<Members> => {
  const condition = conditionOf(context, call);
  return call.of.kind === 'buyers'
    ? buyersOf(context, call.of.group, call.range)
    : visitorsOf(context, condition as Condition, call.range);
};

const inVault = ({ db }: QueryContext, person: number, column: AudienceColumn) =>
  listIdentifiers(db, person).filter(({ kind, sealed }) => kind === column && sealed !== null);

async function count(context: QueryContext, call: Call): Promise<AudienceCount & { people: number[] }> {
  const { people, leftOut, range } = await membersOf(context, call);
  const reachable = people.filter((person) =>
    call.columns.some((column) => inVault(context, person, column).length > 0),
  );
  const { smallGroup } = context.settings();
  return {
    members: people.length,
    reachable: reachable.length,
    leftOut: leftOut.filter((entry) => entry.people + entry.rows > 0),
    smallest: smallGroup,
    range,
    people: reachable,
  };
}

function contactsOf(context: CommandContext, person: number): Contacts {
  const clear = (column: AudienceColumn) =>
    inVault(context, person, column).map(({ hash, sealed }) => context.keys.reveal(hash, sealed as Uint8Array));
  return { email: clear('email'), phone: clear('phone') };
}

/**
 * Writes the list. What decides is purpose advertising, objections to marketing and profiling, and the small group: fewer people
 * than that are no audience. Throws `vault-locked`, `too-few-people`, `special-category`, and `not-allowed-here` in an adviser's
 * workspace.
 */
async function exportAudience(context: CommandContext, call: Parameters<Handler<'audiences.export'>>[1]) {
  const { db, options, audit, keys, settings } = context;
  if (settings().workspaceKind === 'adviser') throw new AppError('not-allowed-here');
  keys.assertOpen();
  const { people, ...counted } = await count(context, call);
  const columns = [...new Set(call.columns)];
  const reached = people
    .map((person) => ({ person, contacts: contactsOf(context, person) }))
    .filter(({ contacts }) => audienceCsv([contacts], columns, call.platform).people > 0);
  if (reached.length < counted.smallest) throw new AppError('too-few-people', { smallest: counted.smallest });
  const { bytes, rows } = audienceCsv(
    reached.map(({ contacts }) => contacts),
    columns,
    call.platform,
  );
  const hash = createHash('sha256').update(bytes).digest();
  const atMs = options.now();
  const condition = conditionOf(context, call);
  db.transaction(() => {
    const exported = addExport(db, {
      atMs,
      kind: 'audience',
      recipient: call.recipient,
      filter: storedFilter({ range: call.range, bots: false, ...(condition ? { segment: condition } : {}) }),
      milliEpsilon: 0,
      sha256: Uint8Array.from(hash),
      parts: columns.map((column) => ({ analysis: column, figures: new Uint8Array(0) })),
      scopes: [],
    });
    addExportPeople(
      db,
      exported,
      reached.map(({ person }) => person),
    );
    audit('audience.exported', {
      export: exported,
      platform: call.platform,
      group: call.of.kind === 'buyers' ? call.of.group : 'segment',
      columns: columns.join('+'),
      people: reached.length,
      leftOut: counted.leftOut.reduce((sum, entry) => sum + entry.people, 0),
      recipient: call.recipient,
      sha256: hash.toString('hex'),
    });
  })();
  const day = new Date(atMs).toISOString().slice(0, 10);
  const fileName = `audience-${call.platform}-${day}.csv`;
  return {
    ...counted,
    reachable: reached.length,
    fileName,
    mime: 'text/csv',
    bytes,
    sha256: hash.toString('hex'),
    rows,
  };
}

export const audiences: Group<'audiences'> = {
  'audiences.preview': async (context, call) => {
    const { people: _, ...counted } = await count(context, call);
    return counted;
  },
  'audiences.export': exportAudience,
};
