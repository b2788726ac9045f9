import type { AuditReport, Evidence, Finding } from '../../../shared/audit.ts';
import type { Signal } from '../consent/signal.ts';
import { maskFileName } from '../redact.ts';
import { ConsentAudit } from './consent-check.ts';
import { FieldAudit } from './fields.ts';
import { inOrder, note } from './finding.ts';
import { PeopleCount, touched } from './people-count.ts';
import type { AuditRecord } from './record.ts';
import { hashOf, RiskAudit } from './risk.ts';
import { scored } from './score.ts';
import { ThirdPartyAudit } from './third-parties.ts';

const DAY_MS = 86_400_000;

export interface AuditOptions {
  nowMs: number;
  /** How long rows may be kept, in days; null where nobody has said. */
  retentionDays: number | null;
}

/** Takes rows one by one, in bounded memory, and ends in a report. */
export class Audit {
  readonly #options: AuditOptions;
  readonly #fields = new FieldAudit();
  readonly #consent = new ConsentAudit();
  readonly #risk = new RiskAudit();
  readonly #parties = new ThirdPartyAudit();
  readonly #files: AuditReport['files'] = [];
  #rows = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  readonly #people = new PeopleCount();
  readonly #old: { count: number; people: PeopleCount; evidence: Evidence[] } = {
    count: 0,
    people: new PeopleCount(),
    evidence: [],
  };

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** Begins a file; what follows belongs to it. `name` is shown in the report: a base name, no path, without contacts. */
  begin(name: string, kind: string): void {
    this.#files.push({ name: maskFileName(name), kind, rows: 0, rejected: 0 });
    this.#parties.begin();
  }

  /** A file that cannot be read, or not to its end: what was read of it before stays. */
  fail(given: string): void {
    const begun = this.#files.at(-1);
    const name = maskFileName(given);
    if (begun?.name !== name || begun.rows === 0) {
      if (begun?.name === name && begun.rejected === 0) this.#files.pop();
      this.begin(given, 'unreadable');
    }
    this.reject();
  }

  reject(): void {
    const file = this.#files.at(-1);
    if (file) file.rejected++;
  }

  add(record: AuditRecord, signals: readonly Signal[]): void {
    const file = this.#files.at(-1);
    if (!file) return;
    file.rows++;
    this.#rows++;
    const { atMs, line } = record;
    const who = this.#whoIn(record);
    if (who !== null) this.#people.add(who);
    if (!Number.isNaN(atMs)) {
      this.#from = Math.min(this.#from, atMs);
      this.#to = Math.max(this.#to, atMs);
      const { retentionDays, nowMs } = this.#options;
      if (retentionDays !== null && atMs < nowMs - retentionDays * DAY_MS) {
        this.#old.count++;
        if (who !== null) this.#old.people.add(who);
        note(this.#old.evidence, file.name, line);
      }
    }
    const kinds = this.#fields.add(file.name, record, who);
    const said = this.#consent.add(file.name, record, signals);
    this.#risk.add(record);
    this.#parties.add(file.name, record, { said, kinds });
  }

  /** Hash of whom a row is about; a recorded visit is one person, whoever it was. */
  #whoIn({ person, request }: AuditRecord): number | null {
    if (person !== '') return hashOf(person);
    return request ? hashOf(`visit\u0000${this.#files.length}`) : null;
  }

  /** How far a finding reaches, as a share of all rows or all people. Those of one field count all rows, too: values mended elsewhere must not make it weigh more. */
  #reached(finding: Finding): Finding {
    const byRows = finding.count / Math.max(1, this.#rows);
    const byPeople = (finding.people ?? 0) / Math.max(1, this.#people.count);
    return { ...finding, reach: finding.reach ?? Math.min(1, Math.max(byRows, byPeople)) };
  }

  report(): AuditReport {
    const findings = inOrder([
      ...this.#fields.findings(this.#rows),
      ...this.#consent.findings(),
      ...this.#risk.findings(),
      ...this.#parties.findings(),
      ...this.#retention(),
    ]).map((one) => this.#reached(one));
    const iso = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
    return {
      format: 'inglenook-audit',
      version: 1,
      madeAt: new Date(this.#options.nowMs).toISOString(),
      files: this.#files,
      rows: this.#rows,
      from: iso(this.#from),
      to: iso(this.#to),
      ...scored(findings),
      people: this.#people.count,
      fields: this.#fields.summary(),
      reIdentification: this.#risk.figures(),
      consent: this.#consent.summary(),
      thirdParties: this.#parties.summary(),
    };
  }

  #retention(): Finding[] {
    const { count, people, evidence } = this.#old;
    if (count === 0) return [];
    return [
      {
        id: 'retention:older',
        area: 'retention',
        severity: 'medium',
        title: `Rows are older than the ${this.#options.retentionDays} days declared`,
        field: '',
        category: '',
        count,
        share: count / Math.max(1, this.#rows),
        ...touched(people),
        confidence: 1,
        sample: '',
        articles: ['GDPR Art. 5(1)(e)', 'GDPR Art. 13(2)(a)'],
        fix: 'Delete them, and let old rows be deleted by themselves.',
        evidence,
      },
    ];
  }
}
