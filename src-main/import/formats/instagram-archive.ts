import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import {
  accountRow,
  INSTAGRAM_KINDS,
  type InstagramKind,
  InstagramReader,
  instagramKind,
  profileNames,
} from '../instagram-media.ts';
import { lacksPeriodYear, type PeriodKind, PeriodReader } from '../instagram-periods.ts';
import { type ElementReader, firstElement, metaRoot, readMember, startOf } from '../meta-elements.ts';
import { membersLeft, membersOfKinds, PRIVATE_MESSAGES, plainPath, privateMessages } from '../meta-members.ts';
import { commonParticipant, isConversation, messageReader } from '../meta-messages.ts';
import { bytesOf, wholeJson } from '../members.ts';
import { repaired } from '../mojibake.ts';
import { StepMaker } from '../steps.ts';
import { Occurrences } from '../table-occurrence.ts';
import { THREADS_KINDS, threadReader } from '../threads-posts.ts';

const NOT_MINE: Detection = { score: 0, reason: 'This is no part of an Instagram archive that Inglenook reads.' };
const HEAD_BYTES = 64 * 1024;

const kindOfStart = (bytes: Uint8Array): InstagramKind | null =>
  isConversation(bytes) ? 'messages' : instagramKind(firstElement(bytes), metaRoot(bytes).key);

/** Facebook keeps its conversations under the same names. */
const membersOf = (members: FileHead['members']) =>
  membersOfKinds(members, INSTAGRAM_KINDS).filter(
    ({ path, kind }) => kind !== 'messages' || !/facebook/.test(plainPath(path)),
  );

const WORDS: Partial<Record<InstagramKind, string>> = {
  media: 'posts, reels or stories',
  comments: 'comments',
  people: 'followers or followed accounts',
  insights: 'posts with their reach',
  audience: 'figures of the followers',
  interactions: 'figures of interactions',
  reached: 'figures of views and visits',
};
const PERIODS: readonly PeriodKind[] = ['audience', 'interactions', 'reached'];

/** Whether a member tells of a period: many archives have these as empty lists. */
const holdsPeriod = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('string_map_data');

async function lacksYear(head: FileHead, members: ReturnType<typeof membersOf>): Promise<boolean> {
  if (!lacksPeriodYear(head.name)) return false;
  for (const { path, kind } of members)
    if (PERIODS.some((period) => period === kind) && holdsPeriod(await head.memberHead(path, HEAD_BYTES))) return true;
  return false;
}

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    const kind = kindOfStart(head.bytes);
    const what = kind && WORDS[kind];
    const asksYear = PERIODS.some((period) => period === kind) && lacksPeriodYear(head.name) && holdsPeriod(head.bytes);
    if (what) return { score: 0.94, reason: `This is the list of ${what} from an Instagram archive.`, asksYear };
    return kind === 'messages'
      ? { score: 0.7, reason: 'This is a conversation from Instagram or Facebook.' }
      : NOT_MINE;
  }
  const members = membersOf(head.members);
  const threads = membersOfKinds(head.members, THREADS_KINDS);
  const optional = privateMessages(members.some(({ kind }) => kind === 'messages'));
  const ignored = membersLeft(head.members, [...members, ...threads]);
  const asksYear = await lacksYear(head, members);
  for (const { path, kind } of members) {
    if (WORDS[kind] === undefined || kindOfStart(await head.memberHead(path, HEAD_BYTES)) !== kind) continue;
    const reason = 'An Instagram archive with posts, comments or followers.';
    return { score: 0.97, reason, ignored, optional, asksYear };
  }
  const isNamed = head.members.some(({ path }) => /your_instagram_activity\/messages/.test(plainPath(path)));
  if (optional.length > 0 && isNamed && threads.length === 0)
    return { score: 0.92, reason: 'A part of an Instagram archive with private messages only.', ignored, optional };
  return NOT_MINE;
}

