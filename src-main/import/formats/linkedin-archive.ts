import type { Identifier } from '../../../shared/model.ts';
import { csvHead, type CsvHead, type CsvRecord, csvRecords } from '../csv-records.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { headBytes } from '../head-bytes.ts';
import { plainText, withDoubledQuotes } from '../linkedin-text.ts';
import { bytesOf, membersNamed } from '../members.ts';
import { ignoredMembers, type IgnoreRule } from '../members-ignored.ts';
import { messageRow } from '../message-row.ts';
import { StepMaker } from '../steps.ts';
import { contentKey, Occurrences } from '../table-occurrence.ts';

type Kind = 'shares' | 'comments' | 'connections';

/** Name of the sensitive part in `ImportChoices.include`. */
const CONNECTIONS = 'Connections';
const OPTIONAL = [
  { name: CONNECTIONS, why: 'Names and addresses of other people. They were not asked whether you may use them here.' },
];
const NEEDS: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  shares: [['date', 'share link', 'share commentary']],
  comments: [['date', 'link', 'message']],
  connections: [['first name', 'last name', 'connected on']],
};
// Blanks and underscores come and go in the names; large accounts have numbered parts.
const FILES: readonly (readonly [Kind, RegExp])[] = [
  ['shares', /shares([ _-]?\d+)?\.csv/],
  ['comments', /comments([ _-]?\d+)?\.csv/],
  ['connections', /connections([ _-]?\d+)?\.csv/],
];
const WORDS: Readonly<Record<Kind, string>> = { shares: 'posts', comments: 'comments', connections: 'connections' };
const MAX_TEXT = 100_000;

