import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { holdsReviews, readGoogleReviews, reviewMembers } from '../google-reviews.ts';
import { ignoredMembers, type IgnoreRule } from '../members-ignored.ts';
import { StepMaker } from '../steps.ts';

const START_BYTES = 32 * 1024;
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const RULES: readonly IgnoreRule[] = [
  [/(^|\/)(photos|fotos|media|videos)\//, 'Pictures and videos are not read.'],
  [/(^|\/)(additional ?data|data|location)\.json$/, 'Only the name of the listing is taken from it.'],
  [/\.html?$/, 'Web pages are not read.'],
  [/(^|\/)maps \([^/]*\)\//, 'Places and reviews of your own, which say nothing about your business.'],
];

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'There are no reviews of a Google listing in it.' };
  if (head.members.length === 0) {
    const found = holdsReviews(textOf(head.bytes.subarray(0, START_BYTES)));
    return found ? { score: 0.95, reason: 'These are reviews of a Google listing.' } : none;
  }
  const paths = reviewMembers(head.members);
  for (const path of paths) {
    if (!holdsReviews(textOf(await head.memberHead(path, START_BYTES)))) continue;
    const all = head.members.map((member) => member.path);
    const ignored = ignoredMembers(all, new Set(paths), RULES, 'Not a list of reviews.');
    return { score: 0.94, reason: 'An export of Google Business Profile with reviews.', ignored };
  }
  return none;
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const paths = source.members.length === 0 ? [''] : reviewMembers(source.members);
  yield* readGoogleReviews(source, paths, steps);
  yield* steps.rest();
}

/** Reviews of the listings in a Google Business Profile, as Takeout and the programming interface give them. */
export const googleBusinessReviews: Format = {
  id: 'google-business-reviews',
  title: 'Google Business Profile reviews',
  group: 'reviews',
  about: 'Reviews of your Google listings with your answers, from Google Takeout. Choose JSON when you ask for it.',
  yields: ['message'],
  keeps: [
    { field: 'Stars and comments', why: 'To see what people like and what they miss.' },
    { field: 'Names of reviewers', why: 'As pseudonyms, to tell people apart.' },
    { field: 'Your answers', why: 'To see what is answered, and how soon.' },
    { field: 'Name of the listing', why: 'To compare your locations.' },
  ],
  drops: [
    { field: 'Translations by Google', why: 'The original is kept.' },
    { field: 'Pictures', why: 'Not read.' },
    { field: 'Older versions of a review', why: 'The newest one counts.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
