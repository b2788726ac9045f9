import type { NoticeLanguage } from '../../../shared/contract/papers.ts';
import { RECIPIENT_NAMES } from '../papers.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { AccessWords, FrameWords } from './words.ts';

/** Tongues of the readable page other than English. */
export const ACCESS_WORDS: Readonly<Record<Exclude<NoticeLanguage, 'en'>, AccessWords>> = { de, fr, es, it, nl, pt };

const ENGLISH: FrameWords = {
  access: 'What we hold about you',
  portability: 'Your data to take with you',
  made: 'made on {day} · kept under {name}',
  contents: 'Contents',
  nothing: 'Nothing.',
  foot: 'The same is beside this page as JSON and CSV. Details of other people were replaced. Times are in UTC.',
};

/** What the readable page says in one tongue; what it has no words for stays as it is. */
export interface Tongue {
  frame: FrameWords;
  section(id: string, title: string, about: string): readonly [title: string, about: string];
  column(name: string): string;
  /** A cell that we wrote ourselves. */
  cell(text: string): string;
  /** A text of the person's, in which contacts of others were replaced. */
  text(text: string): string;
}

const has = <K extends string>(words: Readonly<Record<K, unknown>>, key: string): key is K => Object.hasOwn(words, key);

/** The words of the readable page in a tongue. */
export function tongueOf(language: NoticeLanguage): Tongue {
  const same = (text: string) => text;
  if (language === 'en') return { frame: ENGLISH, section: (_, ...own) => own, column: same, cell: same, text: same };
  const { sections, columns, cells, recipients, replaced, ...frame } = ACCESS_WORDS[language];
  const handed = new Map(
    Object.entries(RECIPIENT_NAMES).map(([id, name]) => [name, recipients[id as keyof typeof recipients]]),
  );
  return {
    frame,
    section: (id, ...own) => (has(sections, id) ? sections[id] : own),
    column: (name) => (has(columns, name) ? columns[name] : name),
    cell: (text) => handed.get(text) ?? (has(cells, text) ? cells[text] : text),
    text: (text) =>
      text.replace(/\[([a-z -]{4,12}|IP address) of somebody\]/g, (whole, kind: string) =>
        has(replaced, kind) ? `[${replaced[kind]}]` : whole,
      ),
  };
}
