import { EVENT_FLAGS, EVENT_KINDS, type Rejection } from '../../shared/model.ts';
import { isBotAgent } from './agents.ts';
import type { ParseStep } from './format.ts';
import { CampaignMemo } from './log-campaign.ts';
import {
  emptyColumns,
  LOG_LIMITS,
  MAP_COST,
  type LogLimits,
  MAX_REJECTIONS,
  NewEntries,
  toBatch,
  TookColumn,
} from './log-columns.ts';
import type { LogHit } from './log-hit.ts';
import { ASSET, asksOf, kindOfHit, kindOfPath, VIEW } from './log-kinds.ts';
import { OwnHosts } from './log-own-hosts.ts';
import { LogSearches } from './log-searches.ts';
import { SaltPeriod, type VisitorSalt } from './log-salt.ts';
import { hostOf, toAddress, toAgent, toPage, toSite } from './log-text.ts';
import { searchParameters } from './site-search.ts';

const MAX_SIZE = 0xffffffff;
/** Longest text that serves as a key of its own; longer ones are cut when kept, too. */
const MAX_KEY = 4096;

interface Entry {
  id: number;
  text: string;
}
interface Agent extends Entry {
  flags: number;
  /** Of its own, also where two spell the same agent differently. */
  number: number;
}
interface Page {
  id: number;
  kind: number;
  /** Parameters that hold what was typed, where the page shows what a search has found. */
  searches: readonly string[];
}

/** The running lists of a batch, by the texts in the file. */
class Lists {
  readonly pages = new Map<string, Page>();
  readonly agents = new Map<string, Agent>();
  readonly sources = new Map<string, Entry & { host: string }>();
  readonly visitors = new Map<string, number>();
  pageIds = 0;
  sourceIds = 0;
  agentIds = 0;
  keptBytes = 0;

  isFull({ listEntries, listBytes }: LogLimits): boolean {
    const { pages, agents, sources, visitors } = this;
    return (
      Math.max(pages.size, agents.size, sources.size, visitors.size) * MAP_COST >= listEntries ||
      this.keptBytes >= listBytes
    );
  }
}

/** Gathers hits, however they were written, into columnar batches with running lists that never outgrow their bounds. */
export class HitBatch {
  readonly #limits: LogLimits;
  readonly #period: SaltPeriod;
  readonly #ownHosts = new OwnHosts();
  readonly #campaigns = new CampaignMemo();
  #lists = new Lists();
  #reset = false;
  #columns: ReturnType<typeof emptyColumns>;
  readonly #took: TookColumn;
  readonly #searches: LogSearches;
  #count = 0;
  #rejections: Rejection[] = [];
  #skipped = 0;
  #new = new NewEntries();

  constructor(salt: VisitorSalt = 'always', limits: LogLimits = LOG_LIMITS) {
    this.#limits = limits;
    this.#period = new SaltPeriod(salt);
    this.#columns = emptyColumns(limits.batchRows);
    this.#took = new TookColumn(limits.batchRows);
    this.#searches = new LogSearches(limits.batchRows);
  }

  /** A step should be taken before more is added. */
  get isFull(): boolean {
    return this.#count >= this.#limits.batchRows || this.#rejections.length >= MAX_REJECTIONS;
  }

  reject(rejection: Rejection): void {
    this.#rejections.push(rejection);
  }

  skip(): void {
    this.#skipped++;
  }

  add(hit: LogHit, line: number): void {
    const columns = this.#columns;
    const row = this.#count++;
    const agent = this.#agent(hit.agent);
    const page = this.#page(hit);
    const kind = hit.kind ? EVENT_KINDS.indexOf(hit.kind) : kindOfHit(hit.status ?? 200, asksOf(hit.method), page.kind);
    columns.atMs[row] = hit.atMs;
    columns.visitor[row] = this.#visitor(hit, agent);
    columns.kind[row] = kind;
    columns.flags[row] = agent.flags | hit.flags;
    columns.page[row] = page.id;
    columns.source[row] = this.#source(hit, kind);
    columns.agent[row] = agent.id;
    columns.status[row] = hit.status ?? 0;
    columns.sizeBytes[row] = Math.min(hit.sizeBytes ?? 0, MAX_SIZE);
    columns.line[row] = line;
    if (hit.durationMs !== null) this.#took.note(row, hit.durationMs);
    // Robots type nothing.
    if (page.searches.length > 0 && kind === VIEW && ((columns.flags[row] as number) & EVENT_FLAGS.bot) === 0)
      this.#searches.note(row, hit.query, page.searches);
    if (hit.host !== '') this.#ownHosts.servedBy(hit.host);
  }

