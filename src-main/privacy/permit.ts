import {
  type CampaignColumns,
  type EventColumns,
  type FigureColumns,
  MESSAGE_COLUMNS,
  type MessageColumns,
  type OrderColumns,
} from '../../shared/columns.ts';
import { BASES, type Basis, type Purpose } from '../../shared/model.ts';
import type { LeftOut } from '../../shared/results.ts';
import { compact, type KeptRows, keptRows, type RowColumn } from './compact.ts';

declare const permitted: unique symbol;
/** Columns that hold only rows which may be used for the purpose they were asked for. Only this file can make one. */
export type Permitted<T> = T & { readonly [permitted]: true };

/** What people said and on which basis each import stands, as arrays. Ids beyond an array's end are treated as "nothing on record". */
export interface ConsentIndex {
  /** Highest person id. */
  people: number;
  /** Per person id: 0 unknown, 1 granted, 2 denied, 3 granted but expired. */
  state: Record<Purpose, Uint8Array>;
  /** Per person id: 1 = frozen (GDPR Art. 18): stored, used by nothing. */
  restricted: Uint8Array;
  /** Per run id: index into BASES. */
  basisOfRun: Record<Purpose, Uint8Array>;
  /** Per run id: 1 = wholly imported; 2 = too, but its bases do not hold now. An import shows in nothing until it is, and while they do not. */
  readyRun: Uint8Array;
  /** Purposes that have not begun or have ended: nobody and nothing is used for them. */
  closed: Record<Purpose, boolean>;
  /** Unix ms of the next moment at which a consent, a purpose or the basis of an import begins or ends; Infinity = none will. */
  changesAtMs: number;
}

/** Columns after the gate, and whom it left out. */
export interface PermitOutcome<T> {
  columns: Permitted<T>;
  leftOut: LeftOut[];
}

const UNKNOWN = 0;
const GRANTED = 1;
const DENIED = 2;
const RESTRICTED = 3;
const NOBODY = 4;
const EXPIRED = 5;
const STANDINGS = 6;
/** `state` of somebody whose consent has expired. */
const EXPIRED_STATE = 3;

const ALLOWED = 0;
const REASONS = [
  'objected',
  'restricted',
  'no-consent',
  'importing',
  'expired',
  'purpose-over',
  'basis-over',
] as const satisfies readonly LeftOut['reason'][];
const codeOf = (reason: (typeof REASONS)[number]) => REASONS.indexOf(reason) + 1;

/** What happens to a row whose person has this standing and whose import has this basis. 0 = allowed. */
function verdict(standing: number, basis: Basis): number {
  if (standing === RESTRICTED) return codeOf('restricted');
  if (standing === DENIED) return codeOf('objected');
  if (basis === 'contract' || basis === 'legitimate-interest') return ALLOWED;
  if (basis === 'consent' && standing === GRANTED) return ALLOWED;
  // Only where the consent would have been what permits it.
  return basis === 'consent' && standing === EXPIRED ? codeOf('expired') : codeOf('no-consent');
}

function verdictTable(): Uint8Array {
  const table = new Uint8Array(STANDINGS * BASES.length);
  for (let standing = 0; standing < STANDINGS; standing++)
    for (const [i, basis] of BASES.entries()) table[standing * BASES.length + i] = verdict(standing, basis);
  return table;
}
const VERDICTS = verdictTable();

const standingOf = (state: number): number => (state === EXPIRED_STATE ? EXPIRED : state);

/** Standing of one person for a purpose; 0 is "nobody known". */
function standingAt(person: number, purpose: Purpose, { restricted, state }: ConsentIndex): number {
  if (person === 0) return NOBODY;
  return restricted[person] ? RESTRICTED : standingOf(state[purpose][person] ?? UNKNOWN);
}

/** Standing of each person for a purpose. */
function standings(purpose: Purpose, index: ConsentIndex): Uint8Array {
  const standing = new Uint8Array(index.people + 1);
  for (let person = 0; person <= index.people; person++) standing[person] = standingAt(person, purpose, index);
  return standing;
}

/** What the gate needs to know of rows. */
export interface RowFacts {
  length: number;
  person: Uint32Array;
  run: Uint16Array;
  /** 1 = written by the business itself, which needs nobody's consent to use its own words. */
  own?: Uint8Array;
}

const ownStanding = (standing: number) =>
  standing === UNKNOWN || standing === NOBODY || standing === EXPIRED ? GRANTED : standing;

