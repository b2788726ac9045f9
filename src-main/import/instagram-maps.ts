import { isObject, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';
import { parseCount } from './numbers.ts';
import { plainName } from './table-aliases.ts';

/** One entry of a `string_map_data`: its label is in the language of the account, its place and content are not. */
export interface LabelledValue {
  /** Plain form of the label. */
  label: string;
  value: string;
  href: string;
  /** Seconds, or whatever stood there; 0 or undefined where the entry has no time. */
  timestamp: unknown;
}

/** Entries of the `string_map_data` of an element, in the order of the file. */
export function labelledValues(element: unknown): LabelledValue[] {
  return Object.entries(objectAt(element, 'string_map_data')).map(([label, entry]) => ({
    label: plainName(label),
    value: textAt(entry, 'value'),
    href: textAt(entry, 'href'),
    timestamp: isObject(entry) ? entry.timestamp : undefined,
  }));
}

/** The time of an element: the first entry that has one, whatever its label. */
export const labelledTime = (values: readonly LabelledValue[]): unknown =>
  values.find(({ timestamp }) => timestamp !== undefined && timestamp !== 0)?.timestamp;

/** Labels of the account whose post was commented (en nl de fr es it pt), for the files that do not put it last. */
const OWNER =
  /^(media owner|media eigenaar|medieninhaber|inhaber der medien|besitzer der medien|proprietaire (du contenu|du media|des medias)|propietario del contenido( multimedia)?|propietario (del|de los) (medio|contenido|medios)|proprietario (del contenuto|da midia|do contenido|dei contenuti multimediali)|titular da midia)$/;

/** What was written in a comment, told from the account it was written to: the comment comes first. '' = nothing. */
export function commentText(element: JsonObject): string {
  const labelled = labelledValues(element).filter(
    ({ timestamp, label }) => (timestamp === undefined || timestamp === 0) && !OWNER.test(label),
  );
  // Up to 2021 the comment stood in a list and the account in the title.
  return labelled[0]?.value ?? textAt(listAt(element, 'string_list_data')[0], 'value');
}

/** Account and time of an entry in a list of followers or followed accounts. */
export function accountEntry(element: JsonObject): { handle: string; timestamp: unknown } {
  const entry = listAt(element, 'string_list_data')[0];
  // The name is the value, since 2025 the title, and always the end of the address.
  const tail = /\/(?:_u\/|@)?([\w.]{1,30})\/?$/.exec(textAt(entry, 'href').split(/[?#]/)[0] ?? '')?.[1] ?? '';
  const handle = [textAt(entry, 'value'), textAt(element, 'title'), tail].find((name) => /^[\w.]{1,30}$/.test(name));
  return { handle: handle ?? '', timestamp: isObject(entry) ? entry.timestamp : undefined };
}

/** Counts that Instagram kept of a post. */
export interface PostCounts {
  likes?: number;
  shares?: number;
  replies?: number;
  views?: number;
  reach?: number;
  saves?: number;
  clicks?: number;
}

/** Labels written in a list, in their plain form. */
export const plainNames = (list: string): string[] => list.split(',').map(plainName);

/** A count as insights write it, with marks between thousands or without; null when it is none ("--", "1%"). */
export const labelledCount = (value: string): number | null =>
  /^\d{1,3}(\.\d{3})+$/.test(value) ? parseCount(value, ',') : parseCount(value, '.');

/** Labels in past_instagram_insights/posts.json (en de fr es it nl pt): here only the words tell one count from another. */
const COUNTS: readonly [keyof PostCounts, readonly string[]][] = [
  [
    'reach',
    plainNames(
      'Accounts reached, Erreichte Konten, Comptes touchés, Comptes atteints, Cuentas alcanzadas, Account raggiunti, Bereikte accounts, Contas alcançadas, Reach, Reichweite',
    ),
  ],
  [
    'views',
    plainNames(
      'Impressions, Impressionen, Impresiones, Impression, Weergaven, Impressões, Views, Aufrufe, Vues, Visualizaciones, Visualizzazioni, Visualizações',
    ),
  ],
  [
    'likes',
    plainNames(
      "Likes, „Gefällt mir“-Angaben, Gefällt mir, J'aime, Mentions J'aime, Me gusta, Mi piace, Vind-ik-leuks, Curtidas",
    ),
  ],
  [
    'replies',
    plainNames('Comments, Kommentare, Commentaires, Comentarios, Commenti, Opmerkingen, Reacties, Comentários'),
  ],
  [
    'shares',
    plainNames(
      'Shares, Geteilte Inhalte, Geteilt, Partages, Veces compartido, Compartidos, Condivisioni, Keren gedeeld, Deelacties, Compartilhamentos',
    ),
  ],
  [
    'saves',
    plainNames(
      'Saves, Gespeichert, Speicherungen, Enregistrements, Veces guardado, Guardados, Salvataggi, Keren opgeslagen, Opgeslagen, Salvamentos',
    ),
  ],
  [
    'clicks',
    plainNames(
      'External link taps, Website taps, Website clicks, Klicks auf externe Links, Clics sur un lien externe, Toques en enlaces externos, Tocchi sui link esterni, Tikken op externe links, Toques em links externos',
    ),
  ],
];

/** Counts of a post from its insights; what has another label, or is no count ("--"), is left out. */
export function postCounts(element: JsonObject): PostCounts {
  const counts: PostCounts = {};
  for (const { label, value } of labelledValues(element)) {
    const name = COUNTS.find(([, labels]) => labels.includes(label))?.[0];
    if (name === undefined || value === '') continue;
    const count = labelledCount(value);
    if (count !== null) counts[name] = count;
  }
  return counts;
}
