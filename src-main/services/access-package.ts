import { type NoticeLanguage, noticeLanguageOf } from '../../shared/contract/papers.ts';
import { AppError } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import { EVENT_KINDS, PURPOSES } from '../../shared/model.ts';
import { rfmSegments, segmentOf } from '../analysis/rfm-segments.ts';
import { suggestions } from '../analysis/suggestions.ts';
import { findPersonal } from '../privacy/find-personal.ts';
import { type PackageSection, packageZip } from '../reports/access-package.ts';
import type { Standing } from '../reports/access-words/words.ts';
import { RECIPIENT_NAMES } from '../reports/papers.ts';
import { readEventsOf } from '../store/events/of-person.ts';
import { readOrdersOf } from '../store/orders/of-person.ts';
import { all } from '../store/sql.ts';
import { wordsOfPropertySets } from '../store/tables/properties.ts';
import { loadWords } from '../store/tables/screens.ts';
import { listConsents } from '../store/tables/consents.ts';
import { listExportsOf } from '../store/tables/export-people.ts';
import { hasPerson, listIdentifiers } from '../store/tables/people.ts';
import { countryOfPerson } from '../store/tables/person-countries.ts';
import { getBasisDates, holdsAt } from '../store/tables/basis-dates.ts';
import { getBasis } from '../store/tables/runs.ts';
import { prepareRun, runAnalysis } from './analyses.ts';
import type { CommandContext } from './context.ts';

const when = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Hides what a text says of others; the person's own addresses and names stay. */
function redactor({ db, keys }: CommandContext, person: number): (text: string, scope: string) => string {
  const own = new Set(listIdentifiers(db, person).map(({ hash }) => Buffer.from(hash).toString('hex')));
  const isOwn = (value: string, scope: string) =>
    (['email', 'phone', 'handle'] as const).some((kind) =>
      keys.toStored([{ kind, scope, value }]).some(({ hash }) => own.has(Buffer.from(hash).toString('hex'))),
    );
  return (text, scope) => {
    let shown = '';
    let at = 0;
    for (const { kind, start, end } of findPersonal(text)) {
      if (isOwn(text.slice(start, end), scope)) continue;
      shown += `${text.slice(at, start)}[${kind} of somebody]`;
      at = end;
    }
    return shown + text.slice(at);
  };
}

function identifiersOf({ db, keys }: CommandContext, person: number): PackageSection {
  return {
    id: 'identifiers',
    title: 'What we know you by',
    about:
      'Kept as keyed fingerprints, so that your rows of several files are recognised as yours. Readable only where it says so.',
    columns: ['kind', 'where', 'value'],
    rows: listIdentifiers(db, person).map(({ kind, scope, hash, sealed }) => [
      kind,
      scope,
      sealed ? keys.reveal(hash, sealed) : 'kept as a fingerprint only',
    ]),
    ours: { kind: 'all', value: ['kept as a fingerprint only'] },
    derived: false,
  };
}

function countryOf({ db }: CommandContext, person: number): PackageSection {
  const country = countryOfPerson(db, person);
  return {
    id: 'country',
    title: 'Your country',
    about:
      'Looked up on our computer by the internet address of your visits, which itself is not kept, or named by the file that an import read.',
    columns: ['country'],
    rows: country === '' ? [] : [[country]],
    derived: false,
  };
}

function consentsOf({ db }: CommandContext, person: number): PackageSection {
  return {
    id: 'consents',
    title: 'What you agreed or objected to',
    about: 'Every consent, objection and withdrawal on record, newest first. The newest counts.',
    columns: ['purpose', 'state', 'when', 'wording', 'source', 'line'],
    rows: listConsents(db, person).map(({ purpose, state, at_ms, wording, file_name, line }) => [
      purpose,
      state,
      at_ms === 0 ? null : when(at_ms),
      wording,
      file_name ?? 'recorded by us',
      line,
    ]),
    ours: { purpose: 'all', state: 'all', source: ['recorded by us'] },
    derived: false,
  };
}

function messagesOf(context: CommandContext, person: number): PackageSection {
  const redact = redactor(context, person);
  const rows = all<{
    at_ms: number | null;
    network: string;
    kind: string;
    text: string;
    about: string | null;
    rating: number | null;
    likes: number;
    replies: number;
    url: string | null;
    file_name: string;
    line: number;
  }>(
    context.db,
    `SELECT m.at_ms, m.network, m.kind, m.text, i.name AS about, m.rating, m.likes, m.replies, m.url, r.file_name, m.line
     FROM messages m JOIN import_runs r ON r.id = m.run_id LEFT JOIN items i ON i.id = m.item_id WHERE m.author_id = ? AND m.current = 1 ORDER BY m.at_ms, m.id`,
    person,
  );
  return {
    id: 'messages',
    title: 'What you wrote',
    about: 'Posts, comments and reviews in files that we imported. To know what people say about us.',
    columns: ['when', 'network', 'kind', 'text', 'about', 'rating', 'likes', 'replies', 'link', 'file', 'line'],
    rows: rows.map((row) => [
      when(row.at_ms),
      row.network,
      row.kind,
      redact(row.text, row.network),
      row.about ?? '',
      row.rating,
      row.likes,
      row.replies,
      row.url,
      row.file_name,
      row.line,
    ]),
    ours: { kind: 'all' },
    texts: ['text'],
    derived: false,
  };
}