/** Verdict per row, or null when every row is allowed. */
function judge(rows: RowFacts, purpose: Purpose, index: ConsentIndex): Uint8Array | null {
  const { length, person, run, own } = rows;
  if (index.closed[purpose]) return length === 0 ? null : new Uint8Array(length).fill(codeOf('purpose-over'));
  // Of a few rows only their own people are looked at: messages are judged one by one while they are read.
  const standing = length < index.people ? null : standings(purpose, index);
  const basis = index.basisOfRun[purpose];
  const bases = BASES.length;
  const { readyRun } = index;
  const shut = [codeOf('importing'), ALLOWED, codeOf('basis-over')];
  const verdicts = new Uint8Array(length);
  let out = 0;
  for (let i = 0; i < length; i++) {
    const who = person[i] as number;
    // A person whom the index does not know yet has nothing on record; a run that it does not know is under way.
    let stands = who > index.people ? UNKNOWN : (standing?.[who] ?? standingAt(who, purpose, index));
    if (own && own[i] === 1) stands = ownStanding(stands);
    const from = run[i] as number;
    const ready = readyRun[from] ?? 0;
    const given = ready === 1 ? (VERDICTS[stands * bases + (basis[from] ?? 0)] as number) : (shut[ready] as number);
    verdicts[i] = given;
    out |= given;
  }
  return out === 0 ? null : verdicts;
}

/** Per row: whether it may be used for a purpose. For work on the rows themselves, a few at a time. */
export function allowedRows(rows: RowFacts, purpose: Purpose, index: ConsentIndex): (row: number) => boolean {
  const verdicts = judge(rows, purpose, index);
  return (row) => verdicts === null || verdicts[row] === ALLOWED;
}

/** Counts rows and distinct people per reason. */
function leftOutOf(verdicts: Uint8Array, person: Uint32Array): LeftOut[] {
  const rows = new Float64Array(REASONS.length + 1);
  const people = new Float64Array(REASONS.length + 1);
  let highest = 0;
  for (let i = 0; i < verdicts.length; i++)
    if (verdicts[i] !== ALLOWED && (person[i] as number) > highest) highest = person[i] as number;
  const seen = new Uint8Array(highest + 1);
  for (let i = 0; i < verdicts.length; i++) {
    const code = verdicts[i] as number;
    if (code === ALLOWED) continue;
    rows[code] = (rows[code] as number) + 1;
    const who = person[i] as number;
    const bit = 1 << code;
    if (who === 0 || ((seen[who] as number) & bit) !== 0) continue;
    seen[who] = (seen[who] as number) | bit;
    people[code] = (people[code] as number) + 1;
  }
  return REASONS.map((reason) => ({
    reason,
    people: people[codeOf(reason)] as number,
    rows: rows[codeOf(reason)] as number,
  })).filter((entry) => entry.rows > 0);
}

/** Columns of T that hold one entry per row: the typed arrays that are not listed as shared by all rows. */
type RowColumnOf<T, Shared> = Exclude<{ [K in keyof T]-?: T[K] extends ArrayBufferView ? K : never }[keyof T], Shared>;
/** Compiles only when `names` lists every per-row column: a column added later cannot slip past the gate uncut. */
const everyColumn =
  <T, Shared extends keyof T = never>() =>
  <N extends RowColumnOf<T, Shared>>(names: readonly N[] & ([RowColumnOf<T, Shared>] extends [N] ? unknown : never)) =>
    names;

const EVENT_COLUMNS = everyColumn<
  EventColumns,
  | 'channelOfSource'
  | 'siteOfSource'
  | 'campaignOfSource'
  | 'deviceOfAgent'
  | 'botClassOfAgent'
  | 'programOfAgent'
  | 'countryOfPerson'
