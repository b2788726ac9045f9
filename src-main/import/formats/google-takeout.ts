import type { Identifier } from '../../../shared/model.ts';
import { csvRecords, type CsvRecord } from '../csv-records.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { holdsReviews, readGoogleReviews, reviewMembers } from '../google-reviews.ts';
import { HEAD_BYTES, headBytes } from '../head-bytes.ts';
import { bytesOf, isHidden } from '../members.ts';
import { ignoredMembers, type IgnoreRule } from '../members-ignored.ts';
import { messageRow } from '../message-row.ts';
import { StepMaker } from '../steps.ts';
import { languageTag } from '../table-cells.ts';
import { cellOf, commentText, type YoutubeTable, type YoutubeTableKind, youtubeTable } from '../youtube-tables.ts';

/** Name of the sensitive part in `ImportChoices.include`. */
const SUBSCRIPTIONS = 'Subscriptions';
const OPTIONAL = [
  { name: SUBSCRIPTIONS, why: 'Channels you follow. They are other people, and most charts do not need them.' },
];
const MAX_TEXT = 100_000;
const VIDEO_ID = /^[\w-]{11}$/;
/** Tables looked into: a channel has a dozen, and one for each playlist. */
const MAX_TABLES = 300;
const instant = dateReader('iso', 'UTC') as (text: string) => number | null;

