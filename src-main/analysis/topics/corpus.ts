import { isStopWord } from '../lexicons/stop-words.ts';
import { stemWord, withoutElision } from '../text/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';

/** One text with the language it is in ('' = unknown). */
export interface TopicText {
  text: string;
  language: string;
}

/**
 * Texts as word counts. The words of text d are `word[start[d]..start[d + 1]]`, each word once, ascending; `count` has how
 * often. Word ids are 0..words − 1.
 */
export interface Corpus {
  docs: number;
  start: Uint32Array;
  word: Uint32Array;
  count: Uint8Array;
  /** Stem by word id, and its commonest form for people to read. */
  stems: string[];
  forms: string[];
  /** Texts that hold the word. */
  docFrequency: Uint32Array;
}

/** Words fewer texts hold than this (or than this share of them) are left out, and words that most texts hold. */
export const FEWEST_DOCS = 3;
const FEWEST_SHARE = 0.00004;
const MOST_SHARE = 0.6;
/** Largest vocabulary; the commonest words stay. */
const MOST_WORDS = 6000;

/** Forms and texts per stem while reading. */
interface Entry {
  id: number;
  docs: number;
  lastDoc: number;
  forms: Map<string, number>;
}

/** Words of a text that can carry a topic, as stems with the form they had: no stop words, numbers, names of people, addresses. */
export function contentWords(
  text: string,
  language: string,
  tokens: readonly Token[] = tokenize(text, language),
): { stem: string; form: string; start: number }[] {
  const found: { stem: string; form: string; start: number }[] = [];
  for (const { kind, norm, start } of tokens) {
    if (kind !== 'word' && kind !== 'hashtag') continue;
    if (norm.length < 2 || isStopWord(norm, language)) continue;
    if (norm.length === 2 && /^[a-z]+$/.test(norm)) continue;
    const whole = norm.replace(/'s$/, '');
    const form = withoutElision(whole, language);
    if (form !== whole && isStopWord(form, language)) continue;
    found.push({ stem: stemWord(form, language), form, start: start + whole.length - form.length });
  }
  return found;
}

class Reading {
  readonly entries = new Map<string, Entry>();
  readonly ids: Entry[] = [];
  ends = new Uint32Array(1024);
  flat = new Uint32Array(8192);
  used = 0;
  docs = 0;

  add(stems: readonly { stem: string; form: string }[]): void {
    if (this.docs + 1 >= this.ends.length) this.ends = grown(this.ends);
    for (const { stem, form } of stems) {
      let entry = this.entries.get(stem);
      if (!entry) {
        entry = { id: this.ids.length, docs: 0, lastDoc: -1, forms: new Map() };
        this.entries.set(stem, entry);
        this.ids.push(entry);
      }
      if (entry.lastDoc !== this.docs) entry.docs++;
      entry.lastDoc = this.docs;
      entry.forms.set(form, (entry.forms.get(form) ?? 0) + 1);
      if (this.used >= this.flat.length) this.flat = grown(this.flat);
      this.flat[this.used++] = entry.id;
    }
    this.docs++;
    this.ends[this.docs] = this.used;
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Chosen words by number of texts (then stem): the order does not depend on the order of the texts. */
function chooseWords({ entries, docs }: Reading): [stem: string, entry: Entry][] {
  const fewest = Math.min(Math.max(FEWEST_DOCS, docs * FEWEST_SHARE), Math.max(1, docs / 10));
  const most = Math.max(docs * MOST_SHARE, 5);
  return [...entries]
    .filter(([, entry]) => entry.docs >= fewest && entry.docs <= most)
    .sort(([a, x], [b, y]) => y.docs - x.docs || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS);
}

const commonest = (forms: Map<string, number>): string =>
  [...forms].sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1))[0]?.[0] ?? '';

/** Counts the words of texts; see Corpus. */
export function buildCorpus(texts: Iterable<TopicText>): Corpus {
  const reading = new Reading();
  for (const { text, language } of texts) reading.add(contentWords(text, language));
  const chosen = chooseWords(reading);
  const newId = new Int32Array(reading.ids.length).fill(-1);
  chosen.forEach(([, entry], id) => {
    newId[entry.id] = id;
  });
  const start = new Uint32Array(reading.docs + 1);
  const word = new Uint32Array(reading.used);
  const count = new Uint8Array(reading.used);
  let used = 0;
  for (let d = 0; d < reading.docs; d++) {
    const ids = reading.flat.subarray(reading.ends[d], reading.ends[d + 1]);
    const mapped = Array.from(ids, (id) => newId[id] as number).filter((id) => id >= 0);
    mapped.sort((a, b) => a - b);
    for (const id of mapped) {
      if (used > (start[d] as number) && word[used - 1] === id) {
        if ((count[used - 1] as number) < 255) count[used - 1] = (count[used - 1] as number) + 1;
      } else {
        word[used] = id;
        count[used++] = 1;
      }
    }
    start[d + 1] = used;
  }
  return {
    docs: reading.docs,
    start,
    word: word.slice(0, used),
    count: count.slice(0, used),
    stems: chosen.map(([stem]) => stem),
    forms: chosen.map(([, { forms }]) => commonest(forms)),
    docFrequency: Uint32Array.from(chosen, ([, { docs }]) => docs),
  };
}
