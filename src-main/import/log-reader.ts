import { EVENT_FLAGS, type Rejection } from '../../shared/model.ts';
import { release } from '../../shared/release.ts';
import { isBotAgent } from './agents.ts';
import type { EventBatch, ParseStep } from './format.ts';
import { CampaignMemo, mayHoldTags } from './log-campaign.ts';
import {
  type Columns,
  emptyColumns,
  LOG_LIMITS,
  type LogLimits,
  MAX_REJECTIONS,
  MAP_COST,
  NewEntries,
  TookColumn,
  toBatch,
} from './log-columns.ts';
import { ByteDictionary, longer, PairMap } from './log-dictionary.ts';
import { ASSET, kindOfHit, kindOfPath, VIEW } from './log-kinds.ts';
import { LINE_FAULTS, LogLine, TOO_LONG } from './log-line.ts';
import { OwnHosts } from './log-own-hosts.ts';
import { SaltPeriod, type VisitorSalt } from './log-salt.ts';
import { hostOf, toAddress, toAgent, toPage, toSite } from './log-text.ts';
import { LogClock } from './log-time.ts';
import { LogSearches } from './log-searches.ts';
import { searchParameters } from './site-search.ts';

const NEWLINE = 10;
/** Letters of a quote, a blank and `0.00`, the end of what is too short to be a duration; and of the longest one. */
const SHORTEST_TOOK = 6;
const LONGEST_TOOK = 13;

/** The running lists, numbered by the bytes in the file; what a number means is kept beside it. */
class Lists {
  readonly addresses = new ByteDictionary();
  readonly agents = new ByteDictionary();
  readonly pages = new ByteDictionary();
  readonly sources = new ByteDictionary();
  /** Visitors by address and user agent, except those in `lastSeen`: most addresses come with one user agent. */
  readonly visitors = new PairMap();
  /** Addresses in a month or day, where visitors are new in each. */
  readonly salted = new PairMap();
  /** Ids of campaigns in the batch's list of sources, by their text. */
  readonly campaignIds = new Map<string, number>();
  /** Per agent number: its id in the batch's list, its text, its flags. */
  readonly agentIds: number[] = [0];
  readonly agentTexts: string[] = [''];
  readonly agentFlags: number[] = [0];
  /** Per page number: the kind of a good answer. Ids are the numbers themselves. */
  readonly pageKinds: number[] = [0];
  /** Per page number: parameters that hold what was typed, of pages that show what a search has found. */
  readonly pageSearches = new Map<number, readonly string[]>();
  /** Per source number: its id in the batch's list (0 = direct) and its host's number. */
  readonly sourceIds: number[] = [0];
  readonly sourceHosts: string[] = [''];
  /** Per source number: page elements asked for from there since the last batch. */
  readonly sourceVotes: number[] = [0];
  /** Per address number: its user agent's and its visitor's number at its last hit, 0 = none yet. */
  lastSeen = new Int32Array(8192);
  agentCount = 0;
  sourceCount = 0;
  visitorCount = 0;

  /** Gives the memory back that it holds outside of the heap. */
  drop(): void {
    for (const list of [this.addresses, this.agents, this.pages, this.sources, this.visitors, this.salted]) list.drop();
    release(this.lastSeen);
  }

  isFull({ listEntries, listBytes }: LogLimits): boolean {
    const { addresses, agents, pages, sources, visitorCount, campaignIds } = this;
    const bytes = addresses.arenaBytes + agents.arenaBytes + pages.arenaBytes + sources.arenaBytes;
    const entries = Math.max(visitorCount, addresses.count, agents.count, pages.count, sources.count, campaignIds.size);
    return entries >= listEntries || bytes >= listBytes;
  }
}

/** Reads a log chunk by chunk into columnar batches. Push a chunk, then take steps until there is none. */
export class LogReader {
  readonly #limits: LogLimits;
  readonly #line: LogLine;
  readonly #ownHosts = new OwnHosts();
  readonly #campaigns = new CampaignMemo();
  readonly #period: SaltPeriod;
  readonly #isSalted: boolean;
  #buffer = Buffer.alloc(0);
  #view = new DataView(this.#buffer.buffer);
  #sitePage = Buffer.alloc(0);
  #sitePageView = new DataView(this.#sitePage.buffer);
  #at = 0;
  #filled = 0;
  #discarding = false;
  #lineNumber = 0;
  #lists = new Lists();
  #reset = false;
  #columns: Columns;
  readonly #took: TookColumn;
  readonly #searches: LogSearches;
  #count = 0;
  #rejections: Rejection[] = [];
  #skipped = 0;
  #new = new NewEntries();
  /** Number of the line's address and of the user agent guessed from it; 0 = not known yet. */
  #address = 0;
  #guessed = 0;

