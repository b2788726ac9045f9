import type { Evidence, Finding } from '../../../shared/audit.ts';
import { findByForm } from '../find-by-form.ts';
import { isIssued } from '../find-cards.ts';
import { findData } from '../find-data.ts';
import { categoryIn, categoryOf, isAddressField, severityIn } from './categories.ts';
import { note } from './finding.ts';
import { maskValue } from './mask.ts';
import { PeopleCount, touched } from './people-count.ts';
import type { AuditRecord } from './record.ts';
import { isShortened } from './shortened.ts';

interface Hits {
  count: number;
  people: PeopleCount;
  confidence: number;
  sample: string;
  evidence: Evidence[];
}
interface Likes {
  count: number;
  fitting: number;
}
interface FieldFacts {
  filled: number;
  hits: Map<string, Hits>;
  /** By kind of number: values that are nothing but a number of its form, and those of them whose check digit fits. */
  likes: Map<string, Likes>;
  /** What earlier values held, so that a value seen again costs nothing. */
  known: Map<string, Seen[]>;
}

/** Fields told apart; those beyond are counted together. */
const MOST_FIELDS = 500;
const OTHERS = 'other fields';
const MOST_KNOWN = 2000;
const LONGEST = 4000;
/** What only words around it tell needs more than one sighting, or to be very sure. */
const BY_CONTEXT = new Set(['PERSON', 'STREET_ADDRESS']);
const SURE = 0.9;
const LEAST = 0.6;

/** Texts of people, rather than codes: letters, blanks. */
const isProse = (value: string) => /\p{L}{2,}.*\s.*\p{L}{2,}/su.test(value);
const NAMES = /name|nom\b|nombre|nome|naam|address|adresse|strasse|street|city|ort|stadt|ville|author|customer|kunde/i;
const BIRTH = /birth|\bdob\b|geburt|naissance|nacimiento/i;

/** A value without its escapes, so that words can be told from codes. A plus is a blank, but not before a number to call. */
function decoded(value: string): string {
  if (!value.includes('%') && !value.includes('+')) return value;
  const blanked = /\s|@|%40/.test(value) ? value : value.replace(/(?<=[^+])\+/g, ' ');
  try {
    return decodeURIComponent(blanked);
  } catch {
    return blanked;
  }
}

/** One kind of data in a value, with its text: it is masked before it is kept. */
interface Seen {
  type: string;
  confidence: number;
  text: string;
}

/** What a text holds, seen together with the name of its field: `email=…` says more than the value alone. */
function lookAt(name: string, text: string, mayBeProse: boolean): Seen[] {
  // "Customer ID" and customer_id are the same label.
  const label = `${name.trim().replace(/\s+/g, '_')}=`;
  const reads = mayBeProse && (isProse(text) || NAMES.test(name)) ? findData : findByForm;
  const born = BIRTH.test(name);
  return reads(label + text)
    .filter(({ start, confidence }) => start >= label.length && confidence >= LEAST)
    .map(({ type, start, end, confidence }) => ({
      type: type === 'DATE_TIME' && (born || confidence >= 0.95) ? 'DATE_OF_BIRTH' : type,
      confidence,
      text: text.slice(start - label.length, end - label.length),
    }));
}

function look(field: string, value: string): Seen[] {
  const whole = value.slice(0, LONGEST);
  if (field === 'agent') {
    // Robots name their owner's address so that one can write to them.
    if (/bot|crawl|spider|https?:/i.test(whole)) return [];
    return lookAt('', whole, false).filter(({ type }) => type === 'EMAIL_ADDRESS' || type === 'CREDENTIAL_URL');
  }
  const name = field.split('.').at(-1) ?? '';
  if (!isAddressField(field) || field.startsWith('query.')) return lookAt(name, decoded(whole), true);
  // Words of an address are titles of pages; its parameters are looked at one by one, as fields of their own.
  const [start = '', query = ''] = whole.split(/\?(.*)/s);
  const parameters = query.split('&').flatMap((pair) => {
    const cut = pair.indexOf('=');
    return cut < 0 ? [] : lookAt(pair.slice(0, cut), decoded(pair.slice(cut + 1)), true);
  });
  return [...lookAt('', decoded(start), false), ...parameters];
}

