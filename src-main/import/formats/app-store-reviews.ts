import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { dateReader } from '../dates.ts';
import { type JsonObject, isObject, objectAt, textAt } from '../json-read.ts';
import { jsonSections } from '../json-sections.ts';
import { bytesOf, membersNamed } from '../members.ts';
import { messageRow } from '../message-row.ts';
import { StepMaker } from '../steps.ts';

const START_BYTES = 32 * 1024;
/** Answers whose review is remembered at most. */
const MAX_LINKS = 500_000;
const MAX_TEXT = 100_000;
const instant = dateReader('iso', 'UTC') as (text: string) => number | null;

const holdsReviews = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder().decode(bytes);
  return /"customerReviews"/.test(start) && /"rating"\s*:\s*[1-5]\b/.test(start) && /"createdDate"/.test(start);
};

const jsonFiles = (members: FileHead['members']): string[] =>
  membersNamed(members, /[^/]+\.json/).map(({ path }) => path);

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'There are no App Store reviews in it.' };
  const found = { score: 0.96, reason: 'These are customer reviews from App Store Connect.' };
  if (head.members.length === 0) return holdsReviews(head.bytes.subarray(0, START_BYTES)) ? found : none;
  // A folder of pages and nothing else; an archive of another kind is not searched.
  const files = jsonFiles(head.members);
  if (files.length * 2 < head.members.length) return none;
  for (const path of files.slice(0, 3)) if (holdsReviews(await head.memberHead(path, START_BYTES))) return found;
  return none;
}

/** Lists of resources: of one page, of a list of pages, or bare. */
const wanted = (path: readonly string[]): boolean =>
  path.length <= 3 && (path.at(-1) === 'data' || path.at(-1) === 'included' || (path.length === 1 && path[0] === ''));

const relatedId = (resource: JsonObject, name: string): string =>
  textAt(objectAt(objectAt(objectAt(resource, 'relationships'), name), 'data'), 'id');

function addReview(resource: JsonObject, line: number, steps: StepMaker) {
  const attributes = objectAt(resource, 'attributes');
  const id = textAt(resource, 'id');
  if (id === '') return steps.reject('missing-field', line, 'id');
  const rating = Number(textAt(attributes, 'rating'));
  if (!(rating >= 1 && rating <= 5)) return steps.reject('out-of-range', line, 'rating');
  const atMs = instant(textAt(attributes, 'createdDate'));
  if (atMs === null) return steps.reject('bad-date', line, 'createdDate');
  const texts = [textAt(attributes, 'title').trim(), textAt(attributes, 'body').trim()];
  const text = texts.filter((part) => part !== '').join('\n');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'body');
  const name = textAt(attributes, 'reviewerNickname').trim();
  const author = name === '' ? [] : [{ kind: 'name', scope: 'app-store', value: name } as const];
  steps.add(
    messageRow({ line, key: id, network: 'app-store', kind: 'review', atMs, own: false, text, rating, author }),
  );
}

function addAnswer(resource: JsonObject, line: number, reviews: ReadonlyMap<string, string>, steps: StepMaker) {
  const attributes = objectAt(resource, 'attributes');
  const id = textAt(resource, 'id');
  if (id === '') return steps.reject('missing-field', line, 'id');
  const text = textAt(attributes, 'responseBody').trim();
  if (text === '') return steps.reject('missing-field', line, 'responseBody');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'responseBody');
  const date = textAt(attributes, 'lastModifiedDate');
  const atMs = instant(date);
  if (atMs === null && date !== '') return steps.reject('bad-date', line, 'lastModifiedDate');
  const replyToKey = relatedId(resource, 'review') || reviews.get(id) || null;
  const place = { line, key: `response/${id}`, replyToKey, network: 'app-store', kind: 'reply' } as const;
  steps.add(messageRow({ ...place, atMs, own: true, text }));
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  for (const path of source.members.length === 0 ? [''] : jsonFiles(source.members)) {
    // Which review an answer belongs to stands with the review, which may come after it.
    const reviews = new Map<string, string>();
    for await (const some of jsonSections(bytesOf(source, path), wanted))
      for (const element of some) {
        if ('code' in element || !isObject(element.value) || reviews.size >= MAX_LINKS) continue;
        const answer = relatedId(element.value, 'response');
        if (answer !== '') reviews.set(answer, textAt(element.value, 'id'));
      }
    for await (const some of jsonSections(bytesOf(source, path), wanted)) {
      for (const element of some) {
        const { line } = element;
        if ('code' in element) steps.reject(element.code, line);
        else if (!isObject(element.value)) steps.reject('not-this-format', line);
        else if (element.value.type === 'customerReviewResponses') addAnswer(element.value, line, reviews, steps);
        else if (element.value.type === 'customerReviews') addReview(element.value, line, steps);
        else steps.skip();
      }
      yield* steps.full();
    }
  }
  yield* steps.rest();
}

/** Customer reviews as App Store Connect's programming interface gives them. */
export const appStoreReviews: Format = {
  id: 'app-store-reviews',
  title: 'App Store reviews',
  group: 'reviews',
  about: 'Reviews of your app with your answers, as JSON from App Store Connect. One file, or a folder of pages.',
  yields: ['message'],
  keeps: [
    { field: 'Stars, titles and texts', why: 'To see what people like and what they miss.' },
    { field: 'Nicknames', why: 'As pseudonyms, to tell people apart.' },
    { field: 'Your answers', why: 'To see what is answered, and how soon.' },
  ],
  drops: [
    { field: 'Territory', why: 'It is the country of the store, not of the person.' },
    { field: 'Links to the interface', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
