import type { EventRow, Identifier, MessageRow, OrderRow, Row } from '../../shared/model.ts';
import { SEARCH_NAMES, TERM_NOT_KEPT } from '../../shared/site-search.ts';
import { findData } from '../privacy/find-data.ts';
import { KnownNames, NAME } from '../privacy/known-names.ts';
import { maskContacts, maskFileName, maskText } from '../privacy/redact.ts';

/** What else the tagger finds tells of nobody alone: places, dates, firms. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['PERSON', NAME],
  ['STREET_ADDRESS', '[address]'],
  ['ZIP_CODE', '[address]'],
]);

/** Texts remembered with what became of them: labels and pages repeat. */
const REMEMBERED = 50_000;

function identifiersOf(row: Row): readonly Identifier[] {
  switch (row.type) {
    case 'message':
      // The business itself is nobody who could be harmed, and its name is in most texts.
      return row.own ? [] : row.author;
    case 'order':
      return row.buyer;
    case 'event':
    case 'consent':
    case 'person':
      return row.person;
    default:
      return [];
  }
}

function masksTagged(text: string): string {
  let masked = '';
  let at = 0;
  for (const { type, start, end } of findData(text)) {
    const tag = TAGS.get(type);
    if (tag === undefined) continue;
    masked += `${text.slice(at, start)}${tag}`;
    at = end;
  }
  return masked + text.slice(at);
}

/**
 * Takes people out of the texts of a file that is imported without them: first what has a form, as for whatever leaves
 * (decision 0004), then names that the file itself gives its people, then names and street addresses that the tagger finds.
 * Works in the parser thread: identifiers stay on the rows, because the writer must keep out who was erased; it stores none.
 */
export class PeopleMask {
  readonly #names = new KnownNames();
  readonly #labels = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  /** Learns whom the file names. To be called for all rows before any is masked: texts name people who come later. */
  note(row: Row): void {
    for (const identifier of identifiersOf(row)) this.#names.note(identifier);
  }

  /** What people write themselves. */
  text(text: string): string {
    return masksTagged(this.#names.mask(maskText(text), true));
  }

  /** A page, product or other technical text, whose words and numbers must stay. */
  readonly label = (text: string): string =>
    this.#remembered(this.#labels, text, () => this.#names.mask(maskContacts(text), false));

  /** What somebody typed into a search: whole, or not at all. */
  readonly term = (text: string): string =>
    this.#remembered(this.#texts, text, () => this.text(text)) === text ? text : TERM_NOT_KEPT;

  #remembered(known: Map<string, string>, text: string, make: () => string): string {
    let masked = known.get(text);
    if (masked === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      masked = make();
      known.set(text, masked);
    }
    return masked;
  }

  message(row: MessageRow): MessageRow {
    return { ...row, text: this.text(row.text), item: this.label(row.item) };
  }

  order(row: OrderRow): OrderRow {
    const lines = row.lines.map((line) => ({ ...line, item: this.label(line.item), sku: this.label(line.sku) }));
    return { ...row, channel: this.label(row.channel), lines };
  }

  event(row: EventRow): EventRow {
    const cleaned: EventRow = { ...row, page: this.label(row.page), referrer: this.label(row.referrer) };
    if (row.title) cleaned.title = this.#remembered(this.#texts, row.title, () => this.text(row.title ?? ''));
    // Values with personal data of a known form stay as they are here: they are recognised, counted and left out later.
    if (row.properties)
      cleaned.properties = row.properties.map(([name, value]) => [
        name,
        typeof value !== 'string' ? value : SEARCH_NAMES.has(name) ? this.term(value) : this.#names.mask(value, true),
      ]);
    return cleaned;
  }
}

/** Name of a file without contacts and names: a chat is called after the one it is with. */
export function nameWithoutPeople(name: string): string {
  const masked = maskFileName(name);
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(masked)?.[0] ?? '';
  const stem = masked
    .slice(0, masked.length - ending.length)
    .replace(/\b(chat with|chat mit|chat con|discussion WhatsApp avec) .+$/iu, `$1 ${NAME}`);
  return masksTagged(stem) + ending;
}
