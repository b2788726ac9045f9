import { AppError } from '../../../shared/errors.ts';
import type { FigureMetric, Network } from '../../../shared/model.ts';
import { csvHead } from '../csv-records.ts';
import { START_BYTES } from '../csv-start.ts';
import { peeked } from '../peeked.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { figureRow, insightCount } from '../insight-read.ts';
import { DayPeriods, dayReader } from '../local-days.ts';
import { StepMaker } from '../steps.ts';
import { plainName } from '../table-aliases.ts';
import { namedDelimiter, tableRows } from '../table-rows.ts';
import { decoded, decodedHead, sniffEncoding } from '../table-text.ts';

const DATES: readonly string[] = ['date', 'datum', 'fecha', 'data'];
const PRIMARY: readonly string[] = ['primary', 'primar', 'principal', 'primaire', 'primario', 'primair', 'principale'];
const NEEDS = DATES.flatMap((date) => PRIMARY.map((primary) => [date, primary]));

/** What a title names, in the languages of Business Suite; the first that fits counts. */
const TITLES: readonly [RegExp, FigureMetric][] = [
  [/unfollow|entfolg|avfolj|desabonn|dejado de seguir|smesso di seguire|ontvolg|deixaram de seguir/, 'unfollows'],
  [
    /\b(?:link clicks|link klicks|lankklick|clics sur un lien|clics en el enlace|clic sul link|linkklikken|cliques no link)/,
    'clicks',
  ],
  [/interaction|interaktion|interaccion|interazion|interactie|interac/, 'interactions'],
  [/\b(?:reach|viewers|reichweite|rackvidd|couverture|alcance|copertura|bereik|betrachter|tittare)\b/, 'reach'],
  [
    /\b(?:follows|new followers|neue follower|nya foljare|nouveaux followers|nuevos seguidores|nuovi follower|nieuwe volgers|novos seguidores)\b/,
    'follows',
  ],
  [/\b(?:followers|follower|foljare|seguidores|volgers|abonnes)\b/, 'followers'],
  [/\b(?:visits|besuche|besok|visites|visitas|visite|bezoeken)\b/, 'profile-visits'],
  [/\b(?:impressions|impressionen|exponeringar|impresiones|impressioni|impressoes)\b/, 'impressions'],
  [/\b(?:views|aufrufe|visningar|vues|visualizaciones|visualizzazioni|weergaven|visualizacoes)\b/, 'views'],
];

const metricOf = (title: string): FigureMetric | null =>
  TITLES.find(([pattern]) => pattern.test(plainName(title)))?.[1] ?? null;

const networkOf = (text: string): Network | null =>
  /instagram/i.test(text)
    ? 'instagram'
    : /facebook/i.test(text)
      ? 'facebook'
      : /threads/i.test(text)
        ? 'threads'
        : null;

const isHeader = (cells: readonly string[]): boolean =>
  DATES.includes(plainName(cells[0] ?? '')) && PRIMARY.includes(plainName(cells[1] ?? ''));

function detect(head: FileHead): Detection {
  const none = { score: 0, reason: 'This is no list of one figure from Meta Business Suite.' };
  if (head.members.length > 0) return none;
  const found = csvHead(head.bytes, NEEDS, { whole: head.sizeBytes <= head.bytes.length });
  const title = found?.preamble.at(-1)?.[0] ?? '';
  if (!found || !isHeader(found.written)) return none;
  if (metricOf(title) === null)
    return { score: 0.5, reason: 'A figure per day from Meta Business Suite, of a kind that is not known.' };
  return { score: 0.97, reason: 'A figure per day from Meta Business Suite.' };
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { start, again } = await peeked(source.bytes(), START_BYTES);
  const encoding = sniffEncoding(start);
  if (encoding === '' || start.length === 0) throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
  const delimiter = namedDelimiter(decodedHead(start, encoding)) ?? ',';
  const fileNetwork = networkOf(source.name) ?? 'meta';
  const readDay = dayReader([]);
  const periods = new DayPeriods(zone);
  const steps = new StepMaker();
  let title = '';
  let current: { metric: FigureMetric | null; network: Network } | null = null;
  for await (const { rows, broken } of tableRows(decoded(again, encoding), delimiter)) {
    for (const line of broken) steps.reject('not-this-format', line);
    for (const { cells, line } of rows) {
      const filled = cells.filter((cell) => cell.trim() !== '');
      if (filled.length === 0) continue;
      // One file may hold several lists below each other, each with its title and header.
      if (isHeader(cells)) current = { metric: metricOf(title), network: networkOf(title) ?? fileNetwork };
      else if (filled.length === 1 && cells[0] === filled[0] && readDay(cells[0] ?? '') === null)
        title = cells[0] ?? '';
      else if (!current) steps.reject('not-this-format', line);
      else if (current.metric === null) steps.skip();
      else {
        const day = readDay((cells[0] ?? '').trim());
        const value = (cells[1] ?? '').trim() === '' ? null : insightCount(cells[1] ?? '');
        if (day === null) steps.reject('bad-date', line, 'date');
        else if (value === null) steps.reject('bad-number', line, 'primary');
        else steps.add(figureRow(line, current.network, current.metric, value, periods.period(day, day)));
      }
      yield* steps.full();
    }
  }
  yield* steps.rest();
}

/** One figure per day, as Meta Business Suite exports each of its charts. */
export const metaMetric: Format = {
  id: 'meta-metric',
  title: 'Facebook or Instagram figure per day (Meta Business Suite)',
  group: 'insights',
  about:
    'One chart of Meta Business Suite as CSV: views, reach, interactions, visits, link clicks or follows per day. A file with Instagram or Facebook in its name is taken to be of that network.',
  yields: ['figure'],
  keeps: [{ field: 'The figure per day', why: 'To see how it changes.' }],
  drops: [],
  needsMapping: false,
  detect,
  parse,
};
