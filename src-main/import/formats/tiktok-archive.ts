import { lookUp } from '../../../shared/look-up.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { countAt, isObject, type JsonObject, textAt } from '../json-read.ts';
import { jsonSections } from '../json-sections.ts';
import { bytesOf, membersNamed } from '../members.ts';
import { messageRow } from '../message-row.ts';
import { StepMaker } from '../steps.ts';
import { contentKey, Occurrences } from '../table-occurrence.ts';
import { decodeEntities } from '../x-text.ts';

/** Name of the sensitive part in `ImportChoices.include`. */
const FOLLOWING = 'Accounts you follow';
const OPTIONAL = [{ name: FOLLOWING, why: 'They are other people, and most charts do not need them.' }];
const MAX_TEXT = 100_000;
const instant = dateReader('iso', 'UTC') as (text: string) => number | null;

const FILE = /user_data[^/]*\.json/;
const fileOf = (members: FileHead['members']): string | null => membersNamed(members, FILE)[0]?.path ?? null;

const PARTS =
  /"(Activity|Your Activity|App Settings|Profile And Settings|Ads and data|Comment|Direct Messages?|Tik[Tt]ok Live|TikTok Shop|Post|Video|Profile|Likes and Favorites|Location Reviews?|Poi Review|Income Plus Wallet Transactions)"\s*:\s*\{/g;
const LISTS =
  /"(CommentsList|VideoList|FansList|ItemFavoriteList|FavoriteVideoList|ShareHistoryList|SearchList|ProfileMap|SettingsMap|ActivitySummaryMap|LoginHistoryList|ChatHistory|HashtagList|BlockList|StatusList|Status List)"\s*:/;

/** Names that nobody else gives a list: where the first section is long, no second one is in sight. */
const CERTAIN = /"(Video Browsing History|ItemFavoriteList|FavoriteVideoList|FansList|ShareHistoryList)"\s*:/;

const WHY: Readonly<Record<string, string>> = {
  'Direct Message': 'Private messages. Sensitive, and not read.',
  'Direct Messages': 'Private messages. Sensitive, and not read.',
  'Ads and data': 'What TikTok thinks you like. Sensitive, and not read.',
  'App Settings': 'No chart uses it.',
  'TikTok Shop': 'What you bought yourself. Sensitive, and not read.',
  'Location Review': 'Reviews that you wrote about others.',
  'Location Reviews': 'Reviews that you wrote about others.',
  'Poi Review': 'Reviews that you wrote about others.',
  'Income Plus Wallet Transactions': 'Payments. Sensitive, and not read.',
  'Tiktok Live': 'No chart uses it.',
  'TikTok Live': 'No chart uses it.',
};

/** Sections named in the start of the text; '' when it is not an export of TikTok. */
function sectionsIn(bytes: Uint8Array): string[] {
  const start = new TextDecoder().decode(bytes);
  if (!/^\ufeff?\s*\{/.test(start) || !LISTS.test(start)) return [];
  const names = [...new Set([...start.matchAll(PARTS)].map(([, name]) => name as string))];
  return names.length > 1 || CERTAIN.test(start) ? names : [];
}

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'This is no TikTok export that Inglenook reads.' };
  const file = head.members.length === 0 ? '' : fileOf(head.members);
  if (file === null) return none;
  const sections = sectionsIn(file === '' ? head.bytes : await head.memberHead(file, 64 * 1024));
  if (sections.length === 0) return none;
  const named = file !== '' || /user_data/i.test(head.name);
  const unread = sections.flatMap((name) => {
    // The message lists lie in a section of nearly the same name.
    const why = name === 'Direct Messages' && sections.includes('Direct Message') ? undefined : lookUp(WHY, name);
    return why === undefined ? [] : [{ member: name, why }];
  });
  const beside = head.members
    .filter(({ path }) => path !== file && !path.endsWith('/'))
    .slice(0, 100)
    .map(({ path }) => ({ member: path, why: 'Only the file with your data is read.' }));
  const reason = 'A TikTok export in JSON.';
  return { score: named ? 0.97 : 0.94, reason, ignored: [...unread, ...beside], optional: OPTIONAL };
}

type Kind = 'comment' | 'post' | 'follower' | 'following';

/** What a list holds by its own name and that of the section around it: the sections above were renamed over the years. */
function kindOf(path: readonly string[]): Kind | null {
  const [list = '', section = ''] = [path.at(-1)?.toLowerCase(), path.at(-2)?.toLowerCase()];
  if (list === 'commentslist') return 'comment';
  if (list === 'videolist') return section === 'videos' || section === 'posts' ? 'post' : null;
  if (list === 'fanslist') return 'follower';
  return list === 'following' && section.startsWith('following') ? 'following' : null;
}