  constructor(zone: string, limits: LogLimits = LOG_LIMITS, salt: VisitorSalt = 'always') {
    this.#limits = limits;
    this.#line = new LogLine(new LogClock(zone), (start, end) => this.#guessAgent(start, end));
    this.#period = new SaltPeriod(salt);
    this.#isSalted = salt !== 'always';
    this.#columns = emptyColumns(limits.batchRows);
    this.#took = new TookColumn(limits.batchRows);
    this.#searches = new LogSearches(limits.batchRows);
  }

  /** Adds a chunk; the steps before must have been taken. */
  push(chunk: Uint8Array): void {
    const rest = this.#filled - this.#at;
    if (rest + chunk.length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(rest + chunk.length + 4096);
      larger.set(this.#buffer.subarray(this.#at, this.#filled));
      this.#buffer = larger;
      this.#view = new DataView(larger.buffer);
    } else this.#buffer.copyWithin(0, this.#at, this.#filled);
    this.#buffer.set(chunk, rest);
    this.#at = 0;
    this.#filled = rest + chunk.length;
  }

  /** The next step when there is a full one; null when more bytes are wanted. */
  next(): ParseStep | null {
    while (this.#count < this.#limits.batchRows && this.#rejections.length < MAX_REJECTIONS) {
      const end = this.#buffer.indexOf(NEWLINE, this.#at);
      if (end < 0 || end >= this.#filled) {
        this.#dropOverlong();
        return null;
      }
      this.#takeLine(this.#at, end);
      this.#at = end + 1;
    }
    return this.#step();
  }

  /** The end of a file: a last line without a line end counts too. */
  endFile(): void {
    if (this.#at < this.#filled || this.#discarding) this.#takeLine(this.#at, this.#filled);
    this.#at = this.#filled = 0;
  }

  /** What is left over at the end of everything. */
  last(): ParseStep | null {
    return this.#count > 0 || this.#rejections.length > 0 || this.#skipped > 0 ? this.#step() : null;
  }

  #dropOverlong(): void {
    if (this.#filled - this.#at <= this.#limits.lineBytes) return;
    this.#discarding = true;
    this.#at = this.#filled;
  }

  #takeLine(start: number, end: number): void {
    this.#lineNumber++;
    if (this.#discarding || end - start > this.#limits.lineBytes) {
      this.#discarding = false;
      this.#reject(TOO_LONG);
      return;
    }
    if (end > start && this.#buffer[end - 1] === 13) end--;
    if (end === start || this.#buffer[start] === 0x23) {
      this.#skipped++;
      return;
    }
    this.#address = this.#guessed = 0;
    const fault = this.#line.read(this.#buffer, this.#view, start, end);
    if (fault !== 0) {
      this.#reject(fault);
      return;
    }
    this.#keep();
    const { agentEnd } = this.#line;
    if (agentEnd > 0 && end - agentEnd > SHORTEST_TOOK) this.#takeDuration(agentEnd + 2, end);
  }

  /**
   * nginx's $request_time behind the agent: seconds with three decimals. Whole numbers are left alone, as they may be
   * seconds (Icecast, of listening) or microseconds (Apache).
   */
  #takeDuration(start: number, end: number): void {
    const seconds = end - start <= LONGEST_TOOK ? this.#text(start, end) : '';
    if (/^\d{1,9}\.\d{3}$/.test(seconds)) this.#took.note(this.#count - 1, Math.round(Number(seconds) * 1000));
  }

  #reject(fault: number): void {
    const { code, field } = LINE_FAULTS[fault] as Rejection;
    this.#rejections.push({ code, line: this.#lineNumber, field });
  }