function ordersOf({ db }: CommandContext, person: number): PackageSection {
  const names = (table: 'items' | 'import_runs', column: 'name' | 'file_name') =>
    new Map(
      all<{ id: number; text: string }>(db, `SELECT id, ${column} AS text FROM ${table}`).map((row) => [
        row.id,
        row.text,
      ]),
    );
  const [items, files] = [names('items', 'name'), names('import_runs', 'file_name')];
  return {
    id: 'orders',
    title: 'What you ordered',
    about: 'One line per item. To know what is bought, by how many, how often.',
    columns: ['order', 'when', 'state', 'currency', 'order total', 'item', 'quantity', 'unit price', 'file', 'line'],
    rows: readOrdersOf(db, person).flatMap(({ key, atMs, status, currency, total, lines, run, line }) =>
      (lines.length > 0 ? lines : [null]).map((one) => [
        key,
        when(atMs),
        status,
        currency,
        total,
        ...(one ? [items.get(one.item) ?? '', one.quantity, one.price] : [null, null, null]),
        files.get(run) ?? '',
        line,
      ]),
    ),
    ours: { state: 'all' },
    derived: false,
  };
}

function eventsOf({ db }: CommandContext, person: number): PackageSection {
  const texts = (table: 'pages' | 'sources' | 'agents') =>
    new Map(all<{ id: number; text: string }>(db, `SELECT id, text FROM ${table}`).map(({ id, text }) => [id, text]));
  const [pages, sources, agents] = [texts('pages'), texts('sources'), texts('agents')];
  const files = new Map(
    all<{ id: number; file_name: string }>(db, 'SELECT id, file_name FROM import_runs').map((run) => [
      run.id,
      run.file_name,
    ]),
  );
  const [screens, languages] = [loadWords(db, 'screens'), loadWords(db, 'interface_languages')];
  const { block, rows } = readEventsOf(db, person);
  const properties = wordsOfPropertySets(db, block.properties);
  return {
    id: 'visits',
    title: 'Visits and events',
    about: 'What our website or app noted. To know how many come, from where, and what they look at.',
    columns: [
      'when',
      'kind',
      'page or event',
      'came from',
      'browser',
      'screen',
      'language',
      'value',
      'properties',
      'answer took (ms)',
      'file',
      'line',
    ],
    rows: Array.from({ length: rows }, (_, i) => [
      when(block.at[i] as number),
      EVENT_KINDS[block.kind[i] as number] ?? '',
      pages.get(block.page[i] as number) ?? '',
      sources.get(block.source[i] as number) ?? '',
      agents.get(block.agent[i] as number) ?? '',
      screens[block.screen[i] ?? 0] ?? '',
      languages[block.language[i] ?? 0] ?? '',
      block.value[i] as number,
      properties.get(block.properties[i] ?? 0) ?? '',
      (block.tookMsPlus1[i] ?? 0) > 0 ? (block.tookMsPlus1[i] as number) - 1 : null,
      files.get(block.run[i] as number) ?? '',
      block.line[i] as number,
    ]),
    ours: { kind: 'all' },
    derived: false,
  };
}

function scoresOf({ db }: CommandContext, person: number): PackageSection {
  const rows = all<{ at_ms: number | null; network: string; language: string; score: number | null; set: number }>(
    db,
    `SELECT m.at_ms, m.network, m.language, coalesce(c.polarity - 1, s.score, m.sentiment) AS score,
       c.polarity IS NOT NULL AS "set"
     FROM messages m LEFT JOIN own_scores s ON s.message_id = m.id
     LEFT JOIN message_corrections c ON c.what = 'mood' AND c.network = m.network AND c.key = m.key
     WHERE m.author_id = ? AND m.current = 1 ORDER BY m.at_ms, m.id`,
    person,
  );
  return {
    id: 'scores',
    title: 'Moods worked out from what you wrote',
    about:
      'A score from −1 (unhappy) to 1 (happy) by the words used; counted over many people, never acted on for one.',
    columns: ['when', 'network', 'language', 'score', 'by'],
    rows: rows.map((row) => [
      when(row.at_ms),
      row.network,
      row.language,
      row.score,
      row.set === 1 ? 'set by us' : 'worked out',
    ]),
    ours: { by: 'all' },
    derived: true,
  };
}

