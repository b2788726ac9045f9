import type { PersonCard, PurposeUse } from '../../../shared/contract/privacy.ts';
import { pseudonymOf } from '../../../shared/ids.ts';
import {
  BASES,
  type BasisByPurpose,
  type BasisDates,
  CONSENT_STATES,
  type ConsentState,
  PURPOSES,
  type Purpose,
  SAFE_BASIS,
} from '../../../shared/model.ts';
import { lastWord } from '../consent-standing.ts';
import { BASIS_WORDS, PURPOSE_WORDS, STATE_WORDS } from './words.ts';

/** One import with what its people may be used for. */
export interface BasisRow {
  run: number;
  file: string;
  basis: BasisByPurpose;
  /** From and until when all of it holds. */
  dates: BasisDates;
}

/** Turns the bases, listed by purpose, into one row per import, newest first. */
export function basisRows(uses: readonly PurposeUse[]): BasisRow[] {
  const rows = new Map<number, BasisRow & { basis: Record<Purpose, BasisByPurpose[Purpose]> }>();
  for (const { purpose, basisBySource } of uses)
    for (const { run, file, basis, dates } of basisBySource) {
      const row = rows.get(run) ?? { run, file, basis: { ...SAFE_BASIS }, dates };
      row.basis[purpose] = basis;
      rows.set(run, row);
    }
  return [...rows.values()].sort((a, b) => b.run - a.run);
}

export const isSafe = (basis: BasisByPurpose): boolean =>
  PURPOSES.every((purpose) => basis[purpose] === SAFE_BASIS[purpose]);

/** What a person last said about each purpose. */
export const standingOf = ({ consents }: Pick<PersonCard, 'consents'>): Record<Purpose, ConsentState> =>
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, lastWord(consents, purpose)])) as Record<
    Purpose,
    ConsentState
  >;

/** What a person said, in one line: "Agreed to marketing · objected to advertising". */
export function standingWords(card: Pick<PersonCard, 'consents'>): string {
  const standing = standingOf(card);
  const said = (state: ConsentState) =>
    PURPOSES.filter((purpose) => standing[purpose] === state).map((purpose) =>
      PURPOSE_WORDS[purpose].label.toLowerCase(),
    );
  const agreed = said('granted');
  const objected = said('denied');
  const parts = [
    ...(agreed.length > 0 ? [`agreed to ${agreed.join(', ')}`] : []),
    ...(objected.length > 0 ? [`objected to ${objected.join(', ')}`] : []),
  ];
  const line = parts.join(' · ') || 'nothing on record';
  return line.charAt(0).toUpperCase() + line.slice(1);
}

type Fact = string | number | boolean;
const includes = <T extends string>(list: readonly T[], word: Fact): word is T =>
  (list as readonly Fact[]).includes(word);

function factWords(name: string, value: Fact, nameOf: (person: number) => string): string {
  if (name === 'person' && typeof value === 'number') return nameOf(value);
  if ((name === 'fromMs' || name === 'untilMs') && typeof value === 'number') {
    const side = name === 'fromMs' ? 'from' : 'until';
    return value === 0 ? `${side}: no limit` : `${side} ${new Date(value).toISOString().slice(0, 16)}Z`;
  }
  if (name === 'run') return `import ${value}`;
  if (includes(PURPOSES, name)) {
    const basis = includes(BASES, value) ? BASIS_WORDS[value].label : String(value);
    return `${PURPOSE_WORDS[name].label}: ${basis.toLowerCase()}`;
  }
  if (name === 'purpose' && includes(PURPOSES, value)) return PURPOSE_WORDS[value].label.toLowerCase();
  if (name === 'state' && includes(CONSENT_STATES, value)) return STATE_WORDS[value].toLowerCase();
  return `${name} ${String(value)}`;
}

/** Facts of an audit entry in one line. They hold ids and numbers only; a person appears as the pseudonym. */
export const factsWords = (
  facts: Readonly<Record<string, Fact>>,
  nameOf: (person: number) => string = pseudonymOf,
): string =>
  Object.entries(facts)
    .map(([name, value]) => factWords(name, value, nameOf))
    .join(' · ');

/** "64 / 0123456789abcdef" as it was written down; null when it is not that. */
export function notedOf(written: string): { entries: number; fingerprint: string } | null {
  const found = /^\s*([1-9]\d{0,8})\s*\/\s*([0-9a-f]{16})\s*$/i.exec(written);
  return found?.[1] && found[2] ? { entries: Number(found[1]), fingerprint: found[2].toLowerCase() } : null;
}
