import { MESSAGE_KINDS, type MessageKind, NETWORKS, type Network } from '../../../shared/model.ts';

/** What a search asks of a message besides its words. */
export interface FieldFilter {
  field: 'network' | 'kind' | 'language' | 'own';
  value: string;
  not: boolean;
}
/** A search, ready for the full-text index: `match` in FTS5's language ('' = any text), and fields. */
export interface CompiledQuery {
  match: string;
  fields: FieldFilter[];
}
/** Why a search cannot be read. `at` = place in the query, in UTF-16 code units. */
export interface QueryProblem {
  problem: 'empty' | 'only-not' | 'bracket' | 'quote' | 'field' | 'value' | 'near' | 'nested-field' | 'too-long';
  at: number;
}

interface Lexeme {
  kind: 'word' | 'phrase' | 'and' | 'or' | 'not' | 'near' | 'open' | 'close' | 'field';
  text: string;
  at: number;
  /** NEAR/n: n. */
  distance?: number;
}
class Misread extends Error {
  readonly found: QueryProblem;
  constructor(problem: QueryProblem['problem'], at: number) {
    super(problem);
    this.found = { problem, at };
  }
}

const LONGEST_QUERY = 1000;
const FARTHEST = 100;
const LEXEME = /\s+|"([^"]*)"?|[“„]([^”“"]*)[”“"]?|\(|\)|[^\s()"]+/gy;

function lexeme(text: string, at: number): Lexeme {
  if (text === 'AND' || text === '&') return { kind: 'and', text, at };
  if (text === 'OR' || text === '|') return { kind: 'or', text, at };
  if (text === 'NOT') return { kind: 'not', text, at };
  const near = /^NEAR(?:\/(\d+))?$/.exec(text);
  if (near) {
    const distance = Number(near[1] ?? 10);
    if (distance < 1 || distance > FARTHEST) throw new Misread('near', at);
    return { kind: 'near', text, at, distance };
  }
  if (/^(?:network|kind|language|lang|from):/i.test(text)) return { kind: 'field', text, at };
  return { kind: 'word', text, at };
}