const SENSITIVE = 'Sensitive, and not read.';
const RULES: readonly IgnoreRule[] = [
  [
    /(^|\/)(messages|guide_messages|learning_role_play_messages|coach_messages)\.csv$/,
    `Private messages. ${SENSITIVE}`,
  ],
  [
    /(^|\/)(ads[ _]clicked|ad[ _]targeting|inferences[^/]*|lan[ _]ads[^/]*)\.csv$/,
    `Advertising shown to you. ${SENSITIVE}`,
  ],
  [
    /(^|\/)(logins|security[ _]challenges|registration|phone[ _]?numbers|email[ _]addresses|whatsapp[^/]*|verifications?[^/]*)\.csv$/,
    `Sign-ins and contact details. ${SENSITIVE}`,
  ],
  [/(^|\/)verifications\//, `Sign-ins and contact details. ${SENSITIVE}`],
  [/(^|\/)(importedcontacts|contacts|invitations)\.csv$/, `Contact details of other people. ${SENSITIVE}`],
  [
    /(^|\/)(search[ _]?queries|savedjobalerts|receipts[^/]*|jobs?[ _][^/]*)\.csv$/,
    `What you searched and bought. ${SENSITIVE}`,
  ],
  [/(^|\/)jobs\//, `What you searched and bought. ${SENSITIVE}`],
  [/(^|\/)(reactions|votes|instantreposts|saved[ _]items)\.csv$/, 'Reactions that you gave, without words.'],
  [/(^|\/)(company|member|hashtag)[ _]follows?\.csv$/, 'Whom you follow says little about your own posts.'],
  [/(^|\/)rich[ _]media\.csv$/, 'Pictures and videos are not read.'],
  [/(^|\/)articles\//, 'Web pages are not read.'],
  [
    /(^|\/)(profile[^/]*|positions|education|skills|languages|certifications|courses|honors|projects|publications|endorsement[^/]*|recommendations[^/]*|volunteering|causes[^/]*)\.csv$/,
    'Your profile is not needed.',
  ],
];

interface Part {
  path: string;
  kind: Kind;
  head: CsvHead;
}

const candidates = (members: FileHead['members']): { path: string; kind: Kind }[] =>
  FILES.flatMap(([kind, pattern]) => membersNamed(members, pattern).map(({ path }) => ({ path, kind })));

/** What a CSV is by its columns, below the notes that some begin with. */
function partOf(path: string, bytes: Uint8Array, kinds: readonly Kind[]): Part | null {
  for (const kind of kinds) {
    const head = csvHead(bytes, NEEDS[kind]);
    // "Date, Link, Message" alone could be anything: LinkedIn's has nothing else.
    if (head && (kind !== 'comments' || head.names.length === 3)) return { path, kind, head };
  }
  return null;
}

const ALL: readonly Kind[] = ['shares', 'connections', 'comments'];

async function detectArchive(head: FileHead): Promise<Detection> {
  const found = new Set<Kind>();
  const read = new Set<string>();
  for (const { path, kind } of candidates(head.members)) {
    if (!partOf(path, await head.memberHead(path, 16 * 1024), [kind])) continue;
    found.add(kind);
    read.add(path);
  }
  if (found.size === 0) return { score: 0, reason: 'There are no posts, comments or connections of LinkedIn in it.' };
  const all = head.members.map(({ path }) => path);
  return {
    score: found.has('shares') || found.has('connections') ? 0.96 : 0.85,
    reason: `A LinkedIn archive with ${ALL.filter((kind) => found.has(kind))
      .map((kind) => WORDS[kind])
      .join(' and ')}.`,
    ignored: ignoredMembers(all, read, RULES, 'No chart uses it.'),
    optional: found.has('connections') ? OPTIONAL : [],
  };
}

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length > 0) return detectArchive(head);
  const part = partOf('', head.bytes, ALL);
  if (!part) return { score: 0, reason: 'This is no part of a LinkedIn archive that Inglenook reads.' };
  const named = FILES.some(([kind, pattern]) => kind === part.kind && pattern.test(head.name.toLowerCase()));
  return {
    score: part.kind !== 'comments' ? 0.95 : named ? 0.91 : 0.6,
    reason: `This is the list of ${WORDS[part.kind]} from a LinkedIn archive.`,
    optional: part.kind === 'connections' ? OPTIONAL : [],
  };
}

const decodedLink = (link: string): string => {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
};

/** "share:7050…" of the post that an address is about; '' when there is none. */
const postIn = (link: string): string => {
  const found = /urn:li:(share|activity|ugcPost|groupPost):(\d[\d-]*)/.exec(decodedLink(link));
  return found ? `${found[1]}:${found[2]}` : '';
};
/** Id of a comment in the address of a comment. */
const commentIn = (link: string): string => /urn:li:comment:\([^)]*?,(\d+)\)/.exec(decodedLink(link))?.[1] ?? '';
/** Without the rest of the address, which can name people. */
const postUrl = (post: string): string | null =>
  post === '' ? null : `https://www.linkedin.com/feed/update/urn:li:${post}`;

interface Reading {
  record: CsvRecord;
  steps: StepMaker;
  repeats: Occurrences;
  /** Dates with and without a time of day. */
  instant(text: string): number | null;
}

const keyOf = (parts: readonly string[], repeats: Occurrences): string =>
  contentKey(parts, repeats.next(parts.join('\u0000')));

function addShare({ record, steps, repeats, instant }: Reading) {
  const { line } = record;
  const atMs = instant(record.get('date'));
  if (atMs === null) return steps.reject('bad-date', line, 'Date');
  const text = plainText(record.get('share commentary'));
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'ShareCommentary');
  const post = postIn(record.get('share link'));
  // Shared without a word of one's own: nothing to read.
  if (text === '' && post === '') return steps.reject('missing-field', line, 'ShareLink');
  const key = post || keyOf(['share', record.get('date'), text], repeats);
  steps.add(messageRow({ line, key, network: 'linkedin', kind: 'post', atMs, own: true, text, url: postUrl(post) }));
}

function addComment({ record, steps, repeats, instant }: Reading) {
  const { line } = record;
  const atMs = instant(record.get('date'));
  if (atMs === null) return steps.reject('bad-date', line, 'Date');
  const text = plainText(record.get('message'));
  if (text === '') return steps.reject('missing-field', line, 'Message');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Message');
  const link = record.get('link');
  const [post, comment] = [postIn(link), commentIn(link)];
  const key = comment === '' ? keyOf(['comment', record.get('date'), post, text], repeats) : `comment:${comment}`;
  const place = { replyToKey: post || null, url: postUrl(post) };
  steps.add(messageRow({ line, key, network: 'linkedin', kind: 'comment', atMs, own: true, text, ...place }));
}