/** Kinds of personal data that a value holds, seen together with the name of its field; what only words tell must be sure. */
export const kindsIn = (field: string, value: string): string[] =>
  lookAt(field, decoded(value), isProse(value))
    .filter(({ type, confidence }) => categoryOf(type) && (!BY_CONTEXT.has(type) || confidence >= SURE))
    .map(({ type }) => type);

/** Kinds of personal data that a name of a field holds: reports show such names, so that none may be told. */
export const personalIn = (name: string): readonly Seen[] =>
  /[@\d+]/.test(name) ? lookAt('', decoded(name), false).filter(({ type }) => categoryOf(type)) : [];

/** Where a report shows that names of fields, instead of values, hold personal data. */
const NAMES_OF_FIELDS = 'names of fields';

/** Fields that one of our analyses, or any, makes use of. */
const USED =
  /^(?:path|host|agent|status|method|address|referrer|at|time|date|timestamp|event|name|type|url|page|session|user|visitor|customer|person|id|value|revenue|total|amount|price|quantity|item|product|sku|order|currency|channel|source|medium|campaign|network|text|message|rating|country|city|language|screen|screen_resolution|resolution|locale|request_time|duration|time_taken|consent|query\.(?:utm_\w+|q|s|search|page|id|lang|ref|source))$|(?:^|[._])(?:id|time|timestamp|name|type|event|url|path|title|referrer|value|revenue|price|quantity|currency|consent)$|utm_|campaign/i;

/** Kinds of numbers that a column of other numbers meets now and then, and what looks like one but for what is checked. */
const MET_BY_CHANCE: readonly (readonly [type: string, isLike: (value: string) => boolean])[] = [
  ['CREDIT_CARD', (value) => /^\d{13,19}$/.test(value) && isIssued(value)],
  ['ZA_ID', (value) => /^\d{13}$/.test(value)],
];

/** Fewest numbers that tell whether check digits fit by chance. */
const FEWEST = 20;
/** One number in ten has a check digit that fits: a column of which no more do holds numbers of something else. Three standard deviations. */
function isByChance({ hits, likes }: FieldFacts, type: string): boolean {
  const { count, fitting } = likes.get(type) ?? { count: 0, fitting: 0 };
  const hit = hits.get(type);
  // Where the column's name says what they are, a few that fit are enough.
  if (count < FEWEST || hit?.count !== fitting || (type !== 'CREDIT_CARD' && hit.confidence >= SURE)) return false;
  return fitting <= count * 0.1 + 3 * Math.sqrt(count * 0.09);
}

/** Where a value stands, whose it is, and the kinds that its row holds. */
interface Row {
  file: string;
  line: number;
  who: number | null;
  types: Set<string>;
}

/** Counts, field by field, what kinds of personal data the rows hold. Memory is bounded: by fields, kinds and evidence. */
export class FieldAudit {
  readonly #fields = new Map<string, FieldFacts>();
  /** Names as they came that hold no personal data. */
  readonly #clean = new Set<string>();

  #factsOf(name: string): FieldFacts {
    const known = this.#fields.get(name);
    if (known) return known;
    if (this.#fields.size >= MOST_FIELDS && name !== OTHERS) return this.#factsOf(OTHERS);
    const made: FieldFacts = { filled: 0, hits: new Map(), likes: new Map(), known: new Map() };
    this.#fields.set(name, made);
    return made;
  }

  /** Answers the kinds of personal data that the row holds. `who`: hash of whom it is about. */
  add(file: string, { fields, line }: AuditRecord, who: number | null): ReadonlySet<string> {
    const types = new Set<string>();
    for (const [given, value] of fields) {
      const field = this.#shown(given);
      if (field === NAMES_OF_FIELDS) this.#look({ file, line, who, types }, field, given);
      this.#look({ file, line, who, types }, field, value);
    }
    return types;
  }

