import { type FacebookKind, FACEBOOK_KINDS, FacebookReader, facebookKind, facebookOwner } from '../facebook-posts.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { type ElementReader, firstElement, metaRoot, readMember, startOf } from '../meta-elements.ts';
import { membersLeft, membersOfKinds, PRIVATE_MESSAGES, plainPath, privateMessages } from '../meta-members.ts';
import { commonParticipant, isConversation, messageReader } from '../meta-messages.ts';
import { bytesOf, wholeJson } from '../members.ts';
import { repaired } from '../mojibake.ts';
import { StepMaker } from '../steps.ts';
import { Occurrences } from '../table-occurrence.ts';

const NOT_MINE: Detection = { score: 0, reason: 'This is no part of a Facebook archive that Inglenook reads.' };
/** Members that say by themselves whose archive it is; the others need one of these or the name of a folder. */
const PROOF: readonly FacebookKind[] = ['posts', 'comments', 'groups', 'guests', 'events', 'group-comments', 'hosted'];
const HEAD_BYTES = 64 * 1024;

const kindOfStart = (bytes: Uint8Array): FacebookKind | null =>
  isConversation(bytes) ? 'messages' : facebookKind(firstElement(bytes), metaRoot(bytes).key);

/** Instagram keeps its conversations under the same names. */
const membersOf = (members: FileHead['members']) =>
  membersOfKinds(members, FACEBOOK_KINDS).filter(
    ({ path, kind }) => kind !== 'messages' || !/instagram/.test(plainPath(path)),
  );

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    const kind = kindOfStart(head.bytes);
    if (kind === null) return NOT_MINE;
    if (kind === 'messages') return { score: 0.8, reason: 'This is a conversation from Facebook or Instagram.' };
    return { score: 0.94, reason: 'This is one file of a Facebook archive.' };
  }
  const members = membersOf(head.members);
  const isNamed = head.members.some(({ path }) => /facebook/.test(plainPath(path)));
  const optional = privateMessages(members.some(({ kind }) => kind === 'messages'));
  const ignored = membersLeft(head.members, members);
  for (const { path, kind } of members) {
    if (!PROOF.includes(kind)) continue;
    const start = await head.memberHead(path, HEAD_BYTES);
    const found = kindOfStart(start);
    if (found === null || found === 'messages') continue;
    return { score: 0.97, reason: 'A Facebook archive with posts or comments.', ignored, optional };
  }
  if (optional.length > 0 && isNamed)
    return { score: 0.93, reason: 'A part of a Facebook archive with private messages only.', ignored, optional };
  return NOT_MINE;
}

/** Readers of each kind; a group file holds two lists in one object. */
function readersOf(reader: FacebookReader): Partial<Record<FacebookKind, { key?: string; read: ElementReader }[]>> {
  const comment: ElementReader = (element, line) => reader.comment(element, line);
  const event: ElementReader = (element, line) => reader.event(element, line);
  return {
    posts: [{ read: (element, line) => reader.post(element, line, 'posts') }],
    guests: [{ read: (element, line) => reader.post(element, line, 'guests') }],
    comments: [{ read: comment }],
    groups: [
      { key: 'group_posts_v2', read: (element, line) => reader.post(element, line, 'groups') },
      { key: 'group_comments_v2', read: comment },
    ],
    'group-comments': [{ read: comment }],
    events: [{ read: event }],
    hosted: [{ read: event }],
  };
}

async function* parse(source: Source, { choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const single = source.members.length === 0;
  const kind = single ? kindOfStart(await startOf(source.bytes(), HEAD_BYTES)) : null;
  const members = single ? [{ path: '', kind: kind ?? 'posts' }] : membersOf(source.members);
  const of = (wanted: FacebookKind) => members.filter((member) => member.kind === wanted);
  // A conversation that was chosen as a file of its own is meant to be read.
  const talks = single || choices?.include?.includes(PRIVATE_MESSAGES) ? of('messages') : [];
  let owner = '';
  for (const { path } of of('profile')) owner ||= facebookOwner(repaired(await wholeJson(bytesOf(source, path))));
  owner ||= await commonParticipant(
    source,
    talks.map(({ path }) => path),
  );

  const steps = new StepMaker();
  const readers = readersOf(new FacebookReader(owner));
  // Two members tell of the same events; the one with their descriptions is enough.
  const twice = of('events').length > 0;
  for (const { path, kind: what } of members)
    for (const { key, read } of what === 'hosted' && twice ? [] : (readers[what] ?? []))
      yield* readMember(source, { path, ...(key === undefined ? {} : { key, optional: true }) }, read, steps);
  const repeats = new Occurrences();
  for (const { path } of talks) {
    const read = messageReader('facebook', path, (name) => name !== '' && name === owner, repeats);
    yield* readMember(source, { path, key: 'messages' }, read, steps);
  }
  yield* steps.rest();
}

/** Archive of a Facebook profile or page in JSON, of any year, as zip, part of a set of zips, folder or single file. */
export const facebookArchive: Format = {
  id: 'facebook-archive',
  title: 'Facebook archive',
  group: 'social',
  about:
    'The copy of your page or profile that Facebook makes, in JSON: your posts, comments and events. Each part of a set of zips can be imported by itself.',
  yields: ['message'],
  keeps: [
    { field: 'Posts, comments and events', why: 'Text and time, to see what you write when.' },
    { field: 'Posts by others on your timeline', why: 'Text and time, without the writer.' },
    { field: 'Private messages, if you switch them on', why: 'What people ask, under a pseudonym.' },
  ],
  drops: [
    {
      field: 'Reviews and recommendations of your page',
      why: 'How their file is built is not known; a table of them (CSV, Excel, JSON) can be imported instead.',
    },
    { field: 'Reviews and reactions that you gave', why: 'They carry no text.' },
    { field: 'Friends, contacts, sign-ins and searches', why: 'Sensitive, and no chart needs them.' },
    { field: 'Advertising records', why: 'Sensitive, and no chart needs them.' },
    { field: 'Pictures and videos', why: 'Not read.' },
    { field: 'Places and tags', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
