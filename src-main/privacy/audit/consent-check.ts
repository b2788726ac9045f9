import type { Evidence, Finding } from '../../../shared/audit.ts';
import type { Signal } from '../consent/signal.ts';
import { ConsentCourses } from './consent-course.ts';
import { note } from './finding.ts';
import type { AuditRecord } from './record.ts';
import { hashOf } from './risk.ts';

type Rule = 'before' | 'after' | 'gpc' | 'expired' | 'invalid';
interface Tally {
  count: number;
  evidence: Evidence[];
  days: Map<number, number>;
}

const MOST_DAYS = 4000;
const DAY_MS = 86_400_000;
const AD_FIELDS = /gclid|gbraid|wbraid|fbclid|msclkid|ttclid|_fbp|_fbc|ad_?id|idfa|gaid|audience|remarketing/i;

const TEXTS: Readonly<Record<Rule, Pick<Finding, 'severity' | 'title' | 'articles' | 'fix'>>> = {
  before: {
    severity: 'high',
    title: 'Rows were collected before the person answered',
    articles: ['ePrivacy Art. 5(3)', 'GDPR Art. 7(1)'],
    fix: 'Hold events back until the answer is there; delete those collected before.',
  },
  after: {
    severity: 'critical',
    title: 'Rows were collected after the person said no',
    articles: ['GDPR Art. 7(3)', 'GDPR Art. 21(3)'],
    fix: 'Stop collecting as soon as consent is withdrawn; delete what came later.',
  },
  gpc: {
    severity: 'high',
    title: 'Advertising data of people who send Global Privacy Control or Do Not Track',
    articles: ['CCPA §1798.135(e)', 'GDPR Art. 21(5)'],
    fix: 'Take the signal as an opt-out of sale and sharing, and drop click numbers and advertising cookies.',
  },
  expired: {
    severity: 'medium',
    title: 'Consent is older than 13 months',
    articles: ['GDPR Art. 7(1)', 'TCF policies, app. B'],
    fix: 'Ask again; until then treat it as no consent.',
  },
  invalid: {
    severity: 'medium',
    title: 'Consent strings cannot be read or are void',
    articles: ['GDPR Art. 7(1)'],
    fix: 'Check the consent tool: a broken string proves no consent.',
  },
};

function countDay(days: Map<number, number>, day: number, rows: number): void {
  if (!Number.isNaN(day) && (days.has(day) || days.size < MOST_DAYS)) days.set(day, (days.get(day) ?? 0) + rows);
}

const byDate = (days: ReadonlyMap<number, number> = new Map()): Record<string, number> =>
  Object.fromEntries(
    [...days]
      .sort((a, b) => a[0] - b[0])
      .map(([day, count]) => [new Date(day * DAY_MS).toISOString().slice(0, 10), count]),
  );

/** Follows each person through rows in order of the file: what they said, and what was collected before and after. */
export class ConsentAudit {
  readonly #courses = new ConsentCourses();
  readonly #days = new Map<number, number>();
  readonly #rules = new Map<Rule, Tally>();
  readonly formats = new Map<string, number>();
  #rows = 0;
  #withSignal = 0;

  #tally(rule: Rule): Tally {
    const tally = this.#rules.get(rule) ?? { count: 0, evidence: [], days: new Map() };
    this.#rules.set(rule, tally);
    return tally;
  }

  #note(rule: Rule, file: string, { line, atMs }: AuditRecord): void {
    const tally = this.#tally(rule);
    tally.count++;
    note(tally.evidence, file, line);
    countDay(tally.days, Math.floor(atMs / DAY_MS), 1);
  }

  /** `signals`: what this row says about consent. Answers whether advertising or analytics are allowed by it. */
  add(file: string, record: AuditRecord, signals: readonly Signal[]): boolean {
    this.#rows++;
    countDay(this.#days, Math.floor(record.atMs / DAY_MS), 1);
    if (signals.length > 0) this.#withSignal++;
    let granted = false;
    let denied = false;
    let objects = record.request?.gpc === true;
    for (const { format, ours, problems, valid } of signals) {
      this.formats.set(format, (this.formats.get(format) ?? 0) + 1);
      if (problems.some((problem) => problem.endsWith('expired'))) this.#note('expired', file, record);
      else if (!valid) this.#note('invalid', file, record);
      const states = [ours.advertising, ours.service, ours.marketing];
      if (states.includes('granted')) granted = true;
      if (states.every((state) => state !== 'granted') && states.includes('denied')) denied = true;
      if ((format === 'gpc' || format === 'dnt') && ours.advertising === 'denied') objects = true;
    }
    const hasAds = record.fields.some(([name]) => AD_FIELDS.test(name));
    if (objects && hasAds && !record.request) this.#note('gpc', file, record);
    if (record.person !== '') this.#follow(file, record, denied ? 'denied' : granted ? 'granted' : null);
    return granted;
  }

  #follow(file: string, record: AuditRecord, said: 'granted' | 'denied' | null): void {
    const { line, atMs } = record;
    const step = this.#courses.step(hashOf(record.person), said, { file, line, atMs });
    if (step?.kind === 'refused') this.#note('after', file, record);
    if (step?.kind !== 'answered' || !step.before) return;
    const tally = this.#tally('before');
    tally.count += step.before.rows;
    note(tally.evidence, step.before.file, step.before.line);
    for (const [day, rows] of step.days) countDay(tally.days, day, rows);
  }

  summary() {
    const days = (rule: Rule) => byDate(this.#rules.get(rule)?.days);
    return {
      rows: this.#rows,
      rowsWithSignal: this.#withSignal,
      formats: Object.fromEntries(this.formats),
      perDay: {
        rows: byDate(this.#days),
        beforeConsent: days('before'),
        afterOptOut: days('after'),
        gpcIgnored: days('gpc'),
      },
      people: this.#courses.summary(),
    };
  }

  findings(): Finding[] {
    return [...this.#rules].map(([rule, { count, evidence }]) => ({
      id: `consent:${rule}`,
      area: 'consent',
      field: '',
      category: '',
      count,
      share: count / Math.max(1, this.#rows),
      confidence: 0.9,
      sample: '',
      evidence,
      ...TEXTS[rule],
    }));
  }
}