/** A value by its key, which is written with a capital in some years and without in others. */
const at = (entry: JsonObject, key: string): string => textAt(entry, key) || textAt(entry, key.toLowerCase());

interface Reading {
  entry: JsonObject;
  line: number;
  steps: StepMaker;
  repeats: Occurrences;
}

/** Id of a video in its address. Addresses for downloads, which run out, have none. */
const videoIn = (link: string): string => /\/(?:video|photo)\/(\d{6,25})/.exec(link)?.[1] ?? '';
/** Without the account, which is part of the address that TikTok shows. */
const videoUrl = (id: string): string | null => (id === '' ? null : `https://www.tiktokv.com/share/video/${id}/`);

const keyOf = (parts: readonly string[], repeats: Occurrences): string =>
  contentKey(parts, repeats.next(parts.join('\u0000')));

function dateOf({ entry, line, steps }: Reading): number | null {
  const date = at(entry, 'Date');
  const atMs = instant(date.replace(/\s*UTC$/i, ''));
  if (atMs === null) steps.reject(date === '' ? 'missing-field' : 'bad-date', line, 'Date');
  return atMs;
}

function addComment(reading: Reading) {
  const { entry, line, steps, repeats } = reading;
  const atMs = dateOf(reading);
  if (atMs === null) return;
  const text = decodeEntities(at(entry, 'Comment')).trim();
  // A picture instead of words.
  if (text === '') return at(entry, 'Photo') === '' ? steps.reject('missing-field', line, 'Comment') : steps.skip();
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Comment');
  const video = videoIn(at(entry, 'Url'));
  const key = keyOf(['comment', at(entry, 'Date'), text], repeats);
  const place = { replyToKey: video || null, url: videoUrl(video) };
  steps.add(messageRow({ line, key, network: 'tiktok', kind: 'comment', atMs, own: true, text, ...place }));
}

function addPost(reading: Reading) {
  const { entry, line, steps, repeats } = reading;
  const atMs = dateOf(reading);
  if (atMs === null) return;
  const text = decodeEntities(at(entry, 'Title')).trim();
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Title');
  const video = videoIn(at(entry, 'Link'));
  // Nobody posts twice in one second; titles change, and addresses for downloads are new in each export.
  const key = video || keyOf(['post', at(entry, 'Date')], repeats);
  const likes = countAt({ likes: at(entry, 'Likes') }, 'likes');
  steps.add(
    messageRow({ line, key, network: 'tiktok', kind: 'post', atMs, own: true, text, likes, url: videoUrl(video) }),
  );
}

function addPerson(reading: Reading) {
  const { entry, line, steps } = reading;
  const handle = at(entry, 'UserName').trim() || textAt(entry, 'Username');
  if (handle === '') return steps.reject('missing-field', line, 'UserName');
  const atMs = dateOf(reading);
  if (atMs === null) return;
  steps.add({ type: 'person', line, person: [{ kind: 'handle', scope: 'tiktok', value: handle }], atMs, country: '' });
}

const READERS: Readonly<Record<Kind, (reading: Reading) => void>> = {
  comment: addComment,
  post: addPost,
  follower: addPerson,
  following: addPerson,
};

async function* parse(source: Source, { choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const repeats = new Occurrences();
  const path = source.members.length === 0 ? '' : fileOf(source.members);
  if (path === null) return;
  const withFollowing = choices?.include?.includes(FOLLOWING) ?? false;
  const kinds = (place: readonly string[]) => {
    const kind = kindOf(place);
    return kind === 'following' && !withFollowing ? null : kind;
  };
  for await (const some of jsonSections(bytesOf(source, path), (place) => kinds(place) !== null)) {
    for (const element of some) {
      const { line } = element;
      const kind = kinds(element.path);
      if (kind === null) continue;
      if ('code' in element) steps.reject(element.code, line);
      else if (isObject(element.value)) READERS[kind]({ entry: element.value, line, steps, repeats });
      else steps.reject('not-this-format', line);
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

/** Export of a TikTok account as JSON, with the sections of any year. */
export const tiktokArchive: Format = {
  id: 'tiktok-archive',
  title: 'TikTok archive',
  group: 'social',
  about: 'Your own export from TikTok: your posts with their likes, your comments and your followers. Ask for JSON.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts', why: 'Title, date and likes, to see what works when.' },
    { field: 'Comments', why: 'What you wrote, and when.' },
    { field: 'Followers', why: 'As pseudonyms, to see when they came.' },
    { field: 'Accounts you follow', why: 'Only if you switch them on, as pseudonyms.' },
  ],
  drops: [
    { field: 'Private messages', why: 'Sensitive, and no chart needs them.' },
    { field: 'Watch, search and sign-in records', why: 'Sensitive, and about you, not about your business.' },
    { field: 'Profile, payments and purchases', why: 'Not needed.' },
    { field: 'Deleted posts', why: 'Deleted posts stay deleted.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
