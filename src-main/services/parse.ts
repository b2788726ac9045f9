import type { ImportChoices, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { isInRange, toAddressBytes, toIpRange } from '../../shared/ip-range.ts';
import type { OrderRow, Rejection, Row } from '../../shared/model.ts';
import type { PropertyCount } from '../../shared/properties.ts';
import {
  type LanguageDetector,
  loadLanguageDetector,
  SENTIMENT_VERSION,
  tellsLanguage,
  UNSCORED,
} from '../analysis/base/sentiment.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import type { EventBatch, Format, ParseStep } from '../import/format.ts';
import { countryOfAddress } from '../import/countries.ts';
import { FORMATS } from '../import/formats/index.ts';
import { classifySource, type SourceInfo } from '../import/referrers.ts';
import { openSource } from '../import/source.ts';
import { HASH_BYTES, type Hasher, makeHasher } from '../privacy/identify.ts';
import { maskContacts } from '../privacy/redact.ts';
import { LogTerms } from './log-terms.ts';
import { type MessageBatch, type MessageScore, packMessages } from './message-batch.ts';
import { type OrderBatch, OrderCollector } from './order-batch.ts';
import { sentiment } from './sentiment.ts';
import { EventPacker, type TrackedEvents } from './tracked-events.ts';
import type { PeopleMask } from './without-people.ts';

/** A rule that names an address or a range. */
export interface OwnAddress {
  rule: number;
  range: string;
}

/** What the parser thread of one import is asked to do. */
export interface ParseRequest {
  path: string;
  format: string;
  mapping: Mapping | null;
  choices: ImportChoices | null;
  zone: string;
  /** The store's pepper: visitors of a log become pseudonyms before they reach the writer. */
  pepper: Uint8Array;
  /** Addresses of one's own staff, by the rule that names them; usually none. */
  ownAddresses: readonly OwnAddress[];
  /** The shop within which order numbers of this file are unique. */
  orderScope: string;
  /** Messages that are scored while the file is read; the rest is left to the background. */
  scoredAtMost: number;
  /** Whether rows are objects for a while, as those of tables and records of events are; lines of logs never are. */
  makesObjects: boolean;
}

/** One step, enriched with what can be known from the text alone. */
export interface ParseProgress {
  step: ParseStep;
  consumedBytes: number;
  sizeBytes: number;
  /** For row batches: one entry per row, null where the row is no message. */
  scores: (MessageScore | null)[];
  /** Messages in columns, where the step has nothing but messages: `step` then holds none of them. */
  messages: MessageBatch | null;
  /** Events among the rows, in columns: `step` holds the others. */
  tracked: TrackedEvents | null;
  /** Orders among the rows of this step and of earlier ones, in columns, many at a time. */
  orders: OrderBatch | null;
  /** Hashes of the new visitors of an event batch, 16 bytes each; the visitors themselves are not handed on. */
  visitors: Uint8Array;
  /** Country of each of those new visitors by their address (ISO 3166-1 alpha-2), '' where it is not known. */
  countries: string[];
  /** Which of those new visitors (from 0) a rule knows as one's own staff. */
  ownVisitors: { visitor: number; rule: number }[];
  /** For event batches: one entry per new agent and new source. */
  agents: AgentInfo[];
  sources: SourceInfo[];
  /** For event batches: one set of properties per new term of the site's own search, as `writePropertySet` writes it. */
  searchSets: string[];
  /** What became of those terms. */
  searchCounts: PropertyCount[];
  /** In the last step: digest of all of the file, where reading it brought that along. */
  wholeDigest: Uint8Array | null;
}

/** The threads that parse, one file after the other. */
export interface ParserThreads {
  /** Says that a file is about to be parsed: a thread is started, so that it has loaded its program by then. */
  prepare(makesObjects: boolean): void;
  /** Parses in a thread of its own. It is kept for the next file; leaving the loop over the steps early ends it. */
  parse(request: ParseRequest): AsyncIterable<ParseProgress>;
  /** Ends a thread that was prepared or kept and is not needed. */
  drop(): void;
}

/** Opens, parses and enriches one file. Runs in the parser thread. */
export async function* parseSteps(request: ParseRequest): AsyncGenerator<ParseProgress> {
  const format = FORMATS.find((entry) => entry.id === request.format);
  if (!format) throw new AppError('format-unknown');
  const { source, close } = await openSource(request.path);
  try {
    const hash = makeHasher(request.pepper);
    const findOwn = ownFinder(request.ownAddresses);
    const languages = new Languages();
    const { mapping, zone, choices } = request;
    const told = () => ({ consumedBytes: source.consumedBytes(), sizeBytes: source.sizeBytes });
    const orders = new OrderCollector(request.orderScope);
    const mask = choices?.withoutPeople ? await makeMask() : null;
    // Texts name people who come later: they are all met before the first row is handed on.
    if (mask && format.group !== 'web-log') yield* meetPeople(request, format, mask);
    const terms = new LogTerms(mask);
    const gathered = new Gathered(orders, mask);
    const onlyOrders = (batch: OrderBatch) => ({ ...NOTHING, ...NO_HITS, ...told(), orders: batch });
    for await (const step of format.parse(source, { mapping, zone, ...(choices ? { choices } : {}) })) {
      const isRows = gathered.add(step);
      for (const full of gathered.takeOrders()) yield onlyOrders(full);
      if (isRows && !gathered.isFull) continue;
      const rest = gathered.take();
      if (rest)
        yield { ...rest, ...NO_HITS, ...told(), ...(await scored(rest.step, languages, request.scoredAtMost, mask)) };
      if (step.batch?.type === 'events')
        yield {
          ...NO_HITS,
          step,
          tracked: null,
          ...told(),
          ...enrich(step.batch, hash, findOwn, mask?.label ?? maskContacts),
          ...terms.take(step.batch),
        };
    }
    const last = gathered.take();
    if (last)
      yield { ...last, ...NO_HITS, ...told(), ...(await scored(last.step, languages, request.scoredAtMost, mask)) };
    const remaining = orders.take();
    if (remaining) yield onlyOrders(remaining);
    const wholeDigest = source.wholeDigest?.() ?? null;
    if (wholeDigest) yield { ...NOTHING, ...NO_HITS, ...told(), wholeDigest };
  } finally {
    close();
  }
}

/** Rows that the writer is given at once; more of them at a time cost memory, fewer cost a transaction each. */
const STEP_ROWS = 2000;
/** Events take little room in columns. */
const STEP_EVENTS = 8192;

/** Small steps of rows, put together: formats hand rows on early, so that the collector need not carry them along. */
class Gathered {
  readonly #packer = new EventPacker();
  readonly #orders: OrderCollector;
  readonly #mask: PeopleMask | null;
  #fullOrders: OrderBatch[] = [];
  #rows: Row[] = [];
  #rejections: Rejection[] = [];
  #skipped = 0;

  constructor(orders: OrderCollector, mask: PeopleMask | null) {
    this.#orders = orders;
    this.#mask = mask;
  }

  /** Takes a step in; false when it is one of columns, which goes on as it is. */
  add({ batch, rejections, skipped }: ParseStep): boolean {
    if (batch?.type === 'events') return false;
    for (const row of batch?.rows ?? []) {
      if (row.type === 'event') this.#packer.add(this.#mask?.event(row) ?? row);
      else if (row.type === 'order') this.#addOrder(this.#mask?.order(row) ?? row);
      else this.#rows.push(row);
    }
    for (const rejection of rejections) this.#rejections.push(rejection);
    this.#skipped += skipped;
    return true;
  }

  #addOrder(row: OrderRow): void {
    this.#orders.add(row);
    const full = this.#orders.isFull ? this.#orders.take() : null;
    if (full) this.#fullOrders.push(full);
  }

  /** Batches of orders that are full. */
  takeOrders(): OrderBatch[] {
    const full = this.#fullOrders;
    if (full.length > 0) this.#fullOrders = [];
    return full;
  }

  get isFull(): boolean {
    const others = this.#rows.length + this.#rejections.length;
    return others + this.#packer.count >= (others > 0 ? STEP_ROWS : STEP_EVENTS);
  }

  /** What came together, or null. */
  take(): typeof NOTHING | null {
    const [rows, rejections, skipped] = [this.#rows, this.#rejections, this.#skipped];
    const tracked = this.#packer.take();
    if (rows.length + rejections.length + skipped === 0 && !tracked) return null;
    this.#rows = [];
    this.#rejections = [];
    this.#skipped = 0;
    return { step: { batch: rows.length === 0 ? null : { type: 'rows', rows }, rejections, skipped }, tracked };
  }
}

/** Loaded where it is needed: the tagger comes with lists of names. */
const makeMask = async (): Promise<PeopleMask> => new (await import('./without-people.ts')).PeopleMask();

/** Reads the file once to learn whom it names; the empty steps let a cancelled import end. */
async function* meetPeople(request: ParseRequest, format: Format, mask: PeopleMask): AsyncGenerator<ParseProgress> {
  const { path, mapping, zone, choices } = request;
  const { source, close } = await openSource(path);
  try {
    for await (const { batch } of format.parse(source, { mapping, zone, ...(choices ? { choices } : {}) })) {
      if (batch?.type === 'rows') for (const row of batch.rows) mask.note(row);
      yield { ...NOTHING, ...NO_HITS, consumedBytes: 0, sizeBytes: source.sizeBytes };
    }
  } finally {
    close();
  }
}

type OwnFinder = (batch: EventBatch) => ParseProgress['ownVisitors'];

/** Compares the addresses of new visitors with those of one's own staff: here, for the last time, they are readable. */
function ownFinder(addresses: readonly OwnAddress[]): OwnFinder {
  const rules = addresses.flatMap(({ rule, range }) => {
    const read = toIpRange(range);
    return read ? [{ rule, range: read }] : [];
  });
  if (rules.length === 0) return () => [];
  return ({ newVisitors }) =>
    newVisitors.flatMap(({ value }, visitor) => {
      const bytes = toAddressBytes(value.slice(0, value.indexOf('\n')));
      if (!bytes) return [];
      return rules.filter(({ range }) => isInRange(bytes, range)).map(({ rule }) => ({ visitor, rule }));
    });
}

function hashVisitors(batch: EventBatch, hash: Hasher): Uint8Array {
  const hashes = new Uint8Array(batch.newVisitors.length * HASH_BYTES);
  batch.newVisitors.forEach((visitor, i) => {
    hashes.set(hash(visitor), i * HASH_BYTES);
  });
  batch.newVisitors = [];
  return hashes;
}

const NOTHING: Pick<ParseProgress, 'step' | 'tracked'> = {
  step: { batch: null, rejections: [], skipped: 0 },
  tracked: null,
};
const NO_HITS: Omit<ParseProgress, 'step' | 'tracked' | 'consumedBytes' | 'sizeBytes'> = {
  scores: [],
  messages: null,
  orders: null,
  visitors: new Uint8Array(0),
  countries: [],
  ownVisitors: [],
  agents: [],
  sources: [],
  searchSets: [],
  searchCounts: [],
  wholeDigest: null,
};

/** What is known of the new visitors, agents and sources of a columnar batch. */
function enrich(
  batch: EventBatch,
  hash: Hasher,
  findOwn: OwnFinder,
  masked: (text: string) => string,
): Pick<ParseProgress, 'visitors' | 'countries' | 'ownVisitors' | 'agents' | 'sources'> {
  const agents = batch.newAgents.map(classifyAgent);
  // Robots give their owner's address, and some shops write their customers' into paths.
  batch.newAgents = batch.newAgents.map(masked);
  batch.newPages = batch.newPages.map(masked);
  batch.newSources = batch.newSources.map(masked);
  // Before the visitors are hashed: afterwards nobody can read their addresses.
  const ownVisitors = findOwn(batch);
  const countries = batch.newVisitors.map(({ value }) => countryOfAddress(value.slice(0, value.indexOf('\n'))));
  return {
    ownVisitors,
    countries,
    visitors: hashVisitors(batch, hash),
    agents,
    sources: batch.newSources.map((url) => classifySource(url)),
  };
}

/** Loads the language detector when a message is met that needs it: most exports say the language of nearly all of theirs. */
class Languages {
  /** Messages so far. */
  asked = 0;
  #detect: LanguageDetector | null = null;

  async readyFor(rows: readonly Row[]): Promise<void> {
    const asks = (row: Row) => row.type === 'message' && row.language === '' && tellsLanguage(row.text);
    if (!this.#detect && rows.some(asks)) this.#detect = await loadLanguageDetector();
  }

  /** Language of a text; '' when it is unsure. */
  of(text: string): string {
    return this.#detect?.(text) ?? '';
  }
}

/** A step of rows with the scores of its messages; nothing but messages goes on in columns. */
async function scored(
  step: ParseStep,
  languages: Languages,
  atMost: number,
  mask: PeopleMask | null,
): Promise<Pick<ParseProgress, 'step' | 'scores' | 'messages'>> {
  if (step.batch?.type !== 'rows') return { step, scores: [], messages: null };
  const { rows } = step.batch;
  await languages.readyFor(rows);
  const scores = rows.map((row): MessageScore | null => {
    if (row.type !== 'message') return null;
    const language = row.language || languages.of(row.text);
    if (++languages.asked > atMost) return { score: null, version: UNSCORED, language };
    return { score: sentiment.score(row.text, language), version: SENTIMENT_VERSION, language };
  });
  // Moods and languages are told by the text as it was written.
  const kept = mask ? rows.map((row) => (row.type === 'message' ? mask.message(row) : row)) : rows;
  const messages = packMessages(kept, scores);
  if (messages) return { step: { ...step, batch: null }, scores: [], messages };
  return { step: { ...step, batch: { type: 'rows', rows: kept } }, scores, messages: null };
}
