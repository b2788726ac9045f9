import { EVENT_FLAGS, EVENT_KINDS, type EventRow, type Identifier } from '../../shared/model.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import { campaignSource, classifySource, type SourceInfo } from '../import/referrers.ts';
import { maskContacts } from '../privacy/redact.ts';
import type { PropertyCount } from '../../shared/properties.ts';
import type { PageTitle } from '../store/tables/page-titles.ts';
import { keptProperties, PropertyList } from './property-list.ts';
import { TitleList } from './title-list.ts';

/** A text that is new to a running list, with what was worked out for it. */
export interface Described<T> {
  text: string;
  info: T;
}

/**
 * Tracked events in columns of `count` entries: how they travel from the parser thread to the writer.
 * `person`, `page`, `source`, `agent`, `screen`, `language`, `properties` index the running lists that the `new…` fields extend (index 0 = none).
 */
export interface TrackedEvents {
  count: number;
  /** True when the running lists start anew with this batch: ids begin at 1 again. */
  reset: boolean;
  /** Unix ms. */
  at: Float64Array<ArrayBuffer>;
  kind: Uint8Array<ArrayBuffer>;
  flags: Uint8Array<ArrayBuffer>;
  value: Float32Array<ArrayBuffer>;
  line: Uint32Array<ArrayBuffer>;
  person: Uint32Array<ArrayBuffer>;
  page: Uint32Array<ArrayBuffer>;
  source: Uint32Array<ArrayBuffer>;
  agent: Uint32Array<ArrayBuffer>;
  /** Missing where no event of the running list names any. */
  screen?: Uint32Array<ArrayBuffer>;
  language?: Uint32Array<ArrayBuffer>;
  properties?: Uint32Array<ArrayBuffer>;
  /** Personal data: goes no further than to the writer, which keeps pseudonyms. */
  newPeople: (readonly Identifier[])[];
  newPages: string[];
  newSources: Described<SourceInfo>[];
  newAgents: Described<AgentInfo>[];
  newScreens: string[];
  newLanguages: string[];
  /** Sets of properties, as `writePropertySet` writes them. */
  newPropertySets: string[];
  /** Properties kept and left out since the last batch. */
  propertyCounts: PropertyCount[];
  /** Titles seen since the last batch, masked, by the page's number in the running list. */
  titles: PageTitle[];
}

/** Bounds of the memory that tracked events under way may take. */
interface Limits {
  /** Entries in any running list before all start anew. */
  entries: number;
  /** Characters kept in the running lists before all start anew: pages and event names may be long, and never repeat. */
  chars: number;
}
const LIMITS: Limits = { entries: 100_000, chars: 8 * 1024 ** 2 };
/** Rows that columns begin with; they grow as they are needed. */
const FIRST_ROWS = 1024;

const makeColumns = (rows: number) => ({
  at: new Float64Array(rows),
  kind: new Uint8Array(rows),
  flags: new Uint8Array(rows),
  value: new Float32Array(rows),
  line: new Uint32Array(rows),
  person: new Uint32Array(rows),
  page: new Uint32Array(rows),
  source: new Uint32Array(rows),
  agent: new Uint32Array(rows),
  screen: new Uint32Array(rows),
  language: new Uint32Array(rows),
  properties: new Uint32Array(rows),
});
type Columns = ReturnType<typeof makeColumns>;

const newEntries = (): Pick<
  TrackedEvents,
  'newPeople' | 'newPages' | 'newSources' | 'newAgents' | 'newScreens' | 'newLanguages' | 'newPropertySets'
> => ({
  newPeople: [],
  newPages: [],
  newSources: [],
  newAgents: [],
  newScreens: [],
  newLanguages: [],
  newPropertySets: [],
});

interface Agent {
  id: number;
  flags: number;
}

/** One text for the identifiers of a person, by which they are known again: with lengths, so that no value can pass for two. */
export function personKey(identifiers: readonly Identifier[]): string {
  let key = '';
  for (const { kind, scope, value } of identifiers) key += `${kind}${scope.length}:${scope}${value.length}:${value}`;
  return key;
}

/** The map that a map holds under a key, made where there is none. */
function mapAt<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let map = maps.get(key);
  if (!map) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

/** Gathers tracked events in columns, and numbers their people, pages, sources and agents: each crosses to the writer once. */
export class EventPacker {
  /** Events gathered since the last batch. */
  count = 0;
  readonly #limits: Limits;
  readonly #people = new Map<string, number>();
  /** People known by one identifier, the usual ones: by kind, scope and value, without a text made of all three. */
  readonly #known = new Map<string, Map<string, Map<string, number>>>();
  #personIds = 0;
  readonly #pages = new Map<string, number>();
  readonly #sources = new Map<string, number>();
  readonly #agents = new Map<string, Agent>();
  readonly #screens = new Map<string, number>();
  readonly #languages = new Map<string, number>();
  readonly #propertySets = new Map<string, number>();
  readonly #properties = new PropertyList();
  readonly #titles = new TitleList();
  #pageIds = 0;
  #sourceIds = 0;
  #agentIds = 0;
  #chars = 0;
  #reset = false;
  #columns: Columns = makeColumns(FIRST_ROWS);
  #new = newEntries();

  constructor(limits: Limits = LIMITS) {
    this.#limits = limits;
  }