function addConnection({ record, steps, instant }: Reading) {
  const { line } = record;
  const handle = /linkedin\.com\/in\/([^/?#\s]+)/i.exec(record.get('url'))?.[1] ?? '';
  const email = record.get('email address');
  const name = [record.get('first name'), record.get('last name')].filter((part) => part !== '').join(' ');
  const person: Identifier[] = [];
  if (handle !== '') person.push({ kind: 'handle', scope: 'linkedin', value: decodedLink(handle) });
  if (/^[^\s@]+@[^\s@]+$/.test(email)) person.push({ kind: 'email', scope: '', value: email });
  if (person.length === 0 && name !== '') person.push({ kind: 'name', scope: 'linkedin', value: name });
  // People who closed their account are left as a line with a date only.
  if (person.length === 0) return steps.skip();
  const date = record.get('connected on');
  const atMs = instant(date);
  if (atMs === null && date !== '') return steps.reject('bad-date', line, 'Connected On');
  steps.add({ type: 'person', line, person, atMs, country: '' });
}

const READERS: Readonly<Record<Kind, (reading: Reading) => void>> = {
  shares: addShare,
  comments: addComment,
  connections: addConnection,
};

async function partsOf(source: Source, steps: StepMaker): Promise<Part[]> {
  if (source.members.length === 0) {
    const part = partOf('', await headBytes(source.bytes()), ALL);
    if (!part) steps.reject('not-this-format', 1);
    return part ? [part] : [];
  }
  const parts: Part[] = [];
  for (const { path, kind } of candidates(source.members)) {
    const part = partOf(path, await headBytes(source.member(path)), [kind]);
    if (part) parts.push(part);
    else steps.reject('not-this-format', 1);
  }
  return parts;
}

/** Posts carry UTC times; connections carry days, taken in the zone that the user lives in. */
function dates(zone: string): (text: string) => number | null {
  const readers = [
    dateReader('iso', 'UTC'),
    ...['dd MMM yyyy', 'MMM dd, yyyy', 'MM/dd/yy', 'MM/dd/yyyy'].map((form) => dateReader(form, zone)),
    dateReader('MM/dd/yy, hh:mm a', 'UTC'),
  ];
  return (text) => {
    for (const read of readers) {
      const at = read?.(text) ?? null;
      if (at !== null) return at;
    }
    return null;
  };
}

async function* parse(source: Source, { choices, zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const repeats = new Occurrences();
  const instant = dates(zone);
  const withConnections = choices?.include?.includes(CONNECTIONS) ?? false;
  for (const { path, kind, head } of await partsOf(source, steps)) {
    if (kind === 'connections' && !withConnections) continue;
    const bytes = bytesOf(source, path);
    const quoted = kind === 'comments' ? withDoubledQuotes(bytes) : bytes;
    for await (const { records, broken } of csvRecords(quoted, head)) {
      for (const line of broken) steps.reject('not-this-format', line);
      for (const record of records) READERS[kind]({ record, steps, repeats, instant });
      yield* steps.full();
    }
  }
  yield* steps.rest();
}

/** Archive of a LinkedIn account (not of a company page, whose exports are workbooks). */
export const linkedinArchive: Format = {
  id: 'linkedin-archive',
  title: 'LinkedIn archive',
  group: 'social',
  about: 'Your own archive from LinkedIn: your posts and comments, and your connections if you want them.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts and comments', why: 'Text and time, to see what you write when.' },
    { field: 'Connections', why: 'Only if you switch them on, as pseudonyms.' },
  ],
  drops: [
    { field: 'Private messages', why: 'Sensitive, and no chart needs them.' },
    { field: 'Advertising and sign-in records', why: 'Sensitive, and no chart needs them.' },
    { field: 'Imported contacts and invitations', why: 'Details of people who were not asked.' },
    { field: 'Reactions you gave', why: 'They carry no words.' },
    { field: 'Companies and positions of connections', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