  /** A name that holds personal data itself (`?anna@mail.example=1`) is not shown: it counts as one more value. */
  #shown(name: string): string {
    if (this.#clean.has(name)) return name;
    if (personalIn(name).length > 0) return NAMES_OF_FIELDS;
    if (this.#clean.size < 4 * MOST_FIELDS) this.#clean.add(name);
    return name;
  }

  #look({ file, line, who, types }: Row, field: string, value: string): void {
    const facts = this.#factsOf(field);
    facts.filled++;
    let spans = facts.known.get(value);
    if (!spans) {
      spans = look(field, value).filter(({ type, text }) => type !== 'IP_ADDRESS' || !isShortened(text));
      if (facts.known.size >= MOST_KNOWN) facts.known.clear();
      facts.known.set(value, spans);
    }
    this.#noteLikes(facts, value, spans);
    const seen = new Set<string>();
    for (const { type, confidence, text } of spans) {
      if (!categoryIn(type, field)) continue;
      const hits = facts.hits.get(type) ?? {
        count: 0,
        people: new PeopleCount(),
        confidence: 0,
        sample: '',
        evidence: [],
      };
      if (who !== null) hits.people.add(who);
      if (!seen.has(type)) hits.count++;
      seen.add(type);
      if (!BY_CONTEXT.has(type) || confidence >= SURE) types.add(type);
      if (confidence > hits.confidence) {
        hits.confidence = confidence;
        hits.sample = maskValue(type, text);
      }
      note(hits.evidence, file, line);
      facts.hits.set(type, hits);
    }
  }

  #noteLikes({ likes }: FieldFacts, value: string, spans: readonly Seen[]): void {
    for (const [kind, isLike] of MET_BY_CHANCE) {
      if (!isLike(value)) continue;
      const { count, fitting } = likes.get(kind) ?? { count: 0, fitting: 0 };
      likes.set(kind, { count: count + 1, fitting: fitting + Number(spans.some(({ type }) => type === kind)) });
    }
  }

  /** Filled fields, for the figures of the report. */
  summary(): { field: string; filled: number; holds: string[] }[] {
    return [...this.#fields].map(([field, facts]) => ({
      field,
      filled: facts.filled,
      holds: [...facts.hits.keys()].filter((type) => !isByChance(facts, type)).sort(),
    }));
  }

  findings(rows: number): Finding[] {
    const found: Finding[] = [];
    for (const [field, facts] of this.#fields)
      for (const [type, { count, people, confidence, sample, evidence }] of facts.hits) {
        const category = isByChance(facts, type) ? null : categoryIn(type, field);
        if (!category || (BY_CONTEXT.has(type) && count < 2 && confidence < SURE)) continue;
        // The address column of a log holds addresses; that they are whole is what is to be said.
        found.push({
          id: `personal:${field}:${type}`,
          area: 'personal-data',
          severity: severityIn(category, field),
          title: `${category.title} in “${field}”`,
          field,
          category: type,
          count,
          share: count / Math.max(1, facts.filled),
          ...touched(people),
          confidence,
          sample,
          articles: category.articles,
          fix: category.fix,
          evidence,
        });
      }
    return [...found, ...this.#unused(rows)];
  }

  #unused(rows: number): Finding[] {
    const unused = [...this.#fields].filter(
      ([field, { filled }]) => !USED.test(field) && field !== OTHERS && filled >= Math.max(2, rows / 100),
    );
    if (unused.length === 0) return [];
    const names = unused.map(([field]) => field).sort();
    return [
      {
        id: 'minimisation:unused',
        area: 'minimisation',
        severity: 'low',
        title: `Fields are collected that no analysis here uses (${unused.length})`,
        field: names.slice(0, 12).join(', ') + (names.length > 12 ? ' …' : ''),
        category: '',
        count: unused.reduce((most, [, { filled }]) => Math.max(most, filled), 0),
        share: unused.length / Math.max(1, this.#fields.size),
        reach: unused.length / Math.max(1, this.#fields.size),
        confidence: 0.5,
        sample: '',
        articles: ['GDPR Art. 5(1)(c)'],
        fix: 'For each of them: say what it is for, or stop collecting it.',
        evidence: [],
      },
    ];
  }
}
