import { csvHead, type CsvHead, type CsvRecord } from './csv-records.ts';
import { plainName } from './table-aliases.ts';

/** What a table of a YouTube export holds, as far as it is read. */
export type YoutubeTableKind = 'comments' | 'live-chats' | 'videos' | 'subscriptions';

type Role =
  | 'id'
  | 'channel'
  | 'at'
  | 'created'
  | 'parent'
  | 'video'
  | 'post'
  | 'text'
  | 'title'
  | 'about'
  | 'language'
  | 'url';

/** A table whose columns were made out. */
export interface YoutubeTable {
  kind: YoutubeTableKind;
  head: CsvHead;
  /** Index of the column per role. */
  columns: ReadonlyMap<Role, number>;
}

const names = (list: string): readonly string[] => list.split(',').map((name) => plainName(name));

// Column names in the languages of the field catalogues (en es lt nl ro), and in some more as YouTube words them there.
const COMMENT_ID = names(`Comment ID,Kommentar-ID,Reactie-ID,ID-ul comentariului,Komentaro ID,ID de comentario,
  ID du commentaire,ID de commentaire,ID commento,ID do comentário`);
const CHAT_ID = names(
  `Live Chat ID,Livechat-ID,ID livechat,ID de chat en directo,ID del chat en directo,ID du chat en direct`,
);
const CHANNEL_ID = names(`Channel ID,Kanal-ID,Kanaal-ID,ID-ul canalului,Kanalo ID,ID de canal,ID del canal,
  ID de la chaîne,ID canale,ID do canal`);
const VIDEO_ID = names(`Video ID,Video-ID,ID-ul videoclipului,Vaizdo įrašo ID,ID de vídeo,ID del vídeo,ID de la vidéo,
  ID video,ID do vídeo`);
const COMMENT_AT = names(`Comment Create Timestamp,Live Chat Create Timestamp,Aanmaaktijdstempel reactie,
  Marcajul temporal de creare a comentariului,Komentaro sukūrimo laiko žymė,
  Marca de tiempo de creación del comentario,Zeitstempel der Erstellung des Kommentars`);
const PARENT = names(`Parent Comment ID,ID van bovenliggende reactie,ID de comentario principal,
  ID des übergeordneten Kommentars`);
const COMMENT_TEXT = names(`Comment Text,Live Chat Text,Kommentartext,Reactietekst,Textul comentariului,
  Komentuoti tekstą,Texto del comentario,Texte du commentaire,Testo del commento,Texto do comentário`);
const VIDEO_TITLE = names(`Video Title (Original),Videotitel (original),Videotitel (origineel),
  Titlul videoclipului (original),Vaizdo įrašo pavadinimas (originalas),Título del vídeo (original),
  Titre de la vidéo (original)`);
const VIDEO_ABOUT = names(`Video Description (Original),Videobeschreibung (original),Videobeschrijving (origineel),
  Descrierea videoclipului (original),Vaizdo įrašo aprašas (originalas),Descripción del vídeo (original)`);
const VIDEO_PUBLISHED = names(`Video Publish Timestamp,Tijdstempel publicatietijd video,
  Marcajul temporal de publicare a videoclipului,Vaizdo įrašo paskelbimo laiko žymė,
  Marca de tiempo de publicación del vídeo,Zeitstempel der Veröffentlichung des Videos`);
const VIDEO_CREATED = names(`Video Create Timestamp,Tijdstempel aanmaaktijd video,
  Marcajul temporal de creare a videoclipului,Vaizdo įrašo sukūrimo laiko žymė,
  Marca de tiempo de creación del vídeo,Zeitstempel der Erstellung des Videos`);
const VIDEO_LANGUAGE = names(`Video Audio Language,Audiotaal van video,Limba conținutului audio din videoclip,
  Vaizdo įrašo garso takelio kalba,Idioma del audio del vídeo,Audiosprache des Videos`);
const CHANNEL_URL =
  names(`Channel Url,Kanal-URL,Kanaal-URL,Adresa URL a canalului,Kanalo URL,URL del canal,URL de canal,
  URL de la chaîne,URL canale,URL do canal`);
const CHANNEL_TITLE = names(`Channel Title,Kanaltitel,Kanaaltitel,Titlul canalului,Kanalo pavadinimas,Título del canal,
  Titre de la chaîne,Titolo canale,Título do canal`);

type Recipe = readonly [YoutubeTableKind, Partial<Record<Role, readonly string[]>>, readonly Role[]];

