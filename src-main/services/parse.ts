import type { ImportChoices, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Row } from '../../shared/model.ts';
import {
  type LanguageDetector,
  loadLanguageDetector,
  SENTIMENT_VERSION,
  scoreText,
} from '../analysis/base/sentiment.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import type { EventBatch, ParseStep } from '../import/format.ts';
import { FORMATS } from '../import/formats/index.ts';
import { classifySource, type SourceInfo } from '../import/referrers.ts';
import { openSource } from '../import/source.ts';
import { maskContacts } from '../privacy/redact.ts';
import { HASH_BYTES, type Hasher, makeHasher } from '../privacy/identify.ts';
import { type OrderBatch, OrderCollector } from './order-batch.ts';

/** What the parser thread of one import is asked to do. */
export interface ParseRequest {
  path: string;
  format: string;
  mapping: Mapping | null;
  choices: ImportChoices | null;
  zone: string;
  /** The store's pepper: visitors of a log become pseudonyms before they reach the writer. */
  pepper: Uint8Array;
  /** Whether the writer can seal clear values into the vault; otherwise those of buyers are not handed on. */
  readable: boolean;
}

/** Score and language of a message, worked out where there is time: in the parser thread. */
export interface MessageScore {
  score: number | null;
  version: number;
  language: string;
}

/** One step, enriched with what can be known from the text alone. */
export interface ParseProgress {
  step: ParseStep;
  /** Orders travel in columns of their own: those of this step and of earlier ones. */
  orders: OrderBatch | null;
  consumedBytes: number;
  sizeBytes: number;
  /** For row batches: one entry per row, null where the row is no message. */
  scores: (MessageScore | null)[];
  /** For event batches: one entry per new agent and new source. For rows: keyed by text. */
  /** Hashes of the new visitors of an event batch, 16 bytes each; the visitors themselves are not handed on. */
  visitors: Uint8Array;
  agents: AgentInfo[];
  sources: SourceInfo[];
}

/** Opens, parses and enriches one file. Runs in the parser thread. */
export async function* parseSteps(request: ParseRequest): AsyncGenerator<ParseProgress> {
  const format = FORMATS.find((entry) => entry.id === request.format);
  if (!format) throw new AppError('format-unknown');
  const { source, close } = await openSource(request.path);
  try {
    const hash = makeHasher(request.pepper);
    const detect = format.yields.includes('message') ? await loadLanguageDetector() : () => '';
    const { mapping, zone, choices } = request;
    // An order is the same order whether its table came as text, a workbook or JSON.
    const orders = new OrderCollector(hash, mapping ? mapping.scope || 'table-file' : request.format, request.readable);
    const progress = (step: ParseStep, batch: OrderBatch | null): ParseProgress => ({
      step,
      orders: batch,
      consumedBytes: source.consumedBytes(),
      sizeBytes: source.sizeBytes,
      ...enrich(step, hash, detect),
    });
    for await (const step of format.parse(source, { mapping, zone, ...(choices ? { choices } : {}) })) {
      for (const full of collectOrders(step, orders)) yield progress(NOTHING, full);
      if (step.batch || step.rejections.length + step.skipped > 0) yield progress(step, null);
    }
    yield progress(NOTHING, orders.take());
  } finally {
    close();
  }
}

const NOTHING: ParseStep = { batch: null, rejections: [], skipped: 0 };

/** Moves the orders of a step into the collector; yields batches that are full. */
function* collectOrders(step: ParseStep, orders: OrderCollector): Generator<OrderBatch> {
  if (step.batch?.type !== 'rows') return;
  const others: Row[] = [];
  for (const row of step.batch.rows) {
    if (row.type !== 'order') {
      others.push(row);
      continue;
    }
    orders.add(row);
    const full = orders.isFull ? orders.take() : null;
    if (full) yield full;
  }
  step.batch = others.length > 0 ? { type: 'rows', rows: others } : null;
}

const NOBODY = new Uint8Array(0);

function hashVisitors(batch: EventBatch, hash: Hasher): Uint8Array {
  const hashes = new Uint8Array(batch.newVisitors.length * HASH_BYTES);
  batch.newVisitors.forEach((visitor, i) => {
    hashes.set(hash(visitor), i * HASH_BYTES);
  });
  batch.newVisitors = [];
  return hashes;
}

function enrich(
  { batch }: ParseStep,
  hash: Hasher,
  detect: LanguageDetector,
): Pick<ParseProgress, 'scores' | 'visitors' | 'agents' | 'sources'> {
  if (batch?.type === 'events') {
    const agents = batch.newAgents.map(classifyAgent);
    // Robots give their owner's address, and some shops write their customers' into paths.
    batch.newAgents = batch.newAgents.map(maskContacts);
    batch.newPages = batch.newPages.map(maskContacts);
    batch.newSources = batch.newSources.map(maskContacts);
    return {
      scores: [],
      visitors: hashVisitors(batch, hash),
      agents,
      sources: batch.newSources.map((url) => classifySource(url)),
    };
  }
  const scores = (batch?.rows ?? []).map((row): MessageScore | null => {
    if (row.type !== 'message') return null;
    const language = row.language || detect(row.text);
    return { score: scoreText(row.text, language).score, version: SENTIMENT_VERSION, language };
  });
  return { scores, visitors: NOBODY, agents: [], sources: [] };
}
