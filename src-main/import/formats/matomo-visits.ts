import { AppError } from '../../../shared/errors.ts';
import { peeked } from '../peeked.ts';
import { TITLES_KEPT } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { isObject } from '../json-read.ts';
import { matomoVisitElements, matomoWriting } from '../matomo-records.ts';
import { MatomoReader } from '../matomo-visits.ts';
import { StepMaker } from '../steps.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

/** The header of a wide table fits in here: each action of the longest visit has columns of its own. */
const HEAD_BYTES = 64 * 1024;

function detect(head: FileHead): Detection {
  const writing = head.members.length === 0 ? matomoWriting(head.bytes) : null;
  return writing
    ? { score: 0.96, reason: 'This is a visit log of Matomo.' }
    : { score: 0, reason: 'This is no visit log of Matomo.' };
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const { start, again } = await peeked(source.bytes(), HEAD_BYTES);
  const writing = matomoWriting(start);
  if (!writing) {
    await again.return(undefined);
    throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
  }
  const steps = new StepMaker();
  const reader = new MatomoReader();
  for await (const elements of matomoVisitElements(again, start, writing)) {
    for (const element of elements) {
      if ('code' in element) steps.reject(element.code, element.line);
      else if (isObject(element.value)) reader.read(element.value, element.line, steps);
      else steps.reject('not-this-format', element.line);
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

/** Matomo's visit log: what its Live.getLastVisitsDetails report exports. */
export const matomoVisits: Format = {
  id: 'matomo-visits',
  title: 'Matomo visit log',
  group: 'analytics',
  about: 'The visit log of Matomo, exported as JSON, XML or CSV: each visit with its pages, events and orders.',
  yields: ['event', 'order'],
  keeps: [
    { field: 'Pages, downloads, searches, events, goals', why: 'To see what visitors do.' },
    { field: 'Referrer and campaign of a visit', why: 'To see where visitors come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors.' },
    { field: 'Orders', why: 'With their items, to see what sells.' },
    { field: 'Visitor and user numbers', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'IP addresses, places, fingerprints', why: 'Never kept.' },
    { field: 'Custom variables', why: 'They may hold personal data.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
