import type { FigureMetric, FigureRow, Rejection } from '../../shared/model.ts';
import { figureRow } from './insight-read.ts';
import { labelledCount, type LabelledValue, labelledValues, plainNames } from './instagram-maps.ts';
import type { JsonObject } from './json-read.ts';
import { DayPeriods, daysIn, monthAndDay } from './local-days.ts';
import type { StepMaker } from './steps.ts';
import { newestYear } from './yearless-days.ts';

/** The members of past_instagram_insights that tell of a whole period. The same label means another thing in each. */
export type PeriodKind = 'audience' | 'interactions' | 'reached';

/** Labels of a figure, in their plain form; of several lists one each must be there, and their values are added up. */
type Figure = readonly [FigureMetric, ...(readonly string[])[]];

/** Labels in en fr es pt de it nl. Changes against the period before ("… Delta") and shares in percent have labels of their own. */
const FIGURES: Readonly<Record<PeriodKind, readonly Figure[]>> = {
  audience: [
    ['followers', plainNames('Followers, Follower, Seguidores, Volgers, Abonnés')],
    [
      'follows',
      plainNames(
        'Follows, Followers en plus, Empezaron a seguirte, Começaram a seguir, Neue Follower, Nuovi follower, Nieuwe volgers',
      ),
    ],
    [
      'unfollows',
      plainNames(
        'Unfollows, Followers en moins, Dejaron de seguirte, Deixaram de seguir, Nicht mehr gefolgt, Hanno smesso di seguirti, Ontvolgd',
      ),
    ],
  ],
  interactions: [
    [
      'interactions',
      plainNames(
        'Content Interactions, Interactions avec le contenu, Interacciones con el contenido, Interações com o conteúdo, Interaktionen mit Inhalten, Interazioni con i contenuti, Interacties met content',
      ),
    ],
    [
      'likes',
      plainNames("Post Likes, Mentions J'aime des publications, Curtidas do post, Gostos em publicações"),
      plainNames(
        "Reels Likes, Mentions J'aime sur les reels, Curtidas em vídeos do Reels, Curtidas em reels, Gostos nos reels",
      ),
    ],
    [
      'comments',
      plainNames('Post Comments, Commentaires sur les publications, Comentários do post, Comentários em publicações'),
      plainNames('Reels Comments, Commentaires sur les reels, Comentários em reels, Comentários nos reels'),
    ],
    [
      'shares',
      plainNames(
        'Post Shares, Partages de publications, Compartilhamento do post, Compartilhamentos do post, Partilhas de publicações',
      ),
      plainNames('Reels Shares, Partages des reels, Compartilhamentos de vídeos do Reels, Partilhas de reels'),
    ],
    [
      'saves',
      plainNames('Post Saves, Enregistrements de publications, Salvamentos do post, Pub. guardada'),
      plainNames('Reels Saves, Enregistrements de reels, Salvamentos de vídeos do Reels, Reels guardados'),
    ],
  ],
  reached: [
    ['impressions', plainNames('Impressions, Impresiones, Impressões, Impressionen, Impression')],
    ['views', plainNames('Views, Vues, Visualizaciones, Visualizações, Aufrufe, Visualizzazioni, Weergaven')],
    [
      'profile-visits',
      plainNames(
        'Profile visits, Visites du profil, Visitas al perfil, Visitas ao perfil, Profilbesuche, Profilaufrufe, Visite al profilo, Profielbezoeken',
      ),
    ],
    [
      'clicks',
      plainNames(
        'External link taps, Appuis sur les liens externes, Toques en enlaces externos, Toques em links externos, Klicks auf externe Links, Tocchi sui link esterni, Tikken op externe links',
      ),
    ],
  ],
};

/** First and last day of "May 29 - Aug 26", months and days only: null when it is no period. */
function monthsOf(text: string): { first: MonthDay; last: MonthDay } | null {
  const [before, after, more] = text.split(/\s+[-–—]\s+/);
  const first = monthAndDay(before ?? '');
  const last = monthAndDay(after ?? '');
  return first && last && more === undefined ? { first, last } : null;
}

type MonthDay = { month: number; day: number };

/** The period among the values of an element, whatever its label: the only value that is one. */
const periodIn = (values: readonly LabelledValue[]) =>
  values.flatMap(({ value }) => monthsOf(value.trim()) ?? [])[0] ?? null;

/** The day in a year; null for 29 February in a year without one. */
function dayAt(year: number, { month, day }: MonthDay): number | null {
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day ? at : null;
}

/** Both days with their years: the last one as chosen or as the name of the archive tells. */
function daysOf(
  { first, last }: { first: MonthDay; last: MonthDay },
  chosen: number | undefined,
  fileName: string,
): { firstDay: number; lastDay: number } | 'no-year' | 'no-day' {
  const year = newestYear({ month: last.month, dayOfMonth: last.day }, chosen, fileName);
  if (year === null) return 'no-year';
  const startsBefore = first.month * 31 + first.day > last.month * 31 + last.day;
  const firstDay = dayAt(startsBefore ? year - 1 : year, first);
  const lastDay = dayAt(year, last);
  return firstDay === null || lastDay === null ? 'no-day' : { firstDay, lastDay };
}

/** Whether the year of a period has to be asked for: no day of the archive's name tells it. */
export const lacksPeriodYear = (fileName: string): boolean => daysIn(fileName).length === 0;

/** Reads what Instagram counted of an account over whole periods: ninety days up to the export, without a year. */
export class PeriodReader {
  readonly #periods: DayPeriods;
  readonly #steps: StepMaker;
  readonly #chosen: number | undefined;
  readonly #fileName: string;

  /** `chosen` = year of the period's last day where the user said it; `fileName` may tell the day of the export. */
  constructor(steps: StepMaker, zone: string, { chosen, fileName }: { chosen: number | undefined; fileName: string }) {
    this.#steps = steps;
    this.#periods = new DayPeriods(zone);
    this.#chosen = chosen;
    this.#fileName = fileName;
  }

  /** Adds the figures of one element; a refusal when its period cannot be told, null when nothing in it is known. */
  read(kind: PeriodKind, element: JsonObject, line: number): Rejection | null | undefined {
    const values = labelledValues(element);
    if (values.length === 0) return { code: 'missing-field', line, field: 'string_map_data' };
    const months = periodIn(values);
    if (!months) return { code: 'missing-field', line, field: 'Date Range' };
    const days = daysOf(months, this.#chosen, this.#fileName);
    if (days === 'no-year') return { code: 'missing-field', line, field: 'year' };
    if (days === 'no-day') return { code: 'impossible-date', line, field: 'Date Range' };
    const rows = FIGURES[kind].flatMap((figure) => this.#figure(figure, values, line, days) ?? []);
    this.#steps.add(...rows);
    return rows.length === 0 ? null : undefined;
  }

  #figure(
    [metric, ...parts]: Figure,
    values: readonly LabelledValue[],
    line: number,
    { firstDay, lastDay }: { firstDay: number; lastDay: number },
  ): FigureRow | null {
    let sum = 0;
    for (const labels of parts) {
      const found = values.find(({ label }) => labels.includes(label));
      const count = found ? labelledCount(found.value) : null;
      // With one part unknown the sum would be too small.
      if (count === null) return null;
      sum += count;
    }
    // The number of followers is that of the last day, the rest is of all days together.
    const from = metric === 'followers' ? lastDay : firstDay;
    return figureRow(line, 'instagram', metric, sum, this.#periods.period(from, lastDay));
  }
}
