import { aspectWords } from '../lexicons/aspect-words.ts';
import { singular, stemWord } from '../text/stem.ts';
import type { Token } from '../text/tokens.ts';
import type { Category } from './model.ts';

/** Category by word, and by stem where no listed word has it in this form: "the packing" is no parcel, but "parcels" are. */
const words = new Map<string, Category>();
const stems = new Map<string, Category>();
for (const [category, listed] of aspectWords('en'))
  for (const word of listed) {
    words.set(word, category);
    // "Tracking" is about parcels, "track" is not.
    if (!word.endsWith('ing')) stems.set(stemWord(word, 'en'), category);
  }

/** "Cookies" and "brownies" follow no rule of their own: the plural of "story" looks the same. */
const listedForm = (norm: string): Category | undefined =>
  words.get(norm) ?? words.get(singular(norm)) ?? (norm.endsWith('s') ? words.get(norm.slice(0, -1)) : undefined);

/** By word as it was met, null = not listed: stems are worked out once for each word. */
const known = new Map<string, Category | null>();
const KNOWN_WORDS = 50_000;

/** What a listed English word belongs to, in any of its forms. */
export function listedCategory(norm: string): Category | null {
  const held = known.get(norm);
  if (held !== undefined) return held;
  const found = listedForm(norm) ?? stems.get(stemWord(norm, 'en')) ?? null;
  if (known.size >= KNOWN_WORDS) known.clear();
  known.set(norm, found);
  return found;
}

/** A noun of the list, in the singular or plural. */
export const isListedThing = (norm: string): boolean => listedForm(norm) !== undefined;

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
  { words: set('server servers'), beside: set(RUNNING), category: 'performance' },
  {
    words: set('cut colour color treatment trim'),
    beside: set('hair salon stylist hairdresser barber fringe'),
    category: 'product',
  },
];

/** What the last word of a term belongs to by the words it stands beside, anywhere in the text; undefined = they do not tell. */
export function categoryInCompany(tokens: readonly Token[], last: number): Category | undefined {
  const head = (tokens[last] as Token).norm;
  return IN_COMPANY.find(
    ({ words: heads, beside }) => heads.has(head) && tokens.some(({ norm }, i) => i !== last && beside.has(norm)),
  )?.category;
}
