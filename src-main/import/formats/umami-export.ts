import { AppError } from '../../../shared/errors.ts';
import type { FigureDimension, FigureMetric } from '../../../shared/model.ts';
import { csvHead, csvRecords } from '../csv-records.ts';
import { screenIn } from '../device-facts.ts';
import { eventInstant, kindOfName, pageOf, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { detectRecords, parseRecords, type RecordReader, type RecordTool } from '../event-records.ts';
import { peeked } from '../peeked.ts';
import { dayPeriods, FigureSums } from '../figure-sums.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { type JsonObject, textAt } from '../json-read.ts';
import { endsIn, isHidden } from '../members.ts';
import { StepMaker } from '../steps.ts';
import { inOrder } from '../table-rows.ts';
import { isEventData, umamiData } from '../umami-data.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'umami';
const HEAD_BYTES = 16 * 1024;
const NEEDS = [['x', 'y']];

/** The tables of the export that Umami's settings offer. Each lists a value and how many people (or events) had it. */
const TABLES: readonly [string, FigureDimension, FigureMetric][] = [
  ['events.csv', 'event', 'events'],
  ['pages.csv', 'page', 'visitors'],
  ['referrers.csv', 'source', 'visitors'],
  ['browsers.csv', 'browser', 'visitors'],
  ['os.csv', 'os', 'visitors'],
  ['devices.csv', 'device', 'visitors'],
  ['countries.csv', 'country', 'visitors'],
];

const tool: RecordTool = {
  looks: (record) => 'session_id' in record && 'url_path' in record && 'event_type' in record,
  csv: [['session id', 'url path', 'event type', 'created at']],
  members: /website_event[^/]*\.(csv|json|jsonl)(\.gz|\.zst)?$/i,
};

const tableOf = (path: string) => TABLES.find(([name]) => endsIn(path, name));

async function detect(head: FileHead): Promise<Detection> {
  const events = await detectRecords(head, tool, 'events from the database of Umami');
  if (events.score > 0)
    return events.ignored
      ? { ...events, ignored: events.ignored.filter(({ member }) => !isEventData(member)) }
      : events;
  const own = head.members.filter(({ path }) => !isHidden(path) && tableOf(path));
  const [first] = own;
  // Five of the seven names together are no accident; a table may be empty where nothing was counted.
  if (own.length < 5 || !first) return { score: 0, reason: 'There are no tables of Umami in it.' };
  const heads = await Promise.all(own.map(({ path }) => head.memberHead(path, HEAD_BYTES)));
  if (!heads.some((bytes) => csvHead(bytes, NEEDS, { within: 1 })))
    return { score: 0, reason: 'There are no tables of Umami in it.' };
  return { score: 0.95, reason: 'These are the figures of a site from Umami.', asksYear: true };
}

function reader(dataOf: ReadonlyMap<string, JsonObject>): RecordReader {
  return (record, line, steps) => {
    const atMs = eventInstant(textAt(record, 'created_at'));
    if (typeof atMs === 'string') return steps.reject(atMs, line, 'created_at');
    const session = textAt(record, 'session_id');
    const path = textAt(record, 'url_path');
    const name = textAt(record, 'event_name');
    const type = textAt(record, 'event_type');
    if (path === '' && name === '') return steps.reject('missing-field', line, 'url_path');
    // 1 = view of a page, 2 = event with a name; more kinds (clicks on links) came later.
    if (!/^[12]?$/.test(type)) return steps.skip();
    const domain = textAt(record, 'referrer_domain');
    const query = textAt(record, 'url_query').replace(/^\?/, '');
    steps.add(
      toEvent({
        line,
        atMs,
        person: personOf(SCOPE, { customer: textAt(record, 'distinct_id'), cookie: session }),
        name: name || 'page',
        kind: name === '' ? 'view' : kindOfName(name),
        address: query === '' ? path : `${path}?${query}`,
        host: textAt(record, 'hostname'),
        referrer: domain === '' ? '' : `https://${domain}${textAt(record, 'referrer_path')}`,
        agent: '',
        title: textAt(record, 'page_title'),
        // Of the session: in exports that join the two tables.
        screen: screenIn(textAt(record, 'screen')),
        language: textAt(record, 'language'),
        value: 0,
        properties: dataOf.get(textAt(record, 'event_id')) ?? {},
        campaign: tagsOf(textAt(record, 'utm_source'), textAt(record, 'utm_medium'), textAt(record, 'utm_campaign')),
      }),
    );
  };
}

async function* parseFigures(source: Source, { zone, choices }: ParseOptions): AsyncGenerator<ParseStep> {
  if (choices?.year === undefined) throw new AppError('invalid-input', { field: 'year' });
  const year = choices.year;
  const period = dayPeriods(zone)(Date.UTC(year, 0, 1), Date.UTC(year, 11, 31));
  const steps = new StepMaker();
  const sums = new FigureSums('web', SCOPE);
  let before = 0;
  for (const { path } of source.members) {
    const table = isHidden(path) ? undefined : tableOf(path);
    if (!table) continue;
    const [, dimension, metric] = table;
    const { start, again } = await peeked(source.member(path), HEAD_BYTES);
    const head = csvHead(start, NEEDS, { within: 1 });
    if (!head) {
      await again.return(undefined);
      if (start.some((byte) => byte > 0x20)) steps.reject('not-this-format', ++before);
      continue;
    }
    let last = 0;
    for await (const { records, broken } of csvRecords(again, head)) {
      for (const record of inOrder(records, broken)) {
        last = typeof record === 'number' ? record : record.line;
        if (typeof record === 'number') {
          steps.reject('not-this-format', before + last);
          continue;
        }
        const line = before + last;
        const [name, count] = [record.get('x'), record.get('y')];
        if (!/^\d{1,15}$/.test(count)) steps.reject(count === '' ? 'missing-field' : 'bad-number', line, 'y');
        else {
          const item = dimension === 'page' ? pageOf(name) : name;
          if (item === '' && dimension !== 'source') steps.skip();
          else sums.add({ line, metric, dimension, item: item || 'Direct / None', ...period }, Number(count));
        }
      }
    }
    before += last;
    yield* sums.full(steps);
  }
  yield* sums.rest(steps);
  yield* steps.rest();
}

async function* parse(source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  const raw = source.members.length === 0 || source.members.some(({ path }) => tool.members.test(path));
  if (!raw) return yield* parseFigures(source, options);
  const { of, beyond } = await umamiData(source);
  if (beyond > 0) yield { batch: null, rejections: [], skipped: beyond };
  yield* parseRecords(source, tool, reader(of));
}

/** Figures or raw events of Umami. */
export const umamiExport: Format = {
  id: 'umami-export',
  title: 'Umami export',
  group: 'analytics',
  about:
    'The export of a site from Umami (seven tables of figures, which name no dates: they are taken for a whole year), or its table website_event.',
  yields: ['figure', 'event'],
  keeps: [
    {
      field: 'Pages, referrers, browsers, countries, events',
      why: 'To see what is read and where visitors come from.',
    },
    { field: 'Session numbers', why: 'As pseudonyms, in the table of events only.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors, where the table names them.' },
    { field: 'Campaign tags', why: 'To see which campaign a visit came from.' },
  ],
  drops: [{ field: 'Queries, click numbers', why: 'They may hold personal data.' }],
  needsMapping: false,
  detect,
  parse,
};
