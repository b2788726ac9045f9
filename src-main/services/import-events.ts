import { CHANNELS, DEVICES, EVENT_FLAGS, type Identifier } from '../../shared/model.ts';
import { release } from '../../shared/release.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import type { EventBatch } from '../import/format.ts';
import { classifySource, type SourceInfo } from '../import/referrers.ts';
import { HASH_BYTES } from '../privacy/identify.ts';
import type { StoredEvents } from '../store/events/block.ts';
import type { EventWriter } from '../store/events/writer.ts';
import type { WriteDb } from '../store/open.ts';
import { addAgent } from '../store/tables/agents.ts';
import { noteOwnPerson } from '../store/tables/own.ts';
import { noteTitles, type PageTitle } from '../store/tables/page-titles.ts';
import { idOfPage } from '../store/tables/pages.ts';
import { noteProperties } from '../store/tables/properties.ts';
import { idOfWord } from '../store/tables/screens.ts';
import { addSource } from '../store/tables/sources.ts';
import { resolveVisitors } from '../store/tables/visitors.ts';
import type { KnownInTerms } from './known-in-terms.ts';
import { OptOuts } from './opt-outs.ts';
import type { ParseProgress } from './parse.ts';
import { PropertySetIds } from './property-set-ids.ts';
import { DROPPED, type Suppressor } from './suppressor.ts';
import type { TrackedEvents } from './tracked-events.ts';

