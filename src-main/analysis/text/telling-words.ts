import { stands } from '../base/growth.ts';
import { normalTail } from '../base/tests.ts';
import { contentWords } from '../topics/corpus.ts';

/** Weight of what all texts say of a word, in texts: how slowly a rare word is believed. */
const PRIOR_TEXTS = 500;
/** A word is told when it is in this many texts by this many people. */
const FEWEST_TEXTS = 3;
const FEWEST_PEOPLE = 3;
const FALSE_SHARE = 0.01;
/** A word that a phrase holds is not told beside it when the phrase accounts for this share of its texts. */
const COVERED = 0.6;
/** Longer texts are lists or pasted pages; their beginning says what they are about. */
const MOST_CHARACTERS = 2000;

interface Use {
  texts: number;
  people: Set<number>;
  /** Texts of unknown people, each taken for one of them. */
  strangers: number;
  forms: Map<string, number>;
}

/** A word or phrase of two words. `term`: its stems, by which texts are found again. */
export interface TellingWord {
  term: string;
  word: string;
  texts: number;
  people: number;
  /** Texts beside that hold it, as a share of them. */
  shareBeside: number;
  /** Log odds ratio over its standard error. */
  z: number;
}

/** Words and phrases of two words of a text, as stems with the form they had; each once. */
export function termsOf(text: string, language: string): Map<string, string> {
  const words = contentWords(text.slice(0, MOST_CHARACTERS), language);
  const terms = new Map<string, string>();
  words.forEach(({ stem, form, start }, i) => {
    terms.set(stem, form);
    const last = words[i - 1];
    // Nothing but one space between them: a comma ends a phrase.
    if (last && last.stem !== stem && start - last.start === last.form.length + 1)
      terms.set(`${last.stem} ${stem}`, `${last.form} ${form}`);
  });
  return terms;
}

/** Counts in how many texts, and by how many people, words are used. */
export class WordUse {
  readonly uses = new Map<string, Use>();
  texts = 0;

  /** `author` 0 = unknown. */
  add(text: string, language: string, author: number): void {
    this.texts++;
    for (const [term, form] of termsOf(text, language)) {
      let use = this.uses.get(term);
      if (!use) {
        use = { texts: 0, people: new Set(), strangers: 0, forms: new Map() };
        this.uses.set(term, use);
      }
      use.texts++;
      if (author > 0) use.people.add(author);
      else use.strangers++;
      use.forms.set(form, (use.forms.get(form) ?? 0) + 1);
    }
  }
}

const commonest = (forms: ReadonlyMap<string, number>): string =>
  [...forms].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';

/**
 * z of how much more often texts here hold a word than texts beside: log odds ratio with an informative Dirichlet prior made of all
 * texts (Monroe, Colaresi & Quinn 2008), over texts instead of words so that one long text counts once.
 */
export function logOddsOf(here: number, textsHere: number, beside: number, textsBeside: number): number {
  const prior = (PRIOR_TEXTS * (here + beside)) / Math.max(1, textsHere + textsBeside);
  const odds = (count: number, texts: number) => Math.log((count + prior) / (texts + PRIOR_TEXTS - count - prior));
  return (odds(here, textsHere) - odds(beside, textsBeside)) / Math.sqrt(1 / (here + prior) + 1 / (beside + prior));
}

/**
 * Words and phrases that texts here hold more often than those beside, most telling first: judged together at a false-discovery
 * rate of 1 % (Benjamini & Hochberg 1995). A phrase stands for the words that hardly occur without it.
 */
export function tellingWords(here: WordUse, beside: WordUse, most: number): TellingWord[] {
  const judged = [...here.uses]
    .filter(([, { texts }]) => texts >= FEWEST_TEXTS)
    .map(([term, { texts, people, strangers, forms }]): TellingWord => {
      const others = beside.uses.get(term)?.texts ?? 0;
      return {
        term,
        word: commonest(forms),
        texts,
        people: people.size + strangers,
        shareBeside: others / Math.max(1, beside.texts),
        z: logOddsOf(texts, here.texts, others, beside.texts),
      };
    });
  const sure = stands(
    judged.map(({ z }) => (z > 0 ? normalTail(z) : 1)),
    FALSE_SHARE,
  );
  const told = judged.filter(({ people }, i) => sure[i] && people >= FEWEST_PEOPLE);
  told.sort((a, b) => b.z - a.z || (a.term < b.term ? -1 : 1));
  return withoutCovered(told, here).slice(0, most);
}

/** Leaves out phrases that rarely make up either of their words, and words that hardly occur outside of a phrase that stays. */
function withoutCovered(told: readonly TellingWord[], here: WordUse): TellingWord[] {
  const left = new Set<string>();
  for (const { term, texts } of told) {
    const parts = term.split(' ');
    if (parts.length < 2) continue;
    const covered = parts.filter((part) => texts >= COVERED * (here.uses.get(part)?.texts ?? 0));
    if (covered.length === 0 || covered.some((part) => left.has(part))) left.add(term);
    else for (const part of covered) left.add(part);
  }
  return told.filter(({ term }) => !left.has(term));
}