async function segmentsOf(context: CommandContext, person: number): Promise<PackageSection> {
  const call = { id: rfmSegments.id, params: {}, filter: { range: null, bots: false } };
  const { tables, span, runContext } = await prepareRun(context, call);
  const range = span ?? { fromMs: 0, toMs: 1 };
  const found = segmentOf(tables.orders, runContext(range), person);
  return {
    id: 'segments',
    title: 'Groups you are counted in',
    about: `${rfmSegments.definition} No price, credit or contract is decided by it.`,
    columns: ['group', 'days since last purchase', 'days with a purchase', 'spent'],
    rows: found ? [[found.label, found.recencyDays, found.days, found.revenue]] : [],
    ours: { group: 'all' },
    derived: true,
  };
}

async function suggestionsOf(context: CommandContext, person: number): Promise<PackageSection> {
  const call = { id: suggestions.id, params: { person }, filter: { range: null, bots: false }, compare: false };
  const { result } = await runAnalysis(context, call, false);
  const table = result.kind === 'table' ? result : null;
  return {
    id: 'suggestions',
    title: 'What we would suggest to you, and why',
    about: suggestions.definition,
    columns: table?.columns.map(({ label }) => label) ?? [],
    rows: table?.rows.map(({ cells }) => cells.map((cell) => cell ?? null)) ?? [],
    ours: { Basis: 'all' },
    derived: true,
  };
}

function usesOf({ db, tables, options }: CommandContext, person: number): PackageSection {
  const { state, restricted, closed } = tables.consent();
  const runs = all<{ id: number; file_name: string }>(
    db,
    `SELECT DISTINCT r.id, r.file_name FROM import_runs r JOIN sightings s ON s.run_id = r.id
     JOIN identifiers i ON i.id = s.identifier_id WHERE i.person_id = ? ORDER BY r.id`,
    person,
  );
  const standing = (purpose: (typeof PURPOSES)[number], basis: string, holds: boolean): Standing => {
    if (restricted[person] === 1) return 'frozen: not used';
    if (state[purpose][person] === 2) return 'you objected: not used';
    if (basis === 'none') return 'not used';
    if (!holds) return 'not used: this basis has ended, or does not hold yet';
    if (closed[purpose]) return 'not used: this purpose has ended, or has not begun';
    if (basis === 'consent' && state[purpose][person] === 3) return 'not used: your consent has expired';
    if (basis === 'consent') return state[purpose][person] === 1 ? 'used: you agreed' : 'not used: you were not asked';
    return 'used';
  };
  return {
    id: 'uses',
    title: 'Where it comes from and what it may be used for',
    about:
      'Every file that you are in, and its lawful basis for each purpose (GDPR Art. 6(1)), with the dates between which it holds where it has any.',
    columns: ['file', 'purpose', 'basis', 'from', 'until', 'used'],
    rows: runs.flatMap(({ id, file_name }) => {
      const basis = getBasis(db, id);
      const dates = getBasisDates(db, id);
      const holds = holdsAt(dates, options.now());
      return PURPOSES.map((purpose) => [
        file_name,
        purpose,
        basis[purpose],
        when(dates.fromMs),
        when(dates.untilMs),
        standing(purpose, basis[purpose], holds),
      ]);
    }),
    ours: { purpose: 'all', basis: 'all', used: 'all' },
    derived: true,
  };
}

function handedOutOf({ db }: CommandContext, person: number): PackageSection {
  return {
    id: 'recipients',
    title: 'To whom it was given',
    about:
      'Lists for ad platforms that held your address or number as a hash (SHA-256). Reports hold counts of groups only and are not listed here.',
    columns: ['when', 'to whom', 'file no.'],
    rows: listExportsOf(db, person).map(({ atMs, recipient, export: no }) => [
      when(atMs),
      RECIPIENT_NAMES[recipient],
      no,
    ]),
    ours: { 'to whom': 'all' },
    derived: true,
  };
}

/** Gathers everything held about one person and packs it; noted in the audit log. Throws `vault-locked` where it could not be read whole. */
export async function packPerson(
  context: CommandContext,
  {
    person,
    scope,
    language = noticeLanguageOf(context.settings().locale),
  }: { person: number; scope: 'access' | 'portability'; language?: NoticeLanguage | undefined },
) {
  const { db, keys, settings, options, audit } = context;
  if (settings().workspaceKind === 'adviser') throw new AppError('not-allowed-here');
  if (!hasPerson(db, person)) throw new AppError('not-found');
  keys.assertOpen();
  const sections = [
    identifiersOf(context, person),
    countryOf(context, person),
    usesOf(context, person),
    handedOutOf(context, person),
    consentsOf(context, person),
    ordersOf(context, person),
    messagesOf(context, person),
    eventsOf(context, person),
    await segmentsOf(context, person),
    scoresOf(context, person),
    await suggestionsOf(context, person),
  ];
  const madeMs = options.now();
  const pseudonym = pseudonymOf(person);
  const bytes = packageZip({ scope, pseudonym, business: settings().workspaceName, madeMs, language, sections });
  audit('person.packed', { person, scope, bytes: bytes.length });
  const day = new Date(madeMs).toISOString().slice(0, 10);
  return { fileName: `${scope}-${pseudonym}-${day}.zip`, mime: 'application/zip', bytes };
}
