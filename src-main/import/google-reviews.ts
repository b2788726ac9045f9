import { lookUp } from '../../shared/look-up.ts';
import type { Identifier, MessageRow } from '../../shared/model.ts';
import { dateReader } from './dates.ts';
import type { FileHead, ParseStep, Source } from './format.ts';
import { isObject, objectAt, textAt } from './json-read.ts';
import { jsonSections, type SectionElement } from './json-sections.ts';
import { bytesOf, isHidden, wholeJson } from './members.ts';
import { messageRow } from './message-row.ts';
import { NewestVersions } from './newest-versions.ts';
import type { StepMaker } from './steps.ts';

const STARS: Readonly<Record<string, number>> = { ONE: 1, TWO: 2, THREE: 3, FOUR: 4, FIVE: 5 };

/** Names of the file, which Takeout translates; further pages end in a token or a number. */
const REVIEW_FILE =
  /(^|\/)(reviews|rezensionen|bewertungen|avis|resenas|opiniones|recensioni|recensies|beoordelingen|avaliacoes|opinie|recenzje)([-_ (][^/]*)?\.json$/;
/** Reviews that the account wrote about others: `Maps (your places)/Reviews.json`. */
const OWN_REVIEWS = /(^|\/)maps[^/]*\/[^/]*$/i;
const LISTING_FILE = /(^|\/)(additional ?data|data|location)\.json$/;
const LISTING_LIMIT = 1024 ** 2;
const MAX_TEXT = 100_000;

const plainPath = (path: string): string => path.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

type Member = FileHead['members'][number];

/** Members that may hold reviews of a business, by their names. */
export const reviewMembers = (members: readonly Member[]): string[] =>
  members
    .map(({ path }) => path)
    .filter((path) => !isHidden(path) && !OWN_REVIEWS.test(path) && REVIEW_FILE.test(plainPath(path)))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** Whether the start of a JSON text is that of a list of reviews. The reviews that somebody wrote in Maps are GeoJSON. */
export function holdsReviews(start: string): boolean {
  if (!/"reviews"\s*:\s*\[|^\s*\ufeff?\s*\[/.test(start) || /"FeatureCollection"/.test(start)) return false;
  return /"starRating"\s*:\s*"(ONE|TWO|THREE|FOUR|FIVE|STAR_RATING_UNSPECIFIED)"/.test(start);
}

/** What Google puts around a translation, in the languages of its own interface. */
const TRANSLATED =
  /\((?:Translated by Google|Übersetzt von Google|Von Google übersetzt|Traduit par Google|Traducido por Google|Tradotto da Google|Traduzione di Google|Vertaald door Google|Traduzido (?:por|pelo) Google|Przetłumaczone przez Google)\)/i;
const ORIGINAL =
  /\((?:Original|Originaltext|Avis d['’]origine|Texte d['’]origine|Originale|Testo originale|Origineel|Texto original|Oryginał|Oryginalny tekst)\)/i;

/** A comment as its author wrote it, without the translation that Google puts before or after it. */
export function originalOf(comment: string): string {
  const translated = TRANSLATED.exec(comment);
  if (!translated) return comment.trim();
  const original = ORIGINAL.exec(comment);
  if (original && original.index > translated.index) return comment.slice(original.index + original[0].length).trim();
  const before = comment.slice(0, translated.index).trim();
  return before === '' ? comment.slice(translated[0].length).trim() : before;
}

const instant = dateReader('iso', 'UTC') as (text: string) => number | null;

/** Key without the account: two accounts of one business hold the same location. */
export function reviewKey(review: unknown): string {
  const name = textAt(review, 'name');
  return /locations\/[^/]+\/reviews\/[^/]+$/.exec(name)?.[0] ?? (textAt(review, 'reviewId') || name);
}

const updatedMs = (review: unknown): number =>
  instant(textAt(review, 'updateTime')) ?? instant(textAt(review, 'createTime')) ?? 0;

/** What stands for a name where there is none; older exports do not mark it otherwise. */
const NOBODY =
  /^(a google user|ein google[- ]nutzer|un utilisateur de? google|un usuario de google|un utente google|een google[- ]gebruiker|um usuário do google|użytkownik google)$/i;

function authorOf(review: unknown): Identifier[] {
  const reviewer = objectAt(review, 'reviewer');
  const name = textAt(reviewer, 'displayName').trim();
  return reviewer.isAnonymous === true || name === '' || NOBODY.test(name)
    ? []
    : [{ kind: 'name', scope: 'google', value: name }];
}

/** Rows of one review: itself, and the answer of the business. */
function addReview(review: unknown, line: number, item: string, steps: StepMaker) {
  const key = reviewKey(review);
  if (key === '') return steps.reject('missing-field', line, 'name');
  const stars = textAt(review, 'starRating');
  const rating = lookUp(STARS, stars) ?? null;
  const text = originalOf(textAt(review, 'comment'));
  if (rating === null && stars !== '' && stars !== 'STAR_RATING_UNSPECIFIED')
    return steps.reject('out-of-range', line, 'starRating');
  if (rating === null && text === '') return steps.reject('missing-field', line, 'starRating');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'comment');
  const written = textAt(review, 'createTime') || textAt(review, 'updateTime');
  const atMs = instant(written);
  if (atMs === null && written !== '') return steps.reject('bad-date', line, 'createTime');
  const shared = { line, network: 'google', item } as const;
  const rows: MessageRow[] = [
    messageRow({ ...shared, key, kind: 'review', atMs, own: false, text, rating, author: authorOf(review) }),
  ];
  const reply = objectAt(review, 'reviewReply');
  const answer = originalOf(textAt(reply, 'comment'));
  if (answer !== '' && answer.length <= MAX_TEXT) {
    const answeredMs = instant(textAt(reply, 'updateTime'));
    const place = { key: `${key}/reply`, replyToKey: key, kind: 'reply' } as const;
    rows.push(messageRow({ ...shared, ...place, atMs: answeredMs, own: true, text: answer }));
  }
  steps.add(...rows);
}

/** Folder of a listing: `location-22`, or the name that somebody gave it. */
const folderOf = (path: string): string => path.split('/').at(-2) ?? '';

/** Name of a listing from the file beside its reviews; '' when there is none. */
async function listingName(source: Source, path: string): Promise<string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = source.members
    .map((member) => member.path)
    .filter((other) => other.startsWith(folder) && LISTING_FILE.test(`/${other.slice(folder.length).toLowerCase()}`))
    .sort();
  for (const other of beside) {
    const value = await wholeJson(source.member(other), LISTING_LIMIT);
    const found = ['title', 'locationName', 'businessName'].map((key) => textAt(value, key).trim()).find(Boolean);
    if (found !== undefined) return found.slice(0, 200);
  }
  return '';
}

/** Names by folder: the same location under a second account often comes without one. */
async function listingNames(source: Source, paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const folder = folderOf(path);
    if (folder !== '' && !found.get(folder)) found.set(folder, await listingName(source, path));
  }
  return found;
}

