import { aspectWords } from '../lexicons/aspect-words.ts';
import { singular, stemWord } from '../text/stem.ts';
import type { Token } from '../text/tokens.ts';
import type { Category } from './model.ts';

/** Category by word, and by stem where no listed word has it in this form: "the packing" is no parcel, but "parcels" are. */
const words = new Map<string, Category>();
const stems = new Map<string, Category>();
for (const [category, inCategory] of aspectWords('en'))
  for (const word of inCategory) {
    words.set(word, category);
    // "Tracking" is about parcels, "track" is not.
    if (!word.endsWith('ing')) stems.set(stemWord(word, 'en'), category);
  }

/** "Cookies" and "brownies" follow no rule of their own: the plural of "story" looks the same. */
const listedForm = (norm: string): Category | undefined =>
  words.get(norm) ?? words.get(singular(norm)) ?? (norm.endsWith('s') ? words.get(norm.slice(0, -1)) : undefined);

/** What is known of a word as it was met: worked out once, for texts ask of every word. */
interface Listed {
  category: Category | null;
  isThing: boolean;
}
const known = new Map<string, Listed>();
const KNOWN_WORDS = 50_000;

function listed(norm: string): Listed {
  const held = known.get(norm);
  if (held !== undefined) return held;
  const form = listedForm(norm);
  const found = { category: form ?? stems.get(stemWord(norm, 'en')) ?? null, isThing: form !== undefined };
  if (known.size >= KNOWN_WORDS) known.clear();
  known.set(norm, found);
  return found;
}

/** What a listed English word belongs to, in any of its forms. */
export const listedCategory = (norm: string): Category | null => listed(norm).category;

/** A noun of the list, in the singular or plural. */
export const isListedThing = (norm: string): boolean => listed(norm).isThing;

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const STAYING =
  'hotel hostel motel room rooms bed beds stay stayed staying night nights reception lobby breakfast suite';
const EATING = 'restaurant waiter waitress dinner lunch meal menu ate eating food dish dishes dessert';
const COMPUTING = 'laptop computer notebook chromebook macbook pc keyboard';
const RUNNING = 'app website site software login error errors crash crashed outage upload download down offline api';

/** Words that belong to something else beside certain others. Written down by hand. */
const IN_COMPANY: readonly { words: ReadonlySet<string>; beside: ReadonlySet<string>; category: Category }[] = [
  {
    words: set(
      'pillow pillows towel towels blanket blankets chair chairs lamp kettle desk curtain curtains mirror internet tv television fridge carpet wall walls bar restaurant sheet sheets',
    ),
    beside: set(STAYING),
    category: 'facilities',
  },
  { words: set('chair chairs cushion cushions seat seats bar'), beside: set(EATING), category: 'facilities' },
  { words: set('wifi wi-fi internet'), beside: set(COMPUTING), category: 'hardware' },
  {
    words: set('fans'),
    beside: set('team player players band singer show game concert music song album tour match league'),
    category: 'general',
  },
  { words: set('server servers'), beside: set(RUNNING), category: 'performance' },
  {
    words: set('cut colour color treatment trim'),
    beside: set('hair salon stylist hairdresser barber fringe'),
    category: 'product',
  },
];

const VERBS = set(
  'wait waiting order return cost charge drink cook host deal rate exchange crash update support book cut',
);
const BEFORE_VERBS = set(
  "to i you we they who will would can could can't cannot couldn't won't don't didn't must should shall let just please not never always 'll gonna and",
);

/** "Wait" is a noun behind these alone. */
const BEFORE_WAIT = set(
  'the a this that these those your their our my his no any some long longer short hour hours min mins minute minutes day days week weeks awful terrible horrible worth',
);

/** "I can't wait": no queue. Whether a word that is a noun or a verb stands where a verb does; at the start it asks. */
export function isVerbHere(norm: string, before = ''): boolean {
  if (norm === 'wait') return !BEFORE_WAIT.has(before);
  return VERBS.has(norm) && (before === '' || BEFORE_VERBS.has(before));
}

/** What the last word of a term belongs to by the words it stands beside, anywhere in the text; undefined = they do not tell. */
export function categoryInCompany(tokens: readonly Token[], last: number): Category | undefined {
  const head = (tokens[last] as Token).norm;
  return IN_COMPANY.find(
    ({ words: heads, beside }) => heads.has(head) && tokens.some(({ norm }, i) => i !== last && beside.has(norm)),
  )?.category;
}
