import { pseudonymOf } from '../../shared/ids.ts';
import type { Locale } from './locale.ts';

/** Invented given names of demo mode. A power of two, so that the scramble below meets every pair once. */
const GIVEN = [
  'Alba Arlo Bree Bruno Calla Cosmo Dara Dexter Edda Elio Fable Fenn Greta Gus Hana Hugo',
  'Ines Ivo Juna Jory Kaia Kit Lark Leif Mabel Milo Nola Nils Opal Otto Pia Quill',
]
  .join(' ')
  .split(' ');
const FIRST_HALVES = ['Amber', 'Bramble', 'Clover', 'Dapple', 'Ember', 'Fern', 'Hazel', 'Thistle'];
const SECOND_HALVES = ['brook', 'combe', 'dell', 'fen', 'holt', 'lea', 'mere', 'wick'];
const NAMES = GIVEN.length * FIRST_HALVES.length * SECOND_HALVES.length;

/** The name a person has in demo mode: invented, the same every time, and nobody else's. */
export function inventedName(person: number): string {
  // An odd factor visits all 2,048 pairs before one comes again; then a number tells them apart.
  const at = Math.imul(person, 0x4f1b) & (NAMES - 1);
  const given = GIVEN[at % GIVEN.length] ?? '';
  const rest = Math.floor(at / GIVEN.length);
  const family = `${FIRST_HALVES[rest % 8] ?? ''}${SECOND_HALVES[Math.floor(rest / 8)] ?? ''}`;
  const round = Math.floor(person / NAMES);
  return round === 0 ? `${given} ${family}` : `${given} ${family} ${round + 1}`;
}

/** How a person is called on screen: by pseudonym, or in demo mode by an invented name. Never for files. */
export const personName = (person: number, { demo }: Locale): string =>
  demo ? inventedName(person) : pseudonymOf(person);