/** Stands for one's own staff where a file is imported without people: nobody, whose hits are still marked as own. */
const OWN_NOBODY = 0xffff_fffd;

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
  /** The same titles with the store's ids of their pages. */
  titled(titles: readonly PageTitle[]): PageTitle[] {
    return titles.map((one) => ({ ...one, page: this.#ids[one.page] as number }));
  }
  /** Replaces file numbers by store ids. */
  map(from: Uint32Array, into: Uint32Array | Uint16Array, count: number): void {
    const ids = this.#ids;
    for (let i = 0; i < count; i++) into[i] = ids[from[i] as number] as number;
  }
}

/** What one batch did: written so far, known already, left out because its people were erased. */
export interface EventCounts {
  kept: number;
  duplicates: number;
  suppressed: number;
}

/** Takes hits of one run into the event store: file numbers → store ids, visitors → pseudonyms. */
export class EventIntake {
  readonly #db: WriteDb;
  readonly #run: number;
  readonly #peopleOf: (people: readonly (readonly Identifier[])[]) => Iterable<number>;
  readonly #writer: EventWriter;
  readonly #suppressor: Suppressor;
  readonly #optOuts = new OptOuts();
  readonly #visitors = new IdMap();
  readonly #pages = new IdMap();
  readonly #sources = new IdMap();
  readonly #agents = new IdMap();
  /** Terms of the site's own search, each a set of properties. */
  readonly #searches = new PropertySetIds((set) => this.#names.clean(set));
  readonly #names: Pick<KnownInTerms, 'clean'>;
  /** Tracked events have lists of their own: a format may yield both. */
  readonly #tracked = {
    people: new IdMap(),
    pages: new IdMap(),
    sources: new IdMap(),
    agents: new IdMap(),
    screens: new IdMap(),
    languages: new IdMap(),
    propertySets: new PropertySetIds((set) => this.#names.clean(set)),
  };

  /** `peopleOf`: the people behind lists of identifiers; 0 where none is usable. */
  constructor(
    db: WriteDb,
    run: number,
    options: {
      writer: EventWriter;
      peopleOf: (people: readonly (readonly Identifier[])[]) => Iterable<number>;
      suppressor: Suppressor;
      names: Pick<KnownInTerms, 'clean'>;
    },
  ) {
    this.#db = db;
    this.#run = run;
    this.#writer = options.writer;
    this.#peopleOf = options.peopleOf;
    this.#suppressor = options.suppressor;
    this.#names = options.names;
  }

  /** Stores one columnar batch, and gives its columns back; answers how many rows were new. */
  addBatch(
    batch: EventBatch,
    {
      visitors,
      countries,
      ownVisitors,
      agents,
      sources,
      searchSets,
      searchCounts,
    }: Pick<
      ParseProgress,
      'visitors' | 'countries' | 'ownVisitors' | 'agents' | 'sources' | 'searchSets' | 'searchCounts'
    >,
  ): EventCounts {
    if (batch.reset)
      for (const map of [this.#visitors, this.#pages, this.#sources, this.#agents, this.#searches]) map.clear();
    const people = this.#visitorsOf(visitors, countries);
    for (const { visitor, rule } of ownVisitors) {
      const person = people[visitor] ?? 0;
      if (person === 0 && this.#suppressor.withoutPeople) people[visitor] = OWN_NOBODY;
      else if (person !== DROPPED && person !== OWN_NOBODY) noteOwnPerson(this.#db, person, rule);
    }
    for (const person of people) this.#visitors.push(person);
    batch.newPages.forEach((page, i) => {
      this.#pages.push(idOfPage(this.#db, page, batch.newPageSites[i]));
    });
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
    markOwn(person, batch.flags, count);
    this.#pages.map(batch.page, page, count);
    this.#sources.map(batch.source, source, count);
    this.#agents.map(batch.agent, agent, count);
    const { atMs: at, kind, flags, status, sizeBytes, value, line, tookMsPlus1 } = batch;
    const block: StoredEvents = { count, at, person, kind, flags, page, source, agent, status, sizeBytes, value, line };
    if (tookMsPlus1) block.tookMsPlus1 = tookMsPlus1;
    this.#searches.announce(searchSets);
    noteProperties(this.#db, this.#run, searchCounts);
    if (batch.search) this.#setProperties(block, this.#searches, batch.search);
    return this.#append(block);
  }

  /** Stores tracked events, and gives their columns back; the people they name are found or made here, each once per running list. */
  addTracked(tracked: TrackedEvents): EventCounts {
    const lists = this.#tracked;
    if (tracked.reset) for (const map of Object.values(lists)) map.clear();
    for (const person of this.#peopleOf(tracked.newPeople)) lists.people.push(person);
    for (const page of tracked.newPages) lists.pages.push(idOfPage(this.#db, page));
    for (const { text, info } of tracked.newSources) lists.sources.push(this.#sourceId(text, info, []));
    for (const { text, info } of tracked.newAgents) lists.agents.push(this.#agentId(text, info));
    for (const text of tracked.newScreens) lists.screens.push(idOfWord(this.#db, 'screens', text));
    for (const text of tracked.newLanguages) lists.languages.push(idOfWord(this.#db, 'interface_languages', text));
    noteTitles(this.#db, this.#run, lists.pages.titled(tracked.titles));
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
    const block: StoredEvents = { count, at, person, kind, flags, page, source, agent, status, sizeBytes, value, line };
    const words = (list: IdMap, from: Uint32Array): Uint16Array => {
      const ids = new Uint16Array(count);
      list.map(from, ids, count);
      return ids;
    };
    if (tracked.screen) block.screen = words(lists.screens, tracked.screen);
    if (tracked.language) block.language = words(lists.languages, tracked.language);
    lists.propertySets.announce(tracked.newPropertySets);
    noteProperties(this.#db, this.#run, tracked.propertyCounts);
    if (tracked.properties) this.#setProperties(block, lists.propertySets, tracked.properties);
    return this.#append(block);
  }

  #setProperties(block: StoredEvents, sets: PropertySetIds, from: Uint32Array): void {
    // A set that only people who must stay out have is never stored.
    const { ids, refused } = sets.idsOf(this.#db, from, (i) => block.person[i] !== DROPPED);
    block.properties = ids;
    noteProperties(this.#db, this.#run, refused);
  }

  /** Person of each visitor; DROPPED where their hits must stay out. Visitors on the list are never looked up: that would make them anew. */
  #visitorsOf(hashes: Uint8Array, countries: readonly string[]): Uint32Array {
    if (!this.#suppressor.active) return resolveVisitors(this.#db, this.#run, 'visitor', 'log', hashes, countries);
    const count = hashes.length / HASH_BYTES;
    const persons = new Uint32Array(count);
    const kept: number[] = [];
    for (let i = 0; i < count; i++) {
      const suppression = this.#suppressor.ofHash(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
      if (suppression === 'drop') persons[i] = DROPPED;
      else if (suppression === null) kept.push(i);
    }
    const rest = new Uint8Array(kept.length * HASH_BYTES);
    kept.forEach((from, to) => {
      rest.set(hashes.subarray(from * HASH_BYTES, (from + 1) * HASH_BYTES), to * HASH_BYTES);
    });
    const told = kept.map((from) => countries[from] ?? '');
    resolveVisitors(this.#db, this.#run, 'visitor', 'log', rest, told).forEach((person, i) => {
      persons[kept[i] as number] = person;
    });
    return persons;
  }

  /** The writer copies what it takes: the columns are given back. */
  #append(block: StoredEvents): EventCounts {
    this.#optOuts.note(block);
    const counts = this.#appended(block);
    const { count: _, ...columns } = block;
    release(...Object.values(columns));
    return counts;
  }

  #appended(block: StoredEvents): EventCounts {
    if (!this.#suppressor.active) return { ...this.#writer.append(block), suppressed: 0 };
    const rows = Array.from({ length: block.count }, (_, i) => i).filter((i) => block.person[i] !== DROPPED);
    const suppressed = block.count - rows.length;
    const { count: _, ...columns } = block;
    for (const column of Object.values(columns))
      rows.forEach((from, to) => {
        column[to] = column[from] as number;
      });
    return { ...this.#writer.append({ ...block, count: rows.length }), suppressed };
  }

  /** Puts the events in order, and notes the opt-outs that came with them. In the caller's transaction. */
  finish(): { kept: number; duplicates: number } {
    this.#optOuts.save(this.#db, this.#run);
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

function markOwn(person: Uint32Array, flags: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) {
    if (person[i] !== OWN_NOBODY) continue;
    person[i] = 0;
    flags[i] = (flags[i] as number) | EVENT_FLAGS.own;
  }
}

const hostOf = (url: string): string => /^[a-z]+:\/\/(?:www\.)?([^/:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