async function* parse(source: Source, { zone, choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const single = source.members.length === 0;
  const kind = single ? kindOfStart(await startOf(source.bytes(), HEAD_BYTES)) : null;
  const members = single ? [{ path: '', kind: kind ?? 'media' }] : membersOf(source.members);
  const of = (wanted: InstagramKind) => members.filter((member) => member.kind === wanted).map(({ path }) => path);
  const steps = new StepMaker();
  const reader = new InstagramReader();

  // The insights come first: the posts take their counts from them.
  const note: ElementReader = (element, line) => reader.insights.add(element, line);
  for (const path of of('insights')) yield* readMember(source, { path }, note, steps);
  const readers: Partial<Record<InstagramKind, ElementReader>> = {
    media: (element, line) => reader.post(element, line),
    comments: (element, line) => reader.comment(element, line),
    people: (element, line) => accountRow('instagram', element, line),
  };
  for (const { path, kind: what } of members) {
    const read = readers[what];
    if (read) yield* readMember(source, { path }, read, steps);
  }
  for (const result of reader.insightPosts()) {
    if ('type' in result) steps.add(result);
    else steps.reject(result.code, result.line, result.field);
  }
  const periods = new PeriodReader(steps, zone, { chosen: choices?.year, fileName: source.name });
  for (const period of PERIODS)
    for (const path of of(period))
      yield* readMember(source, { path }, (element, line) => periods.read(period, element, line), steps);
  const post = threadReader();
  for (const { path, kind: what } of single ? [] : membersOfKinds(source.members, THREADS_KINDS)) {
    const read: ElementReader = what === 'posts' ? post : (element, line) => accountRow('threads', element, line);
    yield* readMember(source, { path }, read, steps);
  }
  // A conversation that was chosen as a file of its own is meant to be read.
  if (single || choices?.include?.includes(PRIVATE_MESSAGES))
    yield* readMessages(source, of('messages'), of('profile'), steps);
  yield* steps.rest();
}

async function* readMessages(
  source: Source,
  talks: readonly string[],
  profiles: readonly string[],
  steps: StepMaker,
): AsyncGenerator<ParseStep> {
  const names = new Set<string>();
  for (const path of profiles)
    for (const name of profileNames(repaired(await wholeJson(bytesOf(source, path))))) names.add(name);
  const common = await commonParticipant(source, talks);
  if (common !== '') names.add(common);
  const repeats = new Occurrences();
  for (const path of talks) {
    const read = messageReader('instagram', path, (name) => names.has(name), repeats);
    yield* readMember(source, { path, key: 'messages' }, read, steps);
  }
}

/** Archive of an Instagram account in JSON, of any year and language, as zip, folder or single file. */
export const instagramArchive: Format = {
  id: 'instagram-archive',
  title: 'Instagram archive',
  group: 'social',
  about:
    'The copy of your account that Instagram makes, in JSON: posts, reels, stories, comments, followers and, for business accounts, the reach of your posts and the figures of the last three months. Threads is read along where it is in it.',
  yields: ['message', 'person', 'figure'],
  keeps: [
    { field: 'Posts, reels and stories', why: 'Text and time, to see what you write when.' },
    { field: 'Reach, likes, comments, shares and saves of posts', why: 'To compare posts.' },
    {
      field: 'Followers, interactions, views, visits and clicks of the last three months',
      why: 'To see how they change.',
    },
    { field: 'Comments that you wrote', why: 'Text and time; not whose post it was.' },
    { field: 'Followers and followed accounts', why: 'As pseudonyms, to recognise authors.' },
    { field: 'Private messages, if you switch them on', why: 'What people ask, under a pseudonym.' },
  ],
  drops: [
    { field: 'Likes that you gave', why: 'They carry no text.' },
    { field: 'Profile, contacts, sign-ins and searches', why: 'Sensitive, and no chart needs them.' },
    { field: 'Advertising records', why: 'Sensitive, and no chart needs them.' },
    { field: 'Accounts reached in three months', why: 'The same people, so that it says nothing of a day or week.' },
    { field: 'Places, age and gender of followers', why: 'Written as shares only, which nothing can be counted by.' },
    { field: 'Pictures, videos and places', why: 'Not read.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