const BESIDE = {
  channel: CHANNEL_ID,
  at: COMMENT_AT,
  parent: PARENT,
  post: names('Post ID'),
  video: VIDEO_ID,
  text: COMMENT_TEXT,
};
const RECIPES: readonly Recipe[] = [
  ['live-chats', { ...BESIDE, id: CHAT_ID }, ['id', 'at', 'text']],
  ['comments', { ...BESIDE, id: COMMENT_ID }, ['id', 'at', 'text']],
  [
    'videos',
    {
      id: VIDEO_ID,
      channel: CHANNEL_ID,
      title: VIDEO_TITLE,
      about: VIDEO_ABOUT,
      at: VIDEO_PUBLISHED,
      created: VIDEO_CREATED,
      language: VIDEO_LANGUAGE,
    },
    ['id', 'title', 'created'],
  ],
  ['subscriptions', { id: CHANNEL_ID, url: CHANNEL_URL, title: CHANNEL_TITLE }, ['id', 'url', 'title']],
];

const COMMENT = /^Ug[\w-]{8,40}(\.[\w-]{8,40})?$/;
const CHANNEL = /^UC[\w-]{22}$/;
const VIDEO = /^[\w-]{11}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Makes out a table of comments by its cells, for the languages whose column names are not known. */
function byShape({ names: columns, rows }: CsvHead): Map<Role, number> {
  const found = new Map<Role, number>();
  const cells = (i: number) => rows.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '');
  const all = (i: number, shape: RegExp) => {
    const [filled, fitting] = [cells(i).length, cells(i).filter((cell) => shape.test(cell)).length];
    // A damaged row must not hide what all the others show.
    return filled > 0 && fitting >= filled * 0.8;
  };
  columns.forEach((_, i) => {
    const role = all(i, COMMENT) ? (found.has('id') ? 'parent' : 'id') : all(i, CHANNEL) ? 'channel' : null;
    const other = all(i, INSTANT) ? 'at' : all(i, VIDEO) ? 'video' : all(i, /^\{"/) ? 'text' : null;
    const fits = role ?? other;
    if (fits && !found.has(fits)) found.set(fits, i);
  });
  return found;
}

/** What the start of a CSV in a YouTube folder holds, or null when it is nothing that is read. */
export function youtubeTable(bytes: Uint8Array): YoutubeTable | null {
  // Takeout writes the column names first, in whatever language: any first line will do here.
  const head = csvHead(bytes, [[]], { within: 1 });
  if (!head) return null;
  for (const [kind, roles, needs] of RECIPES) {
    const columns = new Map<Role, number>();
    for (const [role, wanted] of Object.entries(roles) as [Role, readonly string[]][]) {
      const at = head.names.findIndex((name) => wanted.includes(name));
      if (at >= 0) columns.set(role, at);
    }
    if (needs.every((role) => columns.has(role))) return { kind, head, columns };
  }
  if (head.names.length < 5) return null;
  const columns = byShape(head);
  const complete = (['id', 'at', 'text'] as const).every((role) => columns.has(role));
  return complete && (columns.has('video') || columns.has('channel')) ? { kind: 'comments', head, columns } : null;
}

/** Cell of a role, trimmed; '' where the table has no such column. */
export const cellOf = ({ cells }: CsvRecord, { columns }: YoutubeTable, role: Role): string => {
  const column = columns.get(role);
  return column === undefined ? '' : (cells[column] ?? '').trim();
};

const textIn = (segments: unknown): string | null => {
  if (!Array.isArray(segments)) return null;
  const texts = segments.map((segment: unknown) => (segment as { text?: unknown } | null)?.text);
  return texts.map((text) => (typeof text === 'string' ? text : '')).join('');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Text of a comment. Until 2024 it came as `{"takeoutSegments":[{"text":…}]}`, since then as objects with commas
 * between them and line breaks as they are (which JSON does not allow inside a text), at first plainly. Null when damaged.
 */
export function commentText(cell: string): string | null {
  if (!/^\{\s*"/.test(cell)) return cell.trim();
  const escaped = cell.replace(/\r?\n/g, '\\n').replace(/\t/g, '\\t');
  const value = parsed(`[${cell}]`) ?? parsed(`[${escaped}]`);
  if (!Array.isArray(value)) return null;
  const [first] = value as unknown[];
  return (textIn((first as { takeoutSegments?: unknown } | null)?.takeoutSegments) ?? textIn(value))?.trim() ?? null;
}
