import { AppError } from '../../shared/errors.ts';
import type { LeftOut } from '../../shared/results.ts';
import { DAY_MS, instantOfLocal } from '../../shared/time.ts';
import { ANALYSES } from '../analysis/index.ts';
import { maskContacts } from '../privacy/redact.ts';
import { REPORTS } from '../reports/index.ts';
import type { ReportInput } from '../reports/report.ts';
import { listNotes } from '../store/tables/kept.ts';
import { runAnalysis } from './analyses.ts';
import { dataRanges, spanOf } from './app.ts';
import type { QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { permittedCurrency } from './permitted-facts.ts';

/** Parameters an analysis can do without: those that need a choice (a funnel's steps, a person) are not in reports by default. */
const runsAlone = (id: string): boolean => {
  const analysis = ANALYSES.find((entry) => entry.id === id);
  return analysis?.params.safeParse({}).success === true;
};

/** Over long periods a report shows months: weeks would often have too few people to be told. */
function paramsFor(analysis: (typeof ANALYSES)[number], days: number): Record<string, unknown> {
  const months = { bucket: 'month' };
  return days > 180 && analysis.params.safeParse(months).success ? months : {};
}

/** Notes of the owner as they may leave: without addresses, should any have got into them. */
function notesFor({ db, settings }: QueryContext): NonNullable<ReportInput['notes']> {
  const { zone } = settings();
  return listNotes(db).map(({ day, text }) => ({
    atMs: instantOfLocal(zone, Date.parse(`${day}T00:00:00Z`)),
    text: maskContacts(text),
  }));
}

export const reports: Group<'reports'> = {
  'reports.list': () => REPORTS.map(({ id, title, extension, mime }) => ({ id, title, extension, mime })),
  'reports.make': async (context, { report: id, analyses, filter }) => {
    const report = REPORTS.find((entry) => entry.id === id);
    if (!report) throw new AppError('not-found');
    const wanted = analyses.length > 0 ? analyses : ANALYSES.map((analysis) => analysis.id);
    const ranges = dataRanges(context.db);
    const period = filter.range ?? spanOf(Object.values(ranges));
    const days = period ? (period.toMs - period.fromMs) / DAY_MS : 0;
    const sections: ReportInput['sections'] = [];
    const leftOut: LeftOut[] = [];
    for (const name of wanted.filter(runsAlone)) {
      const analysis = ANALYSES.find((entry) => entry.id === name);
      if (!analysis) continue;
      const reply = await runAnalysis(
        context,
        { id: name, params: paramsFor(analysis, days), filter, compare: false },
        true,
      );
      leftOut.push(...reply.leftOut);
      sections.push({ reply, question: analysis.question, definition: analysis.definition, area: analysis.area });
    }
    const settings = context.settings();
    const madeMs = context.options.now();
    const title = settings.workspaceName;
    const bytes = report.render({
      title,
      settings,
      madeMs,
      range: filter.range,
      notes: notesFor(context),
      currency: await permittedCurrency(context, 'service'),
      sections,
    });
    context.audit('report.made', { report: id, analyses: sections.length, bytes: bytes.length });
    const day = new Date(madeMs).toISOString().slice(0, 10);
    return { fileName: `inglenook-report-${day}.${report.extension}`, mime: report.mime, bytes, leftOut };
  },
};
