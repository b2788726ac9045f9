import { CHANNELS, DEVICES, type Identifier } from '../../shared/model.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import type { EventBatch } from '../import/format.ts';
import { classifySource, type SourceInfo } from '../import/referrers.ts';
import type { EventWriter } from '../store/events/writer.ts';
import type { WriteDb } from '../store/open.ts';
import { addAgent } from '../store/tables/agents.ts';
import { idOfPage } from '../store/tables/pages.ts';
import { addSource } from '../store/tables/sources.ts';
import { resolveVisitors } from '../store/tables/visitors.ts';
import type { ParseProgress } from './parse.ts';
import type { TrackedEvents } from './tracked-events.ts';

/** A growing list from a file's own numbers to the store's ids; number 0 is always "none". */
class IdMap {
  #ids = new Uint32Array(1 << 12);
  #length = 1;
  push(id: number): void {
    if (this.#length === this.#ids.length) {
      const larger = new Uint32Array(this.#ids.length * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    this.#ids[this.#length++] = id;
  }
  clear(): void {
    this.#length = 1;
  }
  /** Replaces file numbers by store ids. */
  map(from: Uint32Array, into: Uint32Array | Uint16Array, count: number): void {
    const ids = this.#ids;
    for (let i = 0; i < count; i++) into[i] = ids[from[i] as number] as number;
  }
}

/** Takes hits of one run into the event store: file numbers → store ids, visitors → pseudonyms. */
export class EventIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #personOf: (identifiers: readonly Identifier[]) => number;
  readonly #writer: EventWriter;
  readonly #visitors = new IdMap();
  readonly #pages = new IdMap();
  readonly #sources = new IdMap();
  readonly #agents = new IdMap();
  /** Tracked events have lists of their own: a format may yield both. */
  readonly #tracked = { people: new IdMap(), pages: new IdMap(), sources: new IdMap(), agents: new IdMap() };

  /** `personOf`: the person behind identifiers; 0 when none is usable. */
  constructor(
    db: WriteDb,
    run: number,
    { writer, personOf }: { writer: EventWriter; personOf: (identifiers: readonly Identifier[]) => number },
  ) {
    this.#db = db;
    this.#run = run;
    this.#writer = writer;
    this.#personOf = personOf;
  }

  /** Stores one columnar batch; answers how many rows were new. */
  addBatch(
    batch: EventBatch,
    { visitors, agents, sources }: Pick<ParseProgress, 'visitors' | 'agents' | 'sources'>,
  ): { kept: number; duplicates: number } {
    if (batch.reset) for (const map of [this.#visitors, this.#pages, this.#sources, this.#agents]) map.clear();
    for (const person of resolveVisitors(this.#db, this.#run, 'visitor', 'log', visitors)) this.#visitors.push(person);
    for (const page of batch.newPages) this.#pages.push(idOfPage(this.#db, page));
    batch.newSources.forEach((text, i) => {
      this.#sources.push(this.#sourceId(text, sources[i] ?? classifySource(text), batch.ownHosts));
    });
    batch.newAgents.forEach((text, i) => {
      this.#agents.push(this.#agentId(text, agents[i] ?? classifyAgent(text)));
    });
    const { count } = batch;
    const person = new Uint32Array(count);
    const page = new Uint32Array(count);
    const source = new Uint32Array(count);
    const agent = new Uint16Array(count);
    this.#visitors.map(batch.visitor, person, count);
    this.#pages.map(batch.page, page, count);
    this.#sources.map(batch.source, source, count);
    this.#agents.map(batch.agent, agent, count);
    const { atMs: at, kind, flags, status, sizeBytes, value, line } = batch;
    return this.#writer.append({ count, at, person, kind, flags, page, source, agent, status, sizeBytes, value, line });
  }

  /** Stores tracked events; the people they name are found or made here, each once per running list. */
  addTracked(tracked: TrackedEvents): { kept: number; duplicates: number } {
    const lists = this.#tracked;
    if (tracked.reset) for (const map of Object.values(lists)) map.clear();
    for (const identifiers of tracked.newPeople) lists.people.push(this.#personOf(identifiers));
    for (const page of tracked.newPages) lists.pages.push(idOfPage(this.#db, page));
    for (const { text, info } of tracked.newSources) lists.sources.push(this.#sourceId(text, info, []));
    for (const { text, info } of tracked.newAgents) lists.agents.push(this.#agentId(text, info));
    const { count, at, kind, flags, value, line } = tracked;
    const person = new Uint32Array(count);
    const page = new Uint32Array(count);
    const source = new Uint32Array(count);
    const agent = new Uint16Array(count);
    lists.people.map(tracked.person, person, count);
    lists.pages.map(tracked.page, page, count);
    lists.sources.map(tracked.source, source, count);
    lists.agents.map(tracked.agent, agent, count);
    const [status, sizeBytes] = [new Uint16Array(count), new Uint32Array(count)];
    return this.#writer.append({ count, at, person, kind, flags, page, source, agent, status, sizeBytes, value, line });
  }

  finish(): { kept: number; duplicates: number } {
    return this.#writer.finish();
  }

  #sourceId(text: string, info: SourceInfo, ownHosts: readonly string[]): number {
    const internal = ownHosts.includes(hostOf(text));
    return addSource(this.#db, {
      text,
      name: info.name,
      channel: CHANNELS.indexOf(internal ? 'internal' : info.channel),
    });
  }

  #agentId(text: string, info: AgentInfo): number {
    return addAgent(this.#db, {
      text,
      browser: info.browser,
      major: info.version,
      os: info.os,
      device: DEVICES.indexOf(info.device),
      bot: info.bot,
      botClass: info.botClass,
      botRule: info.botRule,
    });
  }
}

const hostOf = (url: string): string => /^[a-z]+:\/\/(?:www\.)?([^/:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
