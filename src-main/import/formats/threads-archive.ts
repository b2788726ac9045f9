import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { accountRow } from '../instagram-media.ts';
import { type ElementReader, metaRoot, readMember, START_BYTES, startOf } from '../meta-elements.ts';
import { membersLeft, membersOfKinds } from '../meta-members.ts';
import { StepMaker } from '../steps.ts';
import { THREADS_KINDS, type ThreadsKind, threadReader, threadsKind } from '../threads-posts.ts';

const NOT_MINE: Detection = { score: 0, reason: 'There are no posts of a Threads archive in it.' };

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    const kind = threadsKind(metaRoot(head.bytes).key);
    if (kind === null) return NOT_MINE;
    const what = kind === 'people' ? 'accounts' : 'posts';
    return { score: 0.95, reason: `This is the list of ${what} from a Threads archive.` };
  }
  const members = membersOfKinds(head.members, THREADS_KINDS);
  for (const { path } of members) {
    if (threadsKind(metaRoot(await head.memberHead(path, START_BYTES)).key) === null) continue;
    const reason = 'An archive with posts from Threads.';
    // The Instagram archive brings Threads along: there the other posts count for more, and both are read.
    return { score: 0.93, reason, ignored: membersLeft(head.members, members) };
  }
  return NOT_MINE;
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const post = threadReader();
  const readers: Record<ThreadsKind, ElementReader> = {
    posts: post,
    people: (element, line) => accountRow('threads', element, line),
  };
  const single = source.members.length === 0;
  const members = single
    ? [{ path: '', kind: threadsKind(metaRoot(await startOf(source.bytes())).key) ?? 'posts' }]
    : membersOfKinds(source.members, THREADS_KINDS);
  for (const { path, kind } of members) yield* readMember(source, { path }, readers[kind], steps);
  yield* steps.rest();
}

/** Archive of a Threads account in JSON, as zip, folder or single file. */
export const threadsArchive: Format = {
  id: 'threads-archive',
  title: 'Threads archive',
  group: 'social',
  about: 'The copy of your Threads account in JSON: your posts and replies, your followers and whom you follow.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts and replies', why: 'Text and time, to see what you write when.' },
    { field: 'Followers and followed accounts', why: 'As pseudonyms, to recognise authors.' },
  ],
  drops: [
    { field: 'Likes that you gave, and what you viewed', why: 'No chart needs them.' },
    { field: 'Profile, e-mail and phone', why: 'Not needed.' },
    { field: 'Pictures and videos', why: 'Not read.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