const wanted = (path: readonly string[]): boolean =>
  path.at(-1) === 'reviews' ? path.length <= 3 : path.length === 1 && path[0] === '';

const reviewsIn = (source: Source, path: string): AsyncGenerator<SectionElement[]> =>
  jsonSections(bytesOf(source, path), wanted);

/** Reads the reviews in the given members ('' = the file itself); of a review that is there twice only the newest version. */
export async function* readGoogleReviews(
  source: Source,
  paths: readonly string[],
  steps: StepMaker,
): AsyncGenerator<ParseStep> {
  const newest = new NewestVersions();
  for (const path of paths)
    for await (const some of reviewsIn(source, path))
      for (const element of some)
        if ('value' in element && isObject(element.value))
          newest.note(reviewKey(element.value), updatedMs(element.value));
  const names = await listingNames(source, paths);
  for (const path of paths) {
    const item = names.get(folderOf(path)) || folderOf(path);
    for await (const some of reviewsIn(source, path)) {
      for (const element of some) {
        if ('code' in element) steps.reject(element.code, element.line);
        else if (!isObject(element.value)) steps.reject('not-this-format', element.line);
        else if (newest.takes(reviewKey(element.value), updatedMs(element.value)))
          addReview(element.value, element.line, item, steps);
        else steps.skip();
      }
      yield* steps.full();
    }
  }
}
