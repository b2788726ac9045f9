import { type DataSpan, withoutOverlaps } from './span.ts';

/** What stands between a key and its value: `=`, `:`, `": "`. */
const IS = `["']?\\s{0,2}[=:]\\s{0,2}["']?`;
const LETTERS = `[\\p{L}][\\p{L}\\p{M}'’.-]{0,40}`;
const START = `(?<![\\p{L}\\p{N}])`;
/** A value ends here; words that go on without a capital are no part of a name. */
const END = `(?=\\s{0,2}(?:["'&;,|<>\\n}\\])]|$))`;

/** Keys whose value is the name of a person, whatever it looks like: `firstName`, `last_name`, `vorname` … */
const NAME_KEYS =
  '(?:[a-z]{1,20}[_-]?)?(?:(?:first|last|given|family|middle|sur|fore|full|maiden)[-_ ]?names?|surname|forename)|' +
  '(?:customer|contact|billing|shipping|recipient|author|sender|guest|member|patient|client|account_?holder|card_?holder)[-_ ]?name|' +
  '[fl]_?name|vorname|nachname|familienname|ansprechpartner|pr[ée]nom|nom_?(?:de_?famille|complet)|apellidos?|nombre_?completo|' +
  'cognome|sobrenome|apelido|voornaam|achternaam|f[öo]rnamn|efternamn|etternavn|fornavn|imi[eę]|nazwisko|jm[ée]no|p[řr][íi]jmen[íi]|имя|фамилия';
/** Keys that also name things: their value must look like a person's name. */
const LOOSE_KEYS = 'name|nom|nombre|nome|naam|namn|navn|customer|kunde|client|person|author|recipient|from|to';
const STREET_KEYS =
  '(?:[a-z]{1,20}[_-]?)?(?:street|address|addr|stra(?:ß|ss)e|anschrift|adresse?|adres|direcci[oó]n|domicilio|indirizzo|morada|endere[cç]o|ulica)(?:[_-]?(?:line|street))?[_-]?[1-3]?';

const NAME_WORDS = `${LETTERS}(?:[ ]${LETTERS}){0,4}`;
const NAMED = new RegExp(`${START}(?:${NAME_KEYS})${IS}(?<v>${NAME_WORDS})${END}`, 'giud');
const LOOSE = new RegExp(
  `${START}(?:${LOOSE_KEYS})["']?\\s{0,2}[=:]\\s{0,2}["']?(?<v>\\p{Lu}\\p{Ll}[\\p{L}'’-]{0,30}(?: (?:\\p{Lu}\\.|\\p{Ll}{2,3})){0,2}(?: \\p{Lu}[\\p{L}'’-]{1,30}){1,2})${END}`,
  'gud',
);
const STREET = new RegExp(
  `${START}(?:${STREET_KEYS})(?:["']?\\s{0,2}=\\s{0,2}["']?|["']?\\s{0,2}:\\s{0,2}["'])(?<v>(?=[^"'&;|<>\\n@=:/]{0,60}\\p{L}{3})(?=[^"'&;|<>\\n@=:/]{0,60}\\d)[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’/ºª-]{3,80}?)(?=\\s{0,2}(?:["&;|<>\\n}]|$))`,
  'giud',
);

/** What people say before their own name. */
const INTRODUCTIONS =
  "[Mm]y name is|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Ii]l mio nome è|[Mm]eu nome é|[Mm]e chamo|[Mm]ijn naam is|[Ii]k heet|[Nn]azywam się|[Mm]am na imię|[Jj][ae]g heter|[Mm]itt navn er|[Mm]itt namn är|[Mm]it navn er|[Jj]eg hedder|[Mm]inun nimeni on|[Jj]menuj[iu] se|[Nn]umele meu este|[Мм]еня зовут|[Мм]оё имя|[Мм]ене звати|[Μμ]ε λένε|[Ττ]ο όνομά μου είναι|[Aa]dım";
const CAPITALISED = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,30}";
const INTRODUCED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${INTRODUCTIONS})[ :]{1,2}(?<v>${CAPITALISED}(?: (?:(?:van|von|de|da|di|del|della|der|den|dos|la|le|bin|al) ){0,2}${CAPITALISED}){0,3})`,
  'gud',
);

const isWordOfMachine = (value: string) =>
  /^(?:true|false|null|none|undefined|unknown|n\/?a|test|string|required)$/i.test(value);
/** An address has a blank in it; what has none is a number of something. */
const isStreet = (value: string) => /\p{L}{3,}.*\s/u.test(value) || /\s.*\p{L}{3,}/u.test(value);

/** Names and streets that a key announces (`?first_name=…`, `"street": "…"`), and names with which people introduce themselves. */
export function findKeyed(text: string): DataSpan[] {
  const spans: DataSpan[] = [];
  for (const { indices } of text.matchAll(INTRODUCED)) {
    const [start, end] = indices?.groups?.v ?? [0, 0];
    if (end > start) spans.push({ type: 'PERSON', start, end, confidence: 0.95 });
  }
  if (!/[=:]/.test(text)) return spans;
  for (const [type, pattern, confidence, holds] of [
    ['PERSON', NAMED, 0.92, (value: string) => !isWordOfMachine(value)],
    ['PERSON', LOOSE, 0.9, () => true],
    ['STREET_ADDRESS', STREET, 0.9, isStreet],
  ] as const)
    for (const { groups, indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.groups?.v ?? [0, 0];
      if (end > start && holds(groups?.v ?? '')) spans.push({ type, start, end, confidence });
    }
  return withoutOverlaps(spans);
}