>()([
  'at',
  'person',
  'kind',
  'flags',
  'page',
  'source',
  'agent',
  'status',
  'sizeBytes',
  'value',
  'run',
  'tookMsPlus1',
  'screen',
  'language',
  'properties',
]);
const EVERY_MESSAGE_COLUMN = everyColumn<MessageColumns>()(MESSAGE_COLUMNS);
const ORDER_COLUMNS = everyColumn<OrderColumns, 'lineStart' | 'lineItem' | 'lineQuantity' | 'linePrice'>()([
  'id',
  'at',
  'buyer',
  'total',
  'currency',
  'status',
  'run',
]);
const CAMPAIGN_COLUMNS = everyColumn<CampaignColumns>()([
  'id',
  'from',
  'to',
  'network',
  'campaign',
  'group',
  'ad',
  'currency',
  'spend',
  'impressions',
  'clicks',
  'conversions',
  'reach',
  'revenue',
  'run',
]);
const FIGURE_COLUMNS = everyColumn<FigureColumns>()([
  'id',
  'from',
  'to',
  'network',
  'metric',
  'dimension',
  'account',
  'item',
  'value',
  'currency',
  'run',
]);
const ORDER_LINE_COLUMNS = ['lineItem', 'lineQuantity', 'linePrice'] as const;

function take<T extends { length: number }, K extends keyof T>(columns: T, names: readonly K[], kept: KeptRows): T {
  const taken = { ...columns, length: kept.length };
  for (const name of names) {
    const column = columns[name] as RowColumn;
    // Columns that no source filled are empty.
    if (column.length > 0) taken[name] = compact(column, kept) as T[K];
  }
  return taken;
}

function permit<T>(
  columns: T,
  rows: RowFacts,
  purpose: Purpose,
  index: ConsentIndex,
  cut: (kept: KeptRows) => T,
): PermitOutcome<T> {
  const verdicts = judge(rows, purpose, index);
  if (!verdicts) return { columns: columns as Permitted<T>, leftOut: [] };
  return { columns: cut(keptRows(verdicts)) as Permitted<T>, leftOut: leftOutOf(verdicts, rows.person) };
}

/** Events that may be used for a purpose. The same arrays when nobody is left out, else compacted copies in the same order. */
export const permitEvents = (columns: EventColumns, purpose: Purpose, index: ConsentIndex) =>
  permit(columns, columns, purpose, index, (kept) => take(columns, EVENT_COLUMNS, kept));

/** Messages that may be used for a purpose; the business's own ones need a basis but nobody's consent. */
export const permitMessages = (columns: MessageColumns, purpose: Purpose, index: ConsentIndex) =>
  permit(columns, { ...columns, person: columns.author }, purpose, index, (kept) =>
    take(columns, EVERY_MESSAGE_COLUMN, kept),
  );

function cutOrders(columns: OrderColumns, kept: KeptRows): OrderColumns {
  const { ranges, length } = kept;
  const lineStart = new Uint32Array(length + 1);
  // Lines of consecutive orders lie together: ranges of orders are ranges of lines.
  const lineRanges = ranges.map((order) => columns.lineStart[order] as number);
  let at = 0;
  for (let r = 0; r < ranges.length; r += 2) {
    const shift = (lineStart[at] as number) - (lineRanges[r] as number);
    for (let order = ranges[r] as number; order < (ranges[r + 1] as number); order++)
      lineStart[++at] = (columns.lineStart[order + 1] as number) + shift;
  }
  const lines: KeptRows = { ranges: lineRanges, length: lineStart[length] as number };
  const taken = take(columns, ORDER_COLUMNS, kept);
  taken.lineStart = lineStart;
  for (const name of ORDER_LINE_COLUMNS) Object.assign(taken, { [name]: compact(columns[name], lines) });
  return taken;
}

/** Orders that may be used for a purpose, with their lines. */
export const permitOrders = (columns: OrderColumns, purpose: Purpose, index: ConsentIndex) =>
  permit(columns, { ...columns, person: columns.buyer }, purpose, index, (kept) => cutOrders(columns, kept));

/** Rows with nobody behind them: like the business's own words they need a basis, but there is nobody whose consent could be missing. */
const aboutNobody = ({ length, run }: { length: number; run: Uint16Array }): RowFacts => ({
  length,
  run,
  person: new Uint32Array(length),
  own: new Uint8Array(length).fill(1),
});

/** Campaigns that may be used for a purpose. */
export const permitCampaigns = (columns: CampaignColumns, purpose: Purpose, index: ConsentIndex) =>
  permit(columns, aboutNobody(columns), purpose, index, (kept) => take(columns, CAMPAIGN_COLUMNS, kept));

/** Figures of other tools that may be used for a purpose. */
export const permitFigures = (columns: FigureColumns, purpose: Purpose, index: ConsentIndex) =>
  permit(columns, aboutNobody(columns), purpose, index, (kept) => take(columns, FIGURE_COLUMNS, kept));
