import { createHash } from 'node:crypto';
import type { Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { LeftOut } from '../../shared/results.ts';
import { DAY_MS, instantOfLocal } from '../../shared/time.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { ANALYSES } from '../analysis/index.ts';
import { maskContacts } from '../privacy/redact.ts';
import { REPORTS } from '../reports/index.ts';
import type { ReportInput } from '../reports/report.ts';
import { addExport, type ExportPart } from '../store/tables/exports.ts';
import { listNotes } from '../store/tables/kept.ts';
import { runAnalysis, withSavedSegment } from './analyses.ts';
import { dataRanges, spanOf } from './app.ts';
import type { CommandContext } from './context.ts';
import { exportGuard, storedFilter } from './export-guard.ts';
import { inTurn } from './export-turn.ts';
import type { Group, Handler } from './handlers.ts';
import { permittedCurrency } from './permitted-facts.ts';

type Call = Parameters<Handler<'reports.make'>>[1];

/** Parameters an analysis can do without: those that need a choice (a funnel's steps, a person) are not in reports by default. */
const runsAlone = ({ params }: Analysis): boolean => params.safeParse({}).success;

/** Over long periods a report shows months: weeks would often have too few people to be told. */
function paramsFor(analysis: Analysis, days: number): Record<string, unknown> {
  const months = { bucket: 'month' };
  return days > 180 && analysis.params.safeParse(months).success ? months : {};
}

/** Analyses of a report, run for leaving, without those that an earlier file could be subtracted from. */
async function sectionsOf(context: CommandContext, { analyses, filter }: Call) {
  const period = filter.range ?? spanOf(Object.values(dataRanges(context.db)));
  const days = period ? (period.toMs - period.fromMs) / DAY_MS : 0;
  const guard = exportGuard(context, filter, context.settings().smallGroup);
  const sections: ReportInput['sections'] = [];
  const parts: ExportPart[] = [];
  const leftOut: LeftOut[] = [];
  const tooClose: Output<'reports.make'>['tooClose'] = [];
  const wanted = ANALYSES.filter(({ id }) => analyses.length === 0 || analyses.includes(id));
  for (const analysis of wanted.filter(runsAlone)) {
    const call = { id: analysis.id, params: paramsFor(analysis, days), filter, compare: false };
    const reply = await runAnalysis(context, call, true);
    const admitted = await guard.admit(analysis, reply);
    if ('tooCloseMs' in admitted) {
      tooClose.push({ analysis: analysis.id, title: analysis.title, earlierMs: admitted.tooCloseMs });
      continue;
    }
    leftOut.push(...reply.leftOut);
    parts.push(admitted.part);
    sections.push({ reply, question: analysis.question, definition: analysis.definition, area: analysis.area });
  }
  return { sections, parts, scopes: guard.scopes(), leftOut, tooClose };
}

/** Notes of the owner as they may leave: without addresses, should any have got into them. */
function notesFor({ db, settings }: CommandContext): NonNullable<ReportInput['notes']> {
  const { zone } = settings();
  return listNotes(db).map(({ day, text }) => ({
    atMs: instantOfLocal(zone, Date.parse(`${day}T00:00:00Z`)),
    text: maskContacts(text),
  }));
}

async function makeReport(context: CommandContext, asked: Call) {
  const call = { ...asked, filter: withSavedSegment(context, asked.filter) };
  const report = REPORTS.find((entry) => entry.id === call.report);
  if (!report) throw new AppError('not-found');
  const { sections, parts, scopes, leftOut, tooClose } = await sectionsOf(context, call);
  const settings = context.settings();
  if (sections.length === 0 && tooClose.length > 0)
    throw new AppError('export-too-close', { smallest: settings.smallGroup });
  const madeMs = context.options.now();
  const bytes = report.render({
    title: settings.workspaceName,
    settings,
    madeMs,
    range: call.filter.range,
    notes: notesFor(context),
    currency: await permittedCurrency(context, 'service'),
    sections,
  });
  const { db, audit } = context;
  db.transaction(() => {
    const number = addExport(db, {
      atMs: madeMs,
      kind: report.id,
      recipient: call.recipient,
      filter: storedFilter(call.filter),
      milliEpsilon: 0,
      sha256: Uint8Array.from(createHash('sha256').update(bytes).digest()),
      parts,
      scopes,
    });
    const { length } = sections;
    audit('report.made', {
      report: report.id,
      export: number,
      analyses: length,
      bytes: bytes.length,
      recipient: call.recipient,
    });
  })();
  const day = new Date(madeMs).toISOString().slice(0, 10);
  return { fileName: `inglenook-report-${day}.${report.extension}`, mime: report.mime, bytes, leftOut, tooClose };
}

export const reports: Group<'reports'> = {
  'reports.list': () => REPORTS.map(({ id, title, extension, mime }) => ({ id, title, extension, mime })),
  'reports.make': (context, asked) => inTurn(context, () => makeReport(context, asked)),
};
