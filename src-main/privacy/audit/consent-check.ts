import type { Evidence, Finding } from '../../../shared/audit.ts';
import { joined, type OurPurposes, type Signal } from '../consent/signal.ts';
import { ConsentCourses } from './consent-course.ts';
import { type Ads, type FollowedRow, FollowedRows, type Place } from './followed-rows.ts';
import { note } from './finding.ts';
import { PeopleCount, touched } from './people-count.ts';
import type { AuditRecord } from './record.ts';
import { hashOf } from './risk.ts';

type Rule = 'before' | 'after' | 'beyond' | 'gpc' | 'expired' | 'invalid';
interface Tally {
  count: number;
  people: PeopleCount;
  evidence: Evidence[];
  days: Map<number, number>;
}

const MOST_DAYS = 4000;
const MOST_PEOPLE = 200_000;
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
  beyond: {
    severity: 'high',
    title: 'Advertising data of people who agreed to other purposes only',
    articles: ['GDPR Art. 5(1)(b)', 'GDPR Art. 6(1)(a)'],
    fix: 'Drop click numbers and advertising cookies unless the person agreed to advertising.',
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

/** What a row says of consent as a whole: a yes to one purpose is a yes, a no to all that it names is a no. */
function saidIn(answers: readonly OurPurposes[]): 'granted' | 'denied' | null {
  let denied = false;
  for (const ours of answers) {
    const states = [ours.advertising, ours.service, ours.marketing];
    if (states.includes('granted')) return 'granted';
    denied ||= states.includes('denied');
  }
  return denied ? 'denied' : null;
}

/** What a row says of advertising; a yes to other purposes that passes over it is none. */
function adsIn(ours: OurPurposes, objects: boolean): Ads | null {
  if (objects) return 'objected';
  if (ours.advertising === 'granted' || ours.advertising === 'denied') return ours.advertising;
  return ours.service === 'granted' || ours.personalisation === 'granted' ? 'denied' : null;
}

const byDate = (days: ReadonlyMap<number, number> = new Map()): Record<string, number> =>
  Object.fromEntries(
    [...days]
      .sort((a, b) => a[0] - b[0])
      .map(([day, count]) => [new Date(day * DAY_MS).toISOString().slice(0, 10), count]),
  );

/** Follows each person through their rows in order of time: what they said, and what was collected before and after. */
export class ConsentAudit {
  readonly #courses = new ConsentCourses();
  readonly #days = new Map<number, number>();
  readonly #rules = new Map<Rule, Tally>();
  readonly formats = new Map<string, number>();
  readonly #followed = new FollowedRows();
  /** Purposes that anybody has agreed to so far. */
  readonly #agreed = new Set<string>();
  /** What each person last said of advertising. */
  readonly #ads = new Map<number, Ads>();
  #rows = 0;
  #withSignal = 0;

  #tally(rule: Rule): Tally {
    const tally = this.#rules.get(rule) ?? { count: 0, people: new PeopleCount(), evidence: [], days: new Map() };
    this.#rules.set(rule, tally);
    return tally;
  }

  #note(rule: Rule, { file, line, atMs, person }: Place & { person: number | null }): void {
    const tally = this.#tally(rule);
    tally.count++;
    if (person !== null) tally.people.add(person);
    note(tally.evidence, file, line);
    countDay(tally.days, Math.floor(atMs / DAY_MS), 1);
  }

  /** `signals`: what this row says about consent. Answers what a visitor has decided by it, for our purposes. */
  add(file: string, record: AuditRecord, signals: readonly Signal[]): OurPurposes {
    const { line, atMs } = record;
    this.#rows++;
    countDay(this.#days, Math.floor(atMs / DAY_MS), 1);
    if (signals.length > 0) this.#withSignal++;
    const person = record.person === '' ? null : hashOf(record.person);
    const place = { file, line, atMs, person };
    let objects = record.request?.gpc === true;
    const answers: OurPurposes[] = [];
    for (const { format, ours, problems, valid } of signals) {
      this.formats.set(format, (this.formats.get(format) ?? 0) + 1);
      if (problems.some((problem) => problem.endsWith('expired'))) this.#note('expired', place);
      else if (!valid) this.#note('invalid', place);
      if ((format === 'gpc' || format === 'dnt') && ours.advertising === 'denied') objects = true;
      answers.push(ours);
    }
    const all = joined(answers);
    const hasAds = record.fields.some(([name]) => AD_FIELDS.test(name));
    if (person !== null)
      this.#followed.add({
        person,
        atMs,
        line,
        file,
        said: saidIn(answers),
        ads: adsIn(all, objects),
        hasAds,
      });
    else if (objects && hasAds && !record.request) this.#note('gpc', place);
    return this.#decided(signals);
  }

  /** A signal of the browser is no answer, and a no in Google's consent mode is mostly the state before any. */
  #decided(signals: readonly Signal[]): OurPurposes {
    const decided = joined(
      signals.filter(({ format }) => format !== 'gpc' && format !== 'dnt').map(({ ours }) => ours),
    );
    const isDefault = signals.every(({ format }) => /^(?:gpc|dnt|gcs|gcd)$/.test(format));
    const kept = Object.entries(decided).filter(
      ([purpose, state]) => state === 'granted' || !isDefault || this.#agreed.has(purpose),
    );
    for (const [purpose, state] of kept) if (state === 'granted') this.#agreed.add(purpose);
    return Object.fromEntries(kept);
  }

  /** Goes through what was put aside, once all rows are there: files may tell things in any order. */
  #settle(): void {
    for (const row of this.#followed.inOrder()) {
      this.#follow(row);
      this.#followAds(row);
    }
  }

  #follow(row: FollowedRow): void {
    const step = this.#courses.step(row.person, row.said, row);
    if (step?.kind === 'refused') this.#note('after', row);
    if (step?.kind === 'outdated') this.#note('expired', row);
    if (step?.kind !== 'answered' || !step.before) return;
    const tally = this.#tally('before');
    tally.count += step.before.rows;
    tally.people.add(row.person);
    note(tally.evidence, step.before.file, step.before.line);
    for (const [day, rows] of step.days) countDay(tally.days, day, rows);
  }

  /** Data for advertising are collected on a yes to that only; after a plain no they are told of already. */
  #followAds(row: FollowedRow): void {
    const { person, ads, hasAds, said } = row;
    if (ads !== null && (this.#ads.has(person) || this.#ads.size < MOST_PEOPLE)) this.#ads.set(person, ads);
    if (!hasAds) return;
    const now = this.#ads.get(person);
    if (now === 'objected') this.#note('gpc', row);
    else if (now === 'denied' && said !== 'denied' && this.#courses.phaseOf(person) === 'granted')
      this.#note('beyond', row);
  }

  summary() {
    this.#settle();
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
        beyondPurpose: days('beyond'),
      },
      people: { ...this.#courses.summary(), rowsLeftOut: this.#followed.leftOut },
    };
  }

  findings(): Finding[] {
    this.#settle();
    return [...this.#rules].map(([rule, { count, people, evidence }]) => ({
      id: `consent:${rule}`,
      area: 'consent',
      field: '',
      category: '',
      count,
      share: count / Math.max(1, this.#rows),
      ...touched(people),
      confidence: 0.9,
      sample: '',
      evidence,
      ...TEXTS[rule],
    }));
  }
}