const SENSITIVE = 'Sensitive, and says nothing about your business.';
const RULES: readonly IgnoreRule[] = [
  [
    /(^|\/)[^/]*youtube[^/]*\/[^/]*(history|verlauf|geschiedenis|historial|istoric|istorija|historique|cronologia|hist.rico)[^/]*\//,
    `What you watched and searched yourself. ${SENSITIVE}`,
  ],
  [
    /(^|\/)[^/]*youtube[^/]*\/[^/]*(playlist|playlisturi|listas de reproducci.n|grojara..iai|afspeellijsten)[^/]*\//,
    'Lists of videos are not read.',
  ],
  [
    /(^|\/)[^/]*youtube[^/]*\/(videos|video_s|v.deos|videoclipuri)\/[^/]*\.(mp4|mov|webm|m4v|avi)$/,
    'Pictures and videos are not read.',
  ],
  [/(^|\/)[^/]*youtube[^/]*\/.+/, 'No chart uses it.'],
  [/(^|\/)maps \([^/]*\)\//, 'Places and reviews of your own, which say nothing about your business.'],
  [
    /(^|\/)(my activity|meine aktivit.ten|mi actividad|mijn activiteit|mon activit.|la mia attivit.)\//,
    `What you did with Google. ${SENSITIVE}`,
  ],
  [
    /(^|\/)(location history[^/]*|standortverlauf[^/]*|timeline|zeitachse|cronolog.a|semantic location history)\//,
    `Where you were. ${SENSITIVE}`,
  ],
  [
    /(^|\/)(mail|gmail|contacts|kontakte|contactos|contacten|google chat|hangouts|voice)\//,
    `Letters, talks and contacts. ${SENSITIVE}`,
  ],
  [/(^|\/)(google photos|google fotos|photos from [^/]*|drive)\//, 'Pictures and documents are not read.'],
  [
    /(^|\/)takeout\/[^/]*(business profile|unternehmensprofil|perfil de empresa|bedrijfsprofiel|profil d.entreprise|profilo dell.attivit.)[^/]*\//,
    'Only the reviews are read.',
  ],
  [/(^|\/)takeout\/[^/]+\//, 'Not about your business.'],
];

interface Found {
  path: string;
  table: YoutubeTable;
}

const KNOWN_NAME =
  /(^|\/)(comments|kommentare|reacties|comentarii|komentarai|comentarios|commentaires|live chats|videos|subscriptions|abos)(\(\d+\))?\.csv$/;
const isTakeout = (path: string): boolean =>
  /(^|\/)takeout\//i.test(path) || /(^|\/)archive_browser\.html$/i.test(path);

const tablePaths = (members: FileHead['members']): string[] =>
  members
    .map(({ path }) => path)
    .filter((path) => !isHidden(path) && /\.csv$/i.test(path))
    .filter((path) => /(^|\/)[^/]*youtube[^/]*\//i.test(path) || KNOWN_NAME.test(path.toLowerCase()))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .slice(0, MAX_TABLES);

/** The tables of an export, or the one that the file itself is, by their first bytes. */
async function tablesOf(members: FileHead['members'], head: (path: string) => Promise<Uint8Array>): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of members.length === 0 ? [''] : tablePaths(members)) {
    const table = youtubeTable(await head(path));
    if (table) found.push({ path, table });
  }
  return found;
}

const TITLES: Readonly<Record<YoutubeTableKind, string>> = {
  comments: 'comments',
  'live-chats': 'live chat messages',
  videos: 'videos',
  subscriptions: 'subscriptions',
};

async function hasReviews(head: FileHead, paths: readonly string[]): Promise<boolean> {
  for (const path of paths)
    if (holdsReviews(new TextDecoder().decode(await head.memberHead(path, 32 * 1024)))) return true;
  return false;
}

async function detect(head: FileHead): Promise<Detection> {
  const single = head.members.length === 0;
  const found = await tablesOf(head.members, async (path) => (single ? head.bytes : head.memberHead(path, HEAD_BYTES)));
  const kinds = [...new Set(found.map(({ table }) => TITLES[table.kind]))];
  const optional = kinds.includes(TITLES.subscriptions) ? OPTIONAL : [];
  if (single) {
    if (kinds.length === 0) return { score: 0, reason: 'This is no part of a Google Takeout that Inglenook reads.' };
    return { score: 0.96, reason: `This is the list of ${kinds.join('')} from a Google Takeout.`, optional };
  }
  const paths = head.members.map(({ path }) => path);
  const takeout = /^takeout\b/i.test(head.name) || paths.some(isTakeout);
  if (kinds.length === 0 && !takeout) return { score: 0, reason: 'This is no Google Takeout.' };
  const reviews = reviewMembers(head.members);
  const read = new Set([...found.map(({ path }) => path), ...reviews]);
  const listed = { ignored: ignoredMembers(paths, read, RULES, 'Not about your business.'), optional };
  if (kinds.length > 0)
    return { score: 0.97, reason: `A Google Takeout with your YouTube ${kinds.join(', ')}.`, ...listed };
  // With reviews alone it is an export of the business profile, which is read as such.
  if (await hasReviews(head, reviews)) return { score: 0.5, reason: 'A Google Takeout with reviews.', ...listed };
  return { score: 0.6, reason: 'A Google Takeout, but nothing in it is about your business.', ...listed };
}

/** Columns of one row by role, and where they go. */
interface Reading {
  record: CsvRecord;
  table: YoutubeTable;
  steps: StepMaker;
}

const channelOf = (id: string): Identifier[] => (id === '' ? [] : [{ kind: 'account', scope: 'youtube', value: id }]);

function addComment({ record, table, steps }: Reading) {
  const { line } = record;
  const cell = (role: Parameters<typeof cellOf>[2]) => cellOf(record, table, role);
  const key = cell('id');
  if (key === '') return steps.reject('missing-field', line, 'Comment ID');
  const atMs = instant(cell('at'));
  if (atMs === null) return steps.reject('bad-date', line, 'Comment Create Timestamp');
  const text = commentText(cell('text'));
  if (text === null) return steps.reject('bad-json', line, 'Comment Text');
  if (text === '') return steps.reject('missing-field', line, 'Comment Text');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Comment Text');
  const parent = cell('parent');
  const video = VIDEO_ID.test(cell('video')) ? cell('video') : '';
  steps.add(
    messageRow({
      line,
      key,
      network: 'youtube',
      kind: parent === '' ? 'comment' : 'reply',
      atMs,
      // A Takeout holds what the account wrote itself; comments of others stay with YouTube.
      own: true,
      author: channelOf(cell('channel')),
      text,
      replyToKey: parent || video || cell('post') || null,
      url: video !== '' ? `https://youtu.be/${video}` : null,
    }),
  );
}

function addVideo({ record, table, steps }: Reading) {
  const { line } = record;
  const cell = (role: Parameters<typeof cellOf>[2]) => cellOf(record, table, role);
  const key = cell('id');
  if (!VIDEO_ID.test(key)) return steps.reject('missing-field', line, 'Video ID');
  // Drafts have no time of publication.
  if (cell('at') === '' && table.columns.has('at') && cell('created') !== '') return steps.skip();
  const atMs = instant(cell('at') || cell('created'));
  if (atMs === null) return steps.reject('bad-date', line, 'Video Publish Timestamp');
  const text = [cell('title'), cell('about')].filter((part) => part !== '').join('\n');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Video Description');
  const language = languageTag(cell('language'));
  const place = { url: `https://youtu.be/${key}`, author: channelOf(cell('channel')) };
  steps.add(messageRow({ line, key, network: 'youtube', kind: 'post', atMs, own: true, text, language, ...place }));
}

function addSubscription({ record, table, steps }: Reading) {
  const person = channelOf(cellOf(record, table, 'id'));
  if (person.length === 0) return steps.reject('missing-field', record.line, 'Channel Id');
  steps.add({ type: 'person', line: record.line, person, atMs: null, country: '' });
}

const READERS: Readonly<Record<YoutubeTableKind, (reading: Reading) => void>> = {
  comments: addComment,
  'live-chats': addComment,
  videos: addVideo,
  subscriptions: addSubscription,
};

async function* parse(source: Source, { choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const tables = await tablesOf(source.members, (path) => headBytes(bytesOf(source, path)));
  if (source.members.length === 0 && tables.length === 0) steps.reject('not-this-format', 1);
  for (const { path, table } of tables) {
    if (table.kind === 'subscriptions' && !choices?.include?.includes(SUBSCRIPTIONS)) continue;
    for await (const { records, broken } of csvRecords(bytesOf(source, path), table.head)) {
      for (const line of broken) steps.reject('not-this-format', line);
      for (const record of records) READERS[table.kind]({ record, table, steps });
      yield* steps.full();
    }
  }
  yield* readGoogleReviews(source, reviewMembers(source.members), steps);
  yield* steps.rest();
}

/** Google Takeout: what a channel wrote on YouTube, and the reviews of a business, in any language of the interface. */
export const googleTakeout: Format = {
  id: 'google-takeout',
  title: 'Google Takeout (YouTube)',
  group: 'social',
  about: 'Your Google Takeout: videos, comments and live chat of your YouTube channel, and reviews of your listings.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Videos', why: 'Title, description and date, to see what you publish when.' },
    { field: 'Comments and live chat', why: 'What you wrote, when, and under which video.' },
    { field: 'Reviews of your listings', why: 'Stars, comments and your answers, if they are in it.' },
    { field: 'Channels you follow', why: 'Only if you switch them on, as pseudonyms.' },
  ],
  drops: [
    { field: 'Watch and search history', why: 'Sensitive, and about you, not about your business.' },
    { field: 'Location, mail, contacts and activity', why: 'Sensitive, and no chart needs them.' },
    { field: 'Playlists and settings', why: 'No chart uses them.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
