import type { TaggedType } from '../../../src-main/privacy/tagger/labels.ts';
import type { Random } from './invent.ts';
import { pick } from './invent.ts';
import { EMPTY_SENTENCES, SENTENCES } from './lexicons/sentences.ts';
import { plainWord, SLOTS } from './slots.ts';

/** A text with marked personal data. */
export interface Example {
  text: string;
  spans: { type: TaggedType; start: number; end: number }[];
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\\n', '\n'));
const WITH_SLOTS = linesOf(SENTENCES);
const EMPTY = linesOf(EMPTY_SENTENCES);

/** Words of a sentence that may be any other: the tagger must not lean on the few sentences that it learns from. */
function vary(random: Random, text: string): string {
  return text.replace(/(?<![\p{L}\p{N}'’])[a-z]{4,}(?![\p{L}\p{N}'’])/gu, (word) =>
    random() < 0.12 ? plainWord(random) : word,
  );
}

function fill(random: Random, sentence: string): Example {
  const spans: Example['spans'] = [];
  let text = '';
  let from = 0;
  for (const hit of sentence.matchAll(/\{(\w+)\}/g)) {
    text += vary(random, sentence.slice(from, hit.index));
    from = hit.index + hit[0].length;
    const slot = SLOTS[hit[1] as string];
    if (!slot) throw new Error(`no slot ${hit[1]}`);
    const filled = slot(random);
    if (filled.type) spans.push({ type: filled.type, start: text.length, end: text.length + filled.text.length });
    text += filled.text;
  }
  return { text: text + vary(random, sentence.slice(from)), spans: joined(text, spans) };
}

/** A house number and the street behind it are one address. */
function joined(text: string, spans: Example['spans']): Example['spans'] {
  const whole: Example['spans'] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && last.type === span.type && text.slice(last.end, span.start) === ' ') last.end = span.end;
    else whole.push({ ...span });
  }
  return whole;
}

/** The same text in another writing, as people in a hurry do; only where no offset moves. */
function rewrite(random: Random, example: Example): Example {
  const roll = random();
  const { text, spans } = example;
  const other = roll < 0.09 ? text.toLowerCase() : roll < 0.12 ? text.toUpperCase() : text;
  return other.length === text.length ? { text: other, spans } : example;
}

/** Draws one text: every fourth holds nothing; some hold two sentences. */
export function draw(random: Random): Example {
  const one = () => (random() < 0.25 ? fill(random, pick(random, EMPTY)) : fill(random, pick(random, WITH_SLOTS)));
  const first = one();
  if (random() > 0.22) return rewrite(random, first);
  const second = one();
  const gap = /[.!?]$/.test(first.text) ? ' ' : random() < 0.5 ? '. ' : '\n';
  const shift = first.text.length + gap.length;
  return rewrite(random, {
    text: first.text + gap + second.text,
    spans: [
      ...first.spans,
      ...second.spans.map(({ type, start, end }) => ({ type, start: start + shift, end: end + shift })),
    ],
  });
}
