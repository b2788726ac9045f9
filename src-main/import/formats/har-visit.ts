import { EVENT_FLAGS, type EventKind } from '../../../shared/model.ts';
import { eventInstant, toEvent } from '../event-fields.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { HarPages, headerOf, isRedirect, isTopPage } from '../har-pages.ts';
import { jsonElements } from '../json-elements.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../json-read.ts';
import { StepMaker } from '../steps.ts';

/** Entries hold the bodies of answers, which are passed over. */
const MAX_ENTRY_BYTES = 32 * 1024 ** 2;
const MAX_PAGES = 100_000;

function detect(head: FileHead): Detection {
  const text = Buffer.from(head.bytes.slice(0, 16 * 1024)).toString('latin1');
  const own =
    head.members.length === 0 &&
    /^[^{]{0,4}\s*\{\s*"log"\s*:\s*\{/.test(text) &&
    ['"creator"', '"entries"', '"version"'].filter((key) => text.includes(key)).length >= 2;
  return own
    ? { score: 0.97, reason: 'This is a visit recorded by a browser (HAR).' }
    : { score: 0, reason: 'This is no recorded visit.' };
}

const isDocument = (entry: JsonObject, response: JsonObject): boolean => {
  const kind = textAt(entry, '_resourceType');
  if (kind !== '') return kind === 'document';
  return /^(text\/html|application\/xhtml)/i.test(textAt(objectAt(response, 'content'), 'mimeType'));
};

function kindOf(status: number): EventKind {
  if (status >= 500) return 'failure';
  if (status >= 400) return 'missing';
  return status >= 300 && status < 400 && status !== 304 ? 'redirect' : 'view';
}

const hostIn = (address: string): string => /^https?:\/\/([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? '';

const entriesOf = (source: Source) => jsonElements(source.bytes(), { key: 'entries', maxBytes: MAX_ENTRY_BYTES });
/** A site with and without `www.` is one. */
const siteIn = (host: string): string => host.replace(/^www\./, '');

/**
 * The site that the visit is of: most of the pages that the tab showed, the first one where two have as many. A recording may begin at a
 * search engine, pass through a page to sign in, and end at a bank. '' where it shows no page.
 */
async function siteOfVisit(source: Source): Promise<string> {
  const pages = new HarPages();
  const shown = new Map<string, number>();
  const seen = new Set<string>();
  for await (const elements of entriesOf(source))
    for (const element of elements) {
      if ('code' in element || !isObject(element.value)) continue;
      const entry = element.value;
      const key = pages.keyOf(entry);
      const host = hostIn(textAt(objectAt(entry, 'request'), 'url'));
      const isPage = isTopPage(entry) !== false && isDocument(entry, objectAt(entry, 'response')) && !isRedirect(entry);
      if (!isPage || host === '' || seen.has(key)) continue;
      // Frames come behind the page that they are in.
      if (seen.size < MAX_PAGES) seen.add(key);
      shown.set(siteIn(host), (shown.get(siteIn(host)) ?? 0) + 1);
    }
  let most = ['', 0] as readonly [string, number];
  for (const one of shown) if (one[1] > most[1]) most = one;
  return most[0];
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  let site = await siteOfVisit(source);
  const read = (entry: JsonObject, line: number) => {
    const request = objectAt(entry, 'request');
    const response = objectAt(entry, 'response');
    const address = textAt(request, 'url');
    if (address === '') return steps.reject('missing-field', line, 'url');
    const host = hostIn(address);
    if (host === '') return steps.reject('not-http', line, 'url');
    if (!isDocument(entry, response)) return steps.skip();
    // Frames of other sites (players, payment forms) are no pages of this one.
    site ||= siteIn(host);
    if (siteIn(host) !== site) return steps.skip();
    const atMs = eventInstant(entry.startedDateTime);
    if (typeof atMs === 'string') return steps.reject(atMs, line, 'startedDateTime');
    const gpc = headerOf(request, 'sec-gpc') === '1' ? EVENT_FLAGS.gpc : 0;
    const dnt = headerOf(request, 'dnt') === '1' ? EVENT_FLAGS.dnt : 0;
    const status = Number(response.status);
    // What was never answered (blocked, given up) was never seen.
    if (!(status > 0)) return steps.skip();
    steps.add(
      toEvent({
        line,
        atMs,
        person: [],
        name: 'page',
        kind: kindOf(status),
        address,
        referrer: headerOf(request, 'referer'),
        agent: headerOf(request, 'user-agent'),
        value: 0,
        // Whoever records a visit works on the site: it must not count among its visitors.
        flags: EVENT_FLAGS.own | gpc | dnt,
      }),
    );
  };
  for await (const elements of entriesOf(source)) {
    for (const element of elements) {
      if ('code' in element) steps.reject(element.code, element.line);
      else if (isObject(element.value)) read(element.value, element.line);
      else steps.reject('not-this-format', element.line);
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

/** A visit of one's own site, recorded by a browser. */
export const harVisit: Format = {
  id: 'har-visit',
  title: 'Recorded visit (HAR)',
  group: 'analytics',
  about:
    'A visit of your own site that you recorded with a browser: which pages were asked for, and what came back. Of several sites in one recording, that with most pages counts.',
  yields: ['event'],
  keeps: [
    { field: 'Pages asked for', why: 'Path, time and whether it worked. Marked as a visit of your own.' },
    { field: 'Referrer, campaign tags, browser', why: 'To see what a visit like this looks like in your charts.' },
    { field: 'Do Not Track and Global Privacy Control', why: 'To honour them.' },
  ],
  drops: [
    { field: 'Cookies, other headers, forms, contents', why: 'They hold passwords and personal data. Never kept.' },
    { field: 'Pictures, scripts, other sites', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
