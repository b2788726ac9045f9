import { lookUp } from '../../../shared/look-up.ts';
import { matchesAt, matchesOf, placesOf } from './cue-places.ts';
import { type Cue, INTENT_CUES, INTENT_NEGATIONS, INTENTS, type Intent } from '../lexicons/intent-cues.ts';

/** What a message wants, how sure that is (0..1), and the words that say so. `start` and `end` count UTF-16 code units. */
export interface FoundIntent {
  intent: Intent;
  p: number;
  evidence: { text: string; start: number; end: number }[];
}

/** Longer texts are read to here: what is wanted stands in the first pages, and work stays bounded. */
const READ_CHARS = 5000;
/** Whether a text is longer than what is read of it. */
export const intentsCut = (text: string): boolean => text.length > READ_CHARS;
/** Evidence kept for one intent. */
const MOST_EVIDENCE = 3;
/** What a praise that is turned says ("not great"): a complaint, less surely. */
const TURNED_PRAISE = 0.6;
/** A question mark alone. */
const ASKS = 0.55;
/** From here on an intent is told. */
export const TOLD = 0.5;

interface Rule extends Cue {
  /** Of a cue that must be whole words: whether it holds at one place. Of an open one: where it holds next. */
  pattern: RegExp;
}
interface Rules {
  cues: Rule[];
  /** Where any of the cues that must be whole words holds next: most texts have none, and one pass tells for all of them. */
  anyWord: RegExp;
  negated: RegExp;
}
const compiled = new Map<string, Rules>();

/** \b knows ASCII letters only: a word ends where no letter, mark or digit follows. */
const BEFORE = '(?<![\\p{L}\\p{N}_])';
const AFTER = '(?![\\p{L}\\p{N}_])';
const unicodeBounds = (source: string): string =>
  source
    .replaceAll('\\b', `(?:(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))`)
    .replaceAll('\\w', '[\\p{L}\\p{N}_]');

const sourceOf = ({ wordings }: Cue): string => unicodeBounds(wordings.replaceAll('~', '(?:\\S+ ){0,3}'));
/** A cue that asks may begin with or end in a mark. */
const isOpen = (intent: Intent): boolean => intent === 'question' || intent === 'wish';

function rulesFor(language: string): Rules | null {
  const known = compiled.get(language);
  if (known) return known;
  const cues = lookUp(INTENT_CUES, language);
  if (!cues) return null;
  // Wishes first: words of praise in them are none.
  const inOrder = [...cues].sort((a, b) => Number(b.intent === 'wish') - Number(a.intent === 'wish'));
  const made = {
    cues: inOrder.map((cue) => {
      const source = sourceOf(cue);
      return {
        ...cue,
        pattern: isOpen(cue.intent)
          ? new RegExp(`(?:${source})`, 'gu')
          : new RegExp(`${BEFORE}(?:${source})${AFTER}`, 'yu'),
      };
    }),
    anyWord: new RegExp(
      `${BEFORE}(?:${cues
        .filter(({ intent }) => !isOpen(intent))
        .map(sourceOf)
        .join('|')})${AFTER}`,
      'gu',
    ),
    negated: new RegExp(`${BEFORE}(?:${INTENT_NEGATIONS[language]})['’]?(?:\\s+[\\p{L}\\p{N}'’]+){0,2}\\s*$`, 'u'),
  };
  compiled.set(language, made);
  return made;
}

class Findings {
  readonly #held = new Map<Intent, FoundIntent>();
  add(intent: Intent, p: number, text: string, start: number, end: number): void {
    const found = this.#held.get(intent) ?? { intent, p: 0, evidence: [] };
    // Cues as independent witnesses (noisy or), each further one worth half.
    found.p = found.evidence.length === 0 ? p : 1 - (1 - found.p) * (1 - p / 2);
    if (found.evidence.length < MOST_EVIDENCE) found.evidence.push({ text: text.slice(start, end), start, end });
    this.#held.set(intent, found);
  }
  get list(): FoundIntent[] {
    return INTENTS.flatMap((intent) => this.#held.get(intent) ?? []).filter(({ p }) => p >= TOLD);
  }
  has(intent: Intent): boolean {
    return this.#held.has(intent);
  }
}

/** Where the sentence begins that a place is in: a negation does not reach over its end. */
const sentenceStart = (text: string, at: number): number => {
  for (let i = at - 1; i >= 0; i--) if ('.!?;\n'.includes(text.charAt(i))) return i + 1;
  return 0;
};

/**
 * What a message wants: question, wish, complaint, praise, buying intent, sign of leaving, comparison. Several may hold.
 * By cues in seven languages with the reach of negations; null in other languages ("not scored"). `p` is how often such cues
 * are right on texts written for that (see docs/models/intents.md), not a promise for each.
 */
export function findIntents(text: string, language: string): FoundIntent[] | null {
  const rules = rulesFor(language.slice(0, 2));
  if (!rules) return null;
  const read = text.slice(0, READ_CHARS);
  const lowered = read.toLowerCase().replaceAll('’', "'");
  // A few letters (İ) grow when lowered; then places would shift, so capitals stay.
  const lower = lowered.length === read.length ? lowered : read;
  const found = new Findings();
  const wishes: [from: number, to: number][] = [];
  const places = placesOf(rules.anyWord, lower);
  for (const { intent, p, whole, pattern } of rules.cues) {
    if (places.length === 0 && !isOpen(intent)) continue;
    for (const match of isOpen(intent) ? matchesOf(pattern, lower) : matchesAt(pattern, lower, places)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const end = match.index + match[0].trimEnd().length;
      if (end <= start) continue;
      if (intent === 'wish') wishes.push([start, end]);
      // "It would be great if": no praise.
      else if (intent === 'praise' && wishes.some(([from, to]) => start < to && end > from)) continue;
      const turned = whole !== true && rules.negated.test(lower.slice(sentenceStart(lower, start), start));
      if (!turned) found.add(intent, p, read, start, end);
      else if (intent === 'praise') found.add('complaint', TURNED_PRAISE, read, start, end);
    }
  }
  const mark = lower.search(/[?？¿؟]/);
  if (mark >= 0 && !found.has('question')) found.add('question', ASKS, read, mark, mark + 1);
  return found.list;
}