  #keep(): void {
    const { referrer, referrerEnd, status, path, pathEnd, targetEnd, host, hostEnd } = this.#line;
    const columns = this.#columns;
    const row = this.#count++;
    const agent = this.#agentNumber();
    const page =
      hostEnd > host ? this.#sitePageNumber() : this.#lists.pages.number(this.#buffer, this.#view, path, pathEnd);
    if (page === this.#lists.pageKinds.length) this.#addPage(path, pathEnd);
    const kind = kindOfHit(status, this.#line.asks, this.#lists.pageKinds[page] as number);
    columns.atMs[row] = this.#line.atMs;
    columns.visitor[row] = this.#visitorNumber(agent);
    columns.kind[row] = kind;
    columns.flags[row] = this.#lists.agentFlags[agent] as number;
    columns.page[row] = page;
    columns.source[row] = referrerEnd - referrer > 1 ? this.#sourceId(referrer, referrerEnd, kind) : 0;
    columns.agent[row] = this.#lists.agentIds[agent] as number;
    columns.status[row] = status;
    columns.sizeBytes[row] = this.#line.sizeBytes;
    columns.line[row] = this.#lineNumber;
    if (targetEnd > pathEnd && mayHoldTags(this.#buffer, this.#view, pathEnd + 1, targetEnd)) this.#takeCampaign(row);
    if (targetEnd > pathEnd + 1 && kind === VIEW) this.#takeSearch(row, page);
    if (hostEnd > host) this.#ownHosts.served(this.#buffer, host, hostEnd);
  }

  /** What a person typed into the site's search; robots type nothing. */
  #takeSearch(row: number, page: number): void {
    const { pathEnd, targetEnd } = this.#line;
    const names = this.#lists.pageSearches.get(page);
    const isBot = ((this.#columns.flags[row] as number) & EVENT_FLAGS.bot) !== 0;
    if (names === undefined || isBot || this.#buffer[pathEnd] !== 0x3f) return;
    const [query = ''] = this.#text(pathEnd + 1, targetEnd).split('#');
    this.#searches.note(row, query, names);
  }

  /** A campaign says more of where a visit comes from than the referrer does. */
  #takeCampaign(row: number): void {
    const { pathEnd, targetEnd } = this.#line;
    const [query = ''] = this.#buffer[pathEnd] === 0x3f ? this.#text(pathEnd + 1, targetEnd).split('#') : [];
    const text = this.#campaigns.source(query);
    if (text === '') return;
    const lists = this.#lists;
    let id = lists.campaignIds.get(text);
    if (id === undefined) {
      id = ++lists.sourceCount;
      lists.campaignIds.set(text, id);
      this.#new.sources.push(text);
    }
    this.#columns.source[row] = id;
  }

  #text(start: number, end: number): string {
    return this.#buffer.toString('latin1', start, end);
  }

  #addressNumber(): number {
    const lists = this.#lists;
    if (this.#address === 0) {
      const { address, addressEnd } = this.#line;
      this.#address = lists.addresses.number(this.#buffer, this.#view, address, addressEnd);
      if (this.#address * 2 >= lists.lastSeen.length)
        lists.lastSeen = longer(lists.lastSeen, lists.lastSeen.length * 2);
    }
    return this.#address;
  }

  /** An address mostly comes with the same user agent as the last time: comparing costs less than searching. */
  #guessAgent(start: number, end: number): number {
    const lists = this.#lists;
    const guess = lists.lastSeen[this.#addressNumber() * 2] as number;
    const length = guess === 0 ? -1 : lists.agents.lengthAt(guess, this.#buffer, this.#view, start, end);
    this.#guessed = length < 0 ? 0 : guess;
    return length;
  }

  #agentNumber(): number {
    const { agent, agentEnd } = this.#line;
    const lists = this.#lists;
    if (agent === agentEnd) return 0;
    if (this.#guessed > 0 && lists.agents.lengthOf(this.#guessed) === agentEnd - agent) return this.#guessed;
    const number = lists.agents.number(this.#buffer, this.#view, agent, agentEnd);
    if (number === lists.agentTexts.length) {
      const text = toAgent(this.#text(agent, agentEnd));
      lists.agentTexts.push(text);
      lists.agentFlags.push(isBotAgent(text) ? EVENT_FLAGS.bot : 0);
      lists.agentIds.push(text === '' ? 0 : ++lists.agentCount);
      if (text !== '') this.#new.agents.push(text);
    }
    return number;
  }

  #visitorNumber(agent: number): number {
    const { address, addressEnd } = this.#line;
    // "-" stands for a visitor without an address, as on a local socket: nobody to count.
    if (addressEnd - address === 1) return 0;
    const from = this.#addressNumber();
    const { lastSeen, visitors } = this.#lists;
    const lastAgent = lastSeen[from * 2] as number;
    const lastVisitor = lastSeen[from * 2 + 1] as number;
    lastSeen[from * 2] = agent;
    if (this.#isSalted) {
      const who = this.#saltedAddress(from);
      const number = visitors.get(who, agent) || this.#newVisitor(agent);
      visitors.set(who, agent, number);
      return number;
    }
    if (lastVisitor > 0 && lastAgent === agent) return lastVisitor;
    if (lastVisitor > 0) visitors.set(from, lastAgent, lastVisitor);
    const number = visitors.get(from, agent) || this.#newVisitor(agent);
    lastSeen[from * 2 + 1] = number;
    return number;
  }

  #saltedAddress(from: number): number {
    const { salted } = this.#lists;
    const period = this.#period.number(this.#line.atMs);
    const number = salted.get(from, period) || salted.size + 1;
    salted.set(from, period, number);
    return number;
  }

  #newVisitor(agent: number): number {
    const { address, addressEnd, atMs } = this.#line;
    const salt = this.#isSalted ? this.#period.text(atMs) : '';
    const value = `${this.#text(address, addressEnd)}\n${this.#lists.agentTexts[agent] as string}${salt}`;
    this.#new.visitors.push({ kind: 'visitor', scope: 'log', value });
    return ++this.#lists.visitorCount;
  }

  /** Number of the line's page on the site that the line names; the line end between the two is in no path. */
  #sitePageNumber(): number {
    const { host, hostEnd, path, pathEnd } = this.#line;
    const length = hostEnd - host + 1 + pathEnd - path;
    if (length > this.#sitePage.length) {
      this.#sitePage = Buffer.allocUnsafeSlow(length * 2);
      this.#sitePageView = new DataView(this.#sitePage.buffer);
    }
    const end = this.#buffer.copy(this.#sitePage, 0, host, hostEnd);
    this.#sitePage[end] = NEWLINE;
    this.#buffer.copy(this.#sitePage, end + 1, path, pathEnd);
    return this.#lists.pages.number(this.#sitePage, this.#sitePageView, 0, length);
  }

  #addPage(path: number, pathEnd: number): void {
    const { host, hostEnd } = this.#line;
    const text = toPage(this.#text(path, pathEnd)) || '/';
    this.#new.pages.push(text);
    this.#new.pageSites.push(hostEnd > host ? toSite(this.#text(host, hostEnd)) : '');
    const names = searchParameters(text);
    if (names.length > 0) this.#lists.pageSearches.set(this.#lists.pageKinds.length, names);
    this.#lists.pageKinds.push(kindOfPath(text));
  }

  #sourceId(referrer: number, referrerEnd: number, kind: number): number {
    const lists = this.#lists;
    const number = lists.sources.number(this.#buffer, this.#view, referrer, referrerEnd);
    if (number === lists.sourceIds.length) {
      const address = toAddress(this.#text(referrer, referrerEnd));
      lists.sourceIds.push(address === '' ? 0 : ++lists.sourceCount);
      lists.sourceHosts.push(hostOf(address));
      lists.sourceVotes.push(0);
      if (address !== '') this.#new.sources.push(address);
    }
    if (kind === ASSET) (lists.sourceVotes[number] as number)++;
    return lists.sourceIds[number] as number;
  }

  #step(): ParseStep {
    const batch = this.#count > 0 ? this.#batch() : null;
    const step = { batch, rejections: this.#rejections, skipped: this.#skipped };
    this.#rejections = [];
    this.#skipped = 0;
    return step;
  }

  #countVotes(): void {
    const { sourceHosts, sourceVotes } = this.#lists;
    for (let number = 1; number < sourceVotes.length; number++) {
      const votes = sourceVotes[number] as number;
      if (votes > 0) this.#ownHosts.embedded(sourceHosts[number] as string, votes);
      sourceVotes[number] = 0;
    }
  }

  #batch(): EventBatch {
    this.#countVotes();
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
      this.#searches.clear();
      this.#lists.drop();
      this.#lists = new Lists();
    }
    return batch;
  }
}
