import type { EventKind, OrderRow } from '../../shared/model.ts';
import { dateReader } from './dates.ts';
import { screenIn } from './device-facts.ts';
import { eventInstant, personOf, tagsOf, toEvent } from './event-fields.ts';
import { toOrder } from './event-orders.ts';

import type { DumpRow } from './sql-dump.ts';
import type { StepMaker } from './steps.ts';
import { decodeEntities } from './x-text.ts';

const SCOPE = 'matomo';
/** Names, visits and items that are held in memory; what is beyond stays without its name or referrer. */
const MOST_ACTIONS = 1_000_000;
const MOST_VISITS = 1_000_000;
const MOST_ORDERS = 200_000;
const ECOMMERCE_ORDER = '0';
/** Matomo keeps times in UTC. */
const utc = dateReader('iso', 'UTC');

const TABLE = /(?:^|_)(log_visit|log_link_visit_action|log_action|log_conversion_item|log_conversion)$/;

/** The part of a table's name that Matomo gives it, without the prefix of the installation; '' for tables that are not read. */
export const matomoTable = (name: string): string => TABLE.exec(name)?.[1] ?? '';

/** Matomo keeps what visitors send with its signs as HTML entities. */
const text = (cell: string): string => decodeEntities(Buffer.from(cell, 'latin1').toString('utf8'));
/** Numbers of visitors are eight bytes, or their hexadecimal writing. */
const visitorOf = (cell: string): string =>
  /^0x[\da-f]+$/i.test(cell) ? cell.slice(2).toLowerCase() : Buffer.from(cell, 'latin1').toString('hex');
const PREFIXES = ['http://', 'http://www.', 'https://', 'https://www.'];

/** What an address is, by the type that Matomo gives it; undefined for parts of pages that came into view. */
const KINDS: Readonly<Record<string, EventKind>> = { '1': 'view', '2': 'custom', '3': 'download' };

interface VisitNote {
  referrer: string;
  customer: string;
  campaign: string;
  screen: string;
  language: string;
  seen: boolean;
}

/** Joins the tables of Matomo's raw data into events and orders. First `note` every row, then `read` every row. */
export class MatomoDatabase {
  readonly #actions = new Map<string, { name: string; type: string }>();
  readonly #visits = new Map<string, VisitNote>();
  readonly #countries = new Map<string, string>();
  readonly #items = new Map<string, OrderRow['lines'][number][]>();

