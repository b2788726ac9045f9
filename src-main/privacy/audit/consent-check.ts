import type { Evidence, Finding } from '../../../shared/audit.ts';
import type { Signal } from '../consent/signal.ts';
import { note } from './finding.ts';
import type { AuditRecord } from './record.ts';
import { hashOf } from './risk.ts';

interface Standing {
  /** Rows before anything was said. */
  silent: number;
  firstSilentLine: Evidence | null;
  state: 'granted' | 'denied' | null;
}

type Rule = 'before' | 'after' | 'gpc' | 'expired' | 'invalid';
interface Tally {
  count: number;
  evidence: Evidence[];
  days: Map<number, number>;
}

const MOST_PEOPLE = 200_000;
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

/** Follows each person through rows in order of the file: what they said, and what was collected before and after. */
export class ConsentAudit {
  readonly #people = new Map<number, Standing>();
  readonly #rules = new Map<Rule, Tally>();
  readonly formats = new Map<string, number>();
  #rows = 0;
  #withSignal = 0;

  #note(rule: Rule, file: string, { line, atMs }: AuditRecord, count = 1, at: Evidence | null = null): void {
    const tally = this.#rules.get(rule) ?? { count: 0, evidence: [], days: new Map() };
    tally.count += count;
    note(tally.evidence, at?.file ?? file, at?.line ?? line);
    const day = Math.floor(atMs / DAY_MS);
    if (!Number.isNaN(day) && (tally.days.has(day) || tally.days.size < MOST_DAYS))
      tally.days.set(day, (tally.days.get(day) ?? 0) + count);
    this.#rules.set(rule, tally);
  }

  /** `signals`: what this row says about consent. Answers whether advertising or analytics are allowed by it. */
  add(file: string, record: AuditRecord, signals: readonly Signal[]): boolean {
    this.#rows++;
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
    if (record.person !== '') this.#follow(file, record, { granted, denied });
    return granted;
  }

  #follow(file: string, record: AuditRecord, { granted, denied }: { granted: boolean; denied: boolean }): void {
    const key = hashOf(record.person);
    let standing = this.#people.get(key);
    if (!standing) {
      if (this.#people.size >= MOST_PEOPLE) return;
      standing = { silent: 0, firstSilentLine: null, state: null };
      this.#people.set(key, standing);
    }
    if (granted || denied) {
      if (standing.state === null && standing.silent > 0)
        this.#note('before', file, record, standing.silent, standing.firstSilentLine);
      standing.state = denied ? 'denied' : 'granted';
      return;
    }
    if (standing.state === null) {
      standing.silent++;
      standing.firstSilentLine ??= { file, line: record.line };
    } else if (standing.state === 'denied') this.#note('after', file, record);
  }

  summary() {
    const days = (rule: Rule) =>
      Object.fromEntries(
        [...(this.#rules.get(rule)?.days ?? [])]
          .sort((a, b) => a[0] - b[0])
          .map(([day, count]) => [new Date(day * DAY_MS).toISOString().slice(0, 10), count]),
      );
    return {
      rows: this.#rows,
      rowsWithSignal: this.#withSignal,
      formats: Object.fromEntries(this.formats),
      perDay: { beforeConsent: days('before'), afterOptOut: days('after'), gpcIgnored: days('gpc') },
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