  /** What came together since the last step. */
  step(): ParseStep {
    const batch = this.#count > 0 ? this.#batch() : null;
    const step = { batch, rejections: this.#rejections, skipped: this.#skipped };
    this.#rejections = [];
    this.#skipped = 0;
    return step;
  }

  /** What is left over at the end; null when there is nothing. */
  last(): ParseStep | null {
    return this.#count > 0 || this.#rejections.length > 0 || this.#skipped > 0 ? this.step() : null;
  }

  #agent(raw: string): Agent {
    const key = raw.slice(0, MAX_KEY);
    const known = this.#lists.agents.get(key);
    if (known) return known;
    const text = toAgent(key);
    const entry = {
      id: text === '' ? 0 : ++this.#lists.agentIds,
      text,
      flags: isBotAgent(text) ? EVENT_FLAGS.bot : 0,
      number: this.#lists.agents.size,
    };
    if (text !== '') this.#new.agents.push(text);
    this.#lists.agents.set(key, entry);
    this.#lists.keptBytes += key.length + text.length;
    return entry;
  }

  #page({ path, host }: LogHit): Page {
    const raw = path.slice(0, MAX_KEY);
    // No line end is in a path: the two kinds of key are never equal.
    const key = host === '' ? raw : `${host}\n${raw}`;
    const known = this.#lists.pages.get(key);
    if (known) return known;
    const text = toPage(raw) || '/';
    const page = { id: ++this.#lists.pageIds, kind: kindOfPath(text), searches: searchParameters(text) };
    this.#new.pages.push(text);
    this.#new.pageSites.push(toSite(host));
    this.#lists.pages.set(key, page);
    this.#lists.keptBytes += key.length + text.length;
    return page;
  }

  #visitor({ address, atMs }: LogHit, agent: Agent): number {
    // Nobody to count, as on a local socket.
    if (address === '' || address === '-') return 0;
    const who = address.slice(0, MAX_KEY);
    // Much shorter than the value itself, which is only made for those that are new.
    const key = `${this.#period.number(atMs)} ${agent.number} ${who}`;
    const known = this.#lists.visitors.get(key);
    if (known !== undefined) return known;
    const value = `${who}\n${agent.text}${this.#period.text(atMs)}`;
    const id = this.#lists.visitors.size + 1;
    this.#new.visitors.push({ kind: 'visitor', scope: 'log', value });
    this.#lists.visitors.set(key, id);
    this.#lists.keptBytes += key.length + value.length;
    return id;
  }

  #source({ query, referrer }: LogHit, kind: number): number {
    const tagged = query === '' ? '' : this.#campaigns.source(query);
    // A campaign's text begins with a scheme of its own, so that it is no referrer's key.
    // What stands behind a referrer's `?` or `#` is not kept.
    const key = tagged === '' ? referrer.slice(0, MAX_KEY).replace(/[?#].*$/s, '') : tagged;
    if (key === '' || key === '-') return 0;
    let entry = this.#lists.sources.get(key);
    if (!entry) {
      const text = tagged === '' ? toAddress(key) : tagged;
      entry = { id: text === '' ? 0 : ++this.#lists.sourceIds, text, host: tagged === '' ? hostOf(text) : '' };
      if (text !== '') this.#new.sources.push(text);
      this.#lists.sources.set(key, entry);
      this.#lists.keptBytes += key.length + text.length;
    }
    if (kind === ASSET) this.#ownHosts.embedded(entry.host);
    return entry.id;
  }

  #batch(): ParseStep['batch'] {
    const batch = toBatch(this.#columns, this.#count, this.#new, {
      reset: this.#reset,
      ownHosts: this.#ownHosts.list(),
      ...this.#took.take(this.#count),
      ...this.#searches.take(this.#count),
    });
    if (this.#count === this.#limits.batchRows) this.#columns = emptyColumns(this.#limits.batchRows);
    this.#count = 0;
    this.#new = new NewEntries();
    this.#reset = this.#lists.isFull(this.#limits) || this.#searches.isFull(this.#limits, MAP_COST);
    if (this.#reset) {
      this.#lists = new Lists();
      this.#searches.clear();
    }
    return batch;
  }
}