  /** Remembers what other rows refer to: names of actions, how visits began, items of orders. */
  note(row: DumpRow): void {
    const table = matomoTable(row.table);
    if (table === 'log_action' && this.#actions.size < MOST_ACTIONS) {
      const prefix = PREFIXES[Number(row.get('url_prefix') || Number.NaN)] ?? '';
      this.#actions.set(row.get('idaction'), {
        name: prefix + text(row.get('name')).slice(0, 1024),
        type: row.get('type'),
      });
    } else if (table === 'log_visit' && this.#visits.size < MOST_VISITS) {
      const isCampaign = row.get('referer_type') === '6';
      this.#visits.set(row.get('idvisit'), {
        referrer: text(row.get('referer_url')).slice(0, 1024),
        customer: text(row.get('user_id')),
        campaign: isCampaign ? text(row.get('referer_name')) : '',
        screen: screenIn(row.get('config_resolution')),
        language: row.get('location_browser_lang').slice(0, 20),
        seen: false,
      });
    } else if (table === 'log_conversion_item' && this.#items.size < MOST_ORDERS && row.get('deleted') !== '1') {
      const key = row.get('idorder');
      const lines = this.#items.get(key) ?? [];
      const [sku, name] = [this.#nameOf(row.get('idaction_sku')), this.#nameOf(row.get('idaction_name'))];
      const [quantity, unitPrice] = [Number(row.get('quantity')), Number(row.get('price'))];
      const usable = Number.isFinite(quantity) && Number.isFinite(unitPrice) && lines.length < 1000;
      if (usable && (name || sku) !== '') lines.push({ item: name || sku, sku, quantity, unitPrice });
      this.#items.set(key, lines);
    }
  }

  /** Adds the event or order of a row. */
  read(row: DumpRow, steps: StepMaker): void {
    const table = matomoTable(row.table);
    if (table === 'log_link_visit_action') this.#readAction(row, steps);
    else if (table === 'log_conversion') this.#readConversion(row, steps);
    else if (table === 'log_visit') this.#readVisit(row, steps);
  }

  #nameOf = (id: string): string => this.#actions.get(id)?.name ?? '';

  #personOf(row: DumpRow) {
    const cookie = visitorOf(row.get('idvisitor'));
    return personOf(SCOPE, { customer: this.#visits.get(row.get('idvisit'))?.customer ?? '', cookie });
  }

  /** Of a visit itself only the country is read: where it changes, the visitor has that of the last one in the dump. */
  #readVisit(row: DumpRow, steps: StepMaker): void {
    const country = row.get('location_country').toUpperCase();
    const cookie = visitorOf(row.get('idvisitor'));
    if (!/^[A-Z]{2}$/.test(country) || country === 'XX' || this.#countries.get(cookie) === country) return;
    if (this.#countries.size < MOST_VISITS) this.#countries.set(cookie, country);
    steps.add({ type: 'person', line: row.line, person: this.#personOf(row), atMs: null, country });
  }

  #readAction(row: DumpRow, steps: StepMaker): void {
    const { line } = row;
    const atMs = eventInstant(row.get('server_time'), utc);
    if (typeof atMs === 'string') return void steps.reject(atMs, line, 'server_time');
    const address = this.#actions.get(row.get('idaction_url'));
    const label = this.#actions.get(row.get('idaction_name'));
    const category = this.#nameOf(row.get('idaction_event_category'));
    const isSearch = label?.type === '8';
    const kind = category !== '' ? 'custom' : isSearch ? 'search' : KINDS[address?.type ?? ''];
    if (!kind) return void steps.skip();
    const visit = this.#visits.get(row.get('idvisit'));
    const first = visit !== undefined && !visit.seen;
    if (visit) visit.seen = true;
    const action = this.#nameOf(row.get('idaction_event_action'));
    const value = category === '' ? 0 : Number(row.get('custom_float'));
    steps.add({
      ...toEvent({
        line,
        atMs,
        person: this.#personOf(row),
        name:
          category !== ''
            ? [category, action].filter((part) => part !== '').join(': ')
            : isSearch
              ? 'search'
              : 'outlink',
        kind:
          kind === 'view' && row.get('idaction_product_sku') !== '' && row.get('product_price') !== ''
            ? 'product'
            : kind,
        address: isSearch ? '' : (address?.name ?? ''),
        properties: isSearch
          ? { term: label.name, searchCategory: row.get('search_cat'), results: row.get('search_count') }
          : {},
        referrer: first ? (visit?.referrer ?? '') : '',
        agent: '',
        title: label?.type === '4' ? label.name : '',
        screen: visit?.screen ?? '',
        language: visit?.language ?? '',
        value: Number.isFinite(value) ? value : 0,
        campaign: first ? tagsOf('', '', visit?.campaign ?? '') : undefined,
      }),
    });
  }

  #readConversion(row: DumpRow, steps: StepMaker): void {
    const key = row.get('idorder');
    // Goals are told by the pages that reach them, and carts that were left are no orders.
    if (row.get('idgoal') !== ECOMMERCE_ORDER || key === '') return void steps.skip();
    const { line } = row;
    const atMs = eventInstant(row.get('server_time'), utc);
    if (typeof atMs === 'string') return void steps.reject(atMs, line, 'server_time');
    const revenue = Number(row.get('revenue'));
    if (!Number.isFinite(revenue)) return void steps.reject('bad-number', line, 'revenue');
    const person = this.#personOf(row);
    const order = toOrder({ line, key, atMs, buyer: person, currency: '', total: revenue, products: [] });
    steps.add(
      toEvent({
        line,
        atMs,
        person,
        name: 'order',
        kind: 'purchase',
        address: '',
        referrer: '',
        agent: '',
        value: revenue,
      }),
      { ...order, lines: this.#items.get(key) ?? [] },
    );
  }
}
