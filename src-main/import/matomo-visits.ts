import { lookUp } from '../../shared/look-up.ts';
import type { EventKind, Identifier } from '../../shared/model.ts';
import { screenIn } from './device-facts.ts';
import { eventInstant, personOf, referrerOf, tagsOf, toEvent } from './event-fields.ts';
import { amountAt, firstText, OrderBook } from './event-orders.ts';
import { isObject, type JsonObject, listAt, textAt } from './json-read.ts';
import type { StepMaker } from './steps.ts';

const SCOPE = 'matomo';

/** What Matomo's kinds of action are here; others are events by their own name. */
const KINDS: Readonly<Record<string, EventKind>> = {
  action: 'view',
  download: 'download',
  search: 'search',
  ecommerceOrder: 'purchase',
  ecommerceAbandonedCart: 'cart',
};

/** Parts of pages that came into view: no deeds of a visitor. `13` is what older versions call them. */
const CONTENT = /^(content|13|form|media|sessionRecording|heatmap)$/;

function nameOf(action: JsonObject, type: string): string {
  if (type === 'event')
    return [firstText(action, 'eventCategory'), firstText(action, 'eventAction')]
      .filter((part) => part !== '')
      .join(': ');
  return type === 'goal' ? firstText(action, 'goalName') : '';
}

/** Name of an event and custom dimensions of an action, which Matomo knows by their number. */
function propertiesOf(action: JsonObject): JsonObject {
  const dimensions = Object.entries(action).filter(([key]) => /^dimension\d{1,3}$/.test(key));
  return { name: firstText(action, 'eventName'), ...Object.fromEntries(dimensions) };
}

interface Visit {
  record: JsonObject;
  line: number;
  person: readonly Identifier[];
  currency: string;
  /** Moment for actions that carry none. */
  atMs: number | null;
}

function campaignOf(visit: JsonObject) {
  if (textAt(visit, 'referrerType') !== 'campaign') return undefined;
  return tagsOf(
    firstText(visit, 'campaignSource'),
    firstText(visit, 'campaignMedium'),
    firstText(visit, 'campaignName', 'referrerName'),
  );
}

/** Reads visits of Matomo's visit log, with their actions, into events and orders. */
export class MatomoReader {
  readonly #orders = new OrderBook();

  /** Adds what one visit holds. `line` is the number of the visit. */
  read(record: JsonObject, line: number, steps: StepMaker): void {
    const field = ['firstActionTimestamp', 'serverTimestamp', 'lastActionTimestamp'].find(
      (name) => firstText(record, name) !== '',
    );
    const start = field ? eventInstant(firstText(record, field)) : null;
    const actions = listAt(record, 'actionDetails').filter(isObject);
    if (typeof start === 'string') return void steps.reject(start, line, field ?? '');
    if (firstText(record, 'idVisit') === '') return void steps.reject('missing-field', line, 'idVisit');
    const person = personOf(SCOPE, { customer: textAt(record, 'userId'), cookie: textAt(record, 'visitorId') });
    const visit: Visit = { record, line, person, currency: textAt(record, 'siteCurrency'), atMs: start };
    if (actions.length === 0 && start === null) return void steps.reject('missing-field', line, 'serverTimestamp');
    let first = true;
    for (const action of actions) {
      const type = firstText(action, 'type');
      if (type === '' || CONTENT.test(type)) steps.skip();
      else if (this.#addAction(visit, action, type, first, steps)) first = false;
    }
  }

  #addAction(visit: Visit, action: JsonObject, type: string, first: boolean, steps: StepMaker): boolean {
    const { record, line, person } = visit;
    const told = firstText(action, 'timestamp');
    const atMs = told === '' ? visit.atMs : eventInstant(told);
    if (atMs === null || typeof atMs === 'string') {
      steps.reject(atMs ?? 'missing-field', line, 'timestamp');
      return false;
    }
    const product = firstText(action, 'productViewName', 'productViewSku') !== '';
    const kind = type === 'action' && product ? 'product' : (lookUp(KINDS, type) ?? 'custom');
    const campaign = first ? campaignOf(record) : undefined;
    const order = {
      line,
      atMs,
      buyer: person,
      key: firstText(action, 'orderId'),
      currency: visit.currency,
      total: amountAt(action, 'revenue'),
      products: listAt(action, 'itemDetails'),
    };
    steps.add({
      ...toEvent({
        line,
        atMs,
        person,
        name: nameOf(action, type) || type,
        kind,
        address: kind === 'purchase' || kind === 'cart' ? '' : textAt(action, 'url'),
        referrer: '',
        agent: '',
        title: type === 'action' ? firstText(action, 'pageTitle') : '',
        screen: screenIn(textAt(record, 'resolution')),
        language: firstText(record, 'languageCode', 'language'),
        value: type === 'action' ? 0 : (amountAt(action, 'eventValue', 'revenue') ?? 0),
        // The title of a search is what was typed, too.
        properties: kind === 'search' ? action : propertiesOf(action),
        campaign,
      }),
      // The visit log says how the visit began; later pages come from the site itself.
      referrer: first ? referrerOf(textAt(record, 'referrerUrl')) : '',
    });
    const completed = kind === 'purchase' ? this.#orders.completed(order) : null;
    if (completed) steps.add(completed);
    return true;
  }
}