function lexemes(query: string): Lexeme[] {
  const found: Lexeme[] = [];
  LEXEME.lastIndex = 0;
  for (let match = LEXEME.exec(query); match; match = LEXEME.exec(query)) {
    const [text] = match;
    const at = match.index;
    if (text.trim() === '') continue;
    const phrase = match[1] ?? match[2];
    if (phrase !== undefined) {
      if (text.length < 2 || !/["”“]$/.test(text)) throw new Misread('quote', at);
      found.push({ kind: 'phrase', text: phrase, at });
    } else if (text === '(') found.push({ kind: 'open', text, at });
    else if (text === ')') found.push({ kind: 'close', text, at });
    else if (text.startsWith('-') && text.length > 1)
      found.push({ kind: 'not', text: '-', at }, lexeme(text.slice(1), at + 1));
    else found.push(lexeme(text, at));
  }
  return found;
}

/** A part of the search: `not` = it must be missing. */
interface Part {
  match: string;
  not: boolean;
}

const isWordSign = /[\p{L}\p{N}\p{M}\p{Co}]/u;
/** FTS5 takes a NUL for the end of the query; in an indexed text it parts two words, as a space does. */
const quoted = (text: string): string => `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"`;

/** A word or phrase for FTS5; `*` at its end finds all that begins so. '' where it holds nothing that is indexed. */
function term(text: string): string {
  const prefix = text.endsWith('*');
  const bare = prefix ? text.slice(0, -1) : text;
  if (!isWordSign.test(bare)) return '';
  return `${quoted(bare)}${prefix ? '*' : ''}`;
}

class Parser {
  readonly fields: FieldFilter[] = [];
  readonly #lexemes: Lexeme[];
  #next = 0;
  #depth = 0;

  constructor(query: string) {
    this.#lexemes = lexemes(query);
  }

  get #peek(): Lexeme | undefined {
    return this.#lexemes[this.#next];
  }

  whole(): string {
    const match = this.#either();
    if (this.#peek) throw new Misread('bracket', this.#peek.at);
    return match;
  }

  #either(): string {
    const sides = [this.#all()];
    while (this.#peek?.kind === 'or') {
      const { at } = this.#lexemes[this.#next++] as Lexeme;
      const side = this.#all();
      if (side === '' || sides.includes('')) throw new Misread('empty', at);
      sides.push(side);
    }
    return sides.length === 1 ? (sides[0] as string) : `(${sides.join(' OR ')})`;
  }

  /** Parts that must all hold: FTS5 knows "these, but not those" only. */
  #all(): string {
    const parts: Part[] = [];
    let at = this.#peek?.at ?? 0;
    while (this.#peek && this.#peek.kind !== 'or' && this.#peek.kind !== 'close') {
      if (this.#peek.kind === 'and') {
        this.#next++;
        continue;
      }
      at = this.#peek.at;
      const part = this.#part();
      if (part.match !== '') parts.push(part);
    }
    const wanted = parts.filter(({ not }) => !not).map(({ match }) => match);
    const unwanted = parts.filter(({ not }) => not).map(({ match }) => match);
    if (wanted.length === 0 && unwanted.length > 0) throw new Misread('only-not', at);
    if (wanted.length === 0) return '';
    const all = wanted.length === 1 ? (wanted[0] as string) : `(${wanted.join(' AND ')})`;
    return unwanted.length === 0 ? all : `(${all} NOT (${unwanted.join(' OR ')}))`;
  }

  #part(): Part {
    const first = this.#lexemes[this.#next++] as Lexeme;
    if (first.kind === 'not') {
      const next = this.#peek;
      if (!next || next.kind === 'or' || next.kind === 'close' || next.kind === 'and')
        throw new Misread('empty', first.at);
      const part = this.#part();
      if (next.kind === 'field') (this.fields.at(-1) as FieldFilter).not = true;
      return { match: part.match, not: !part.not };
    }
    if (first.kind === 'open') return { match: this.#bracket(first.at), not: false };
    if (first.kind === 'field') {
      if (this.#depth > 0 || (this.#lexemes.some(({ kind }) => kind === 'or') && !this.#bracketed()))
        throw new Misread('nested-field', first.at);
      this.fields.push(fieldOf(first));
      return { match: '', not: false };
    }
    if (first.kind === 'close') throw new Misread('bracket', first.at);
    if (first.kind === 'near') throw new Misread('near', first.at);
    const match = term(first.text);
    return { match: this.#peek?.kind === 'near' ? this.#near(match) : match, not: false };
  }

  /** Whether every OR stands in brackets: only then it is plain what a field belongs to. */
  #bracketed(): boolean {
    let depth = 0;
    for (const { kind } of this.#lexemes) {
      if (kind === 'open') depth++;
      if (kind === 'close') depth--;
      if (kind === 'or' && depth === 0) return false;
    }
    return true;
  }

  #bracket(at: number): string {
    this.#depth++;
    const match = this.#either();
    this.#depth--;
    if (this.#peek?.kind !== 'close') throw new Misread('bracket', at);
    this.#next++;
    return match;
  }

  #near(first: string): string {
    const { at, distance = 10 } = this.#lexemes[this.#next++] as Lexeme;
    const next = this.#lexemes[this.#next++];
    const second = next && (next.kind === 'word' || next.kind === 'phrase') ? term(next.text) : '';
    if (first === '' || second === '') throw new Misread('near', at);
    return `NEAR(${first} ${second}, ${distance})`;
  }
}

function fieldOf({ text, at }: Lexeme): FieldFilter {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).toLowerCase();
  const value = text.slice(colon + 1).toLowerCase();
  const filter = (field: FieldFilter['field'], known: boolean): FieldFilter => {
    if (!known) throw new Misread('value', at + colon + 1);
    return { field, value, not: false };
  };
  if (name === 'network') return filter('network', NETWORKS.includes(value as Network));
  if (name === 'kind') return filter('kind', MESSAGE_KINDS.includes(value as MessageKind));
  if (name === 'from') return filter('own', value === 'me' || value === 'others');
  return filter('language', /^[a-z]{2,3}$/.test(value));
}

/**
 * Reads a search: words (all must be there), "a phrase", OR, NOT or -, brackets, NEAR/n, begins*, and the fields network:,
 * kind:, language:, from:me, from:others. Answers what the index is to be asked, or what is wrong and where.
 */
export function compileQuery(query: string): CompiledQuery | QueryProblem {
  if (query.length > LONGEST_QUERY) return { problem: 'too-long', at: LONGEST_QUERY };
  try {
    const parser = new Parser(query);
    const match = parser.whole();
    if (match === '' && parser.fields.length === 0) return { problem: 'empty', at: 0 };
    return { match, fields: parser.fields };
  } catch (error) {
    if (error instanceof Misread) return error.found;
    throw error;
  }
}
