import { type AuditReport, type Finding, SEVERITIES, type Severity } from '../../../shared/audit.ts';

/** Number of the recipe below; reports name the one they were made by. The first took fixed points off and ended at 0. */
export const RECIPE = 2;

/** Weight of a finding that touches hardly anybody, and of one that touches all. */
const WEIGHT: Readonly<Record<Severity, readonly [least: number, most: number]>> = {
  critical: [25, 100],
  high: [6, 40],
  medium: [2, 12],
  low: [0.5, 2],
};
/** Weight at which half of the score is left. */
const HALF = 100;
const BEST_WITH_FINDINGS = 99;

/** What of a finding the score is made of. */
export type Weighed = Pick<Finding, 'severity' | 'confidence' | 'reach'>;

const within = (share: number) => (Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share)));

/** The root, so that data of one in a hundred weigh more than a hundredth of everybody's. */
function weightOf({ severity, confidence, reach = 1 }: Weighed): number {
  const [least, most] = WEIGHT[severity];
  return (least + (most - least) * Math.sqrt(within(reach))) * within(confidence);
}

/** Each further finding takes of what the others left, so that the score never reaches 0 and every one mended shows. */
const scoreFor = (weight: number, findings: number): number =>
  findings === 0 ? 100 : Math.min(BEST_WITH_FINDINGS, Math.round((100 * HALF) / (HALF + weight)));

const weightOfAll = (findings: readonly Weighed[]): number => findings.reduce((sum, one) => sum + weightOf(one), 0);

/** 100 = nothing found. Falls with severity, reach, certainty and number of findings, and never rises with any of them. */
export const scoreOf = (findings: readonly Weighed[]): number => scoreFor(weightOfAll(findings), findings.length);

/** The score of a report, what each finding takes of it, and the count by severity. */
export function scored(
  findings: readonly Finding[],
): Pick<AuditReport, 'score' | 'recipe' | 'bySeverity' | 'findings'> {
  const all = weightOfAll(findings);
  const score = scoreFor(all, findings.length);
  return {
    score,
    recipe: RECIPE,
    bySeverity: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
    ),
    findings: findings.map((one) => {
      const weight = weightOf(one);
      return {
        ...one,
        // All together they are what is missing from 100.
        points: all === 0 ? 0 : Math.round((10 * (100 - score) * weight) / all) / 10,
        without: Math.max(score, scoreFor(all - weight, findings.length - 1)),
      };
    }),
  };
}

type Scored = Pick<AuditReport, 'score' | 'recipe' | 'findings' | 'rows' | 'reIdentification'>;

/** Reach as far as reports of the first recipe tell it: by rows, not by people. */
function reachByRows({ area, id, count, share }: Finding, { rows, reIdentification }: Scored): number {
  if (area === 'third-parties' || id === 'consent:gpc-ignored') return 1;
  if (area === 'personal-data') return count / Math.max(1, rows);
  if (area === 're-identification') return reIdentification.peopleAlone / Math.max(1, reIdentification.people);
  return share;
}

const scoreByRows = (report: Scored): number =>
  scoreOf(report.findings.map((one) => ({ ...one, reach: reachByRows(one, report) })));

/**
 * The scores of two audits, made comparable: where the earlier was made by the first recipe, both are counted anew from what
 * both tell. Null where one was made by a recipe that is not known here.
 */
export function comparedScores(
  before: Scored,
  after: Scored,
): { before: number; after: number; recounted: boolean } | null {
  const recipes = [before.recipe ?? 1, after.recipe ?? 1];
  if (recipes[0] === recipes[1]) return { before: before.score, after: after.score, recounted: false };
  if (recipes.some((recipe) => recipe > RECIPE)) return null;
  return { before: scoreByRows(before), after: scoreByRows(after), recounted: true };
}