  add(row: EventRow): void {
    const i = this.count++;
    if (i === this.#columns.at.length) this.#grow();
    const columns = this.#columns;
    const agent = this.#agents.get(row.agent) ?? this.#addAgent(row.agent);
    const source = row.campaign ? campaignSource(row.campaign) : row.referrer;
    columns.at[i] = row.atMs;
    columns.kind[i] = EVENT_KINDS.indexOf(row.kind);
    columns.flags[i] = (row.flags ?? 0) | agent.flags;
    columns.value[i] = row.value;
    columns.line[i] = row.line;
    columns.person[i] = this.#person(row.person);
    const page = this.#pages.get(row.page) ?? this.#addPage(row.page);
    columns.page[i] = page;
    if (row.title && page > 0) this.#titles.see(page, row.title, row.atMs);
    columns.source[i] = this.#sources.get(source) ?? this.#addSource(source);
    columns.agent[i] = agent.id;
    columns.screen[i] = this.#word(row.screen, this.#screens, this.#new.newScreens);
    columns.language[i] = this.#word(row.language, this.#languages, this.#new.newLanguages);
    const set = row.properties ? keptProperties(this.#properties, row, row.properties) : '';
    columns.properties[i] = this.#word(set, this.#propertySets, this.#new.newPropertySets);
  }

  /** What was gathered, null when that is nothing. */
  take(): TrackedEvents | null {
    const { count } = this;
    if (count === 0) return null;
    const cut = Object.fromEntries(
      Object.entries(this.#columns).map(([name, column]) => [name, column.slice(0, count)]),
    ) as Columns;
    const { screen, language, properties, ...always } = cut;
    const titles = this.#titles.take();
    const propertyCounts = this.#properties.takeCounts();
    const batch: TrackedEvents = { count, reset: this.#reset, ...always, ...this.#new, propertyCounts, titles };
    if (this.#screens.size > 0) batch.screen = screen;
    if (this.#languages.size > 0) batch.language = language;
    if (this.#propertySets.size > 0) batch.properties = properties;
    this.count = 0;
    this.#new = newEntries();
    this.#reset = this.#isFull();
    if (this.#reset) this.#startAnew();
    return batch;
  }

  #grow(): void {
    const larger = makeColumns(this.#columns.at.length * 2);
    for (const [name, column] of Object.entries(this.#columns)) larger[name as keyof Columns].set(column);
    this.#columns = larger;
  }

  #isFull(): boolean {
    const fullest = Math.max(
      this.#personIds,
      this.#pages.size,
      this.#sources.size,
      this.#agents.size,
      this.#propertySets.size,
    );
    return fullest >= this.#limits.entries || this.#chars + this.#titles.chars >= this.#limits.chars;
  }

  #startAnew(): void {
    for (const list of [this.#people, this.#known, this.#pages, this.#sources, this.#agents]) list.clear();
    this.#titles.clear();
    this.#screens.clear();
    this.#languages.clear();
    this.#propertySets.clear();
    this.#personIds = this.#pageIds = this.#sourceIds = this.#agentIds = this.#chars = 0;
  }

  #person(identifiers: readonly Identifier[]): number {
    const [first] = identifiers;
    if (!first) return 0;
    return identifiers.length === 1 ? this.#personBy(first, identifiers) : this.#personByAll(identifiers);
  }

  #personBy({ kind, scope, value }: Identifier, identifiers: readonly Identifier[]): number {
    const values = mapAt(mapAt(this.#known, kind), scope);
    let id = values.get(value);
    if (id === undefined) {
      id = this.#addPerson(identifiers, value.length + scope.length);
      values.set(value, id);
    }
    return id;
  }

  #personByAll(identifiers: readonly Identifier[]): number {
    const key = personKey(identifiers);
    let id = this.#people.get(key);
    if (id === undefined) {
      id = this.#addPerson(identifiers, key.length);
      this.#people.set(key, id);
    }
    return id;
  }

  #addPerson(identifiers: readonly Identifier[], characters: number): number {
    this.#new.newPeople.push(identifiers);
    this.#chars += characters * 2;
    return ++this.#personIds;
  }

  /** Number of a short text in a running list. */
  #word(text: string | undefined, list: Map<string, number>, added: string[]): number {
    if (!text) return 0;
    let id = list.get(text);
    if (id === undefined) {
      id = list.size + 1;
      list.set(text, id);
      added.push(text);
      this.#chars += text.length * 2;
    }
    return id;
  }

  #addPage(given: string): number {
    // Some shops write their customers' addresses into paths.
    const text = maskContacts(given);
    const id = text === '' ? 0 : ++this.#pageIds;
    if (id > 0) this.#new.newPages.push(text);
    this.#pages.set(given, id);
    this.#chars += given.length + text.length;
    return id;
  }

  #addSource(given: string): number {
    const text = maskContacts(given);
    const id = text === '' ? 0 : ++this.#sourceIds;
    if (id > 0) this.#new.newSources.push({ text, info: classifySource(text) });
    this.#sources.set(given, id);
    this.#chars += given.length + text.length;
    return id;
  }

  #addAgent(given: string): Agent {
    // Robots give their owner's address.
    const text = maskContacts(given);
    const info = classifyAgent(text);
    const agent = { id: text === '' ? 0 : ++this.#agentIds, flags: info.bot ? EVENT_FLAGS.bot : 0 };
    if (agent.id > 0) this.#new.newAgents.push({ text, info });
    this.#agents.set(given, agent);
    this.#chars += given.length + text.length;
    return agent;
  }
}
