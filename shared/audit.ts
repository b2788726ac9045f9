/** How bad a finding is, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const AUDIT_AREAS = [
  'personal-data',
  'consent',
  'third-parties',
  're-identification',
  'retention',
  'minimisation',
] as const;
export type AuditArea = (typeof AUDIT_AREAS)[number];

/** Where a finding can be seen: file and line (or entry) from 1. Never the content. */
export interface Evidence {
  file: string;
  line: number;
}

export interface Finding {
  /** The same for the same thing in every run, so that runs can be compared. */
  id: string;
  area: AuditArea;
  severity: Severity;
  title: string;
  /** Field of the files it is about; '' where it is about several. */
  field: string;
  /** Kind of data in the terms of `lab pii`; '' for findings that are not about one. */
  category: string;
  /** Rows it was seen in, and their share of all rows that have the field. */
  count: number;
  share: number;
  /** Distinct people it touches, estimated where they are many; left out where rows tell nobody apart, and by older reports. */
  people?: number;
  /** 0 … 1: share of all rows or of all people, whichever is greater; left out by older reports. */
  reach?: number;
  /** Points it takes off the score, and the score if it alone were mended; left out by older reports. */
  points?: number;
  without?: number;
  /** 0 … 1 */
  confidence: number;
  /** One value, masked; '' where there is none to show. */
  sample: string;
  /** Rules touched. */
  articles: readonly string[];
  fix: string;
  evidence: Evidence[];
}

/** What a person had said when rows were collected. `silent` = nothing yet. */
export const CONSENT_PHASES = ['silent', 'granted', 'denied'] as const;
export type ConsentPhase = (typeof CONSENT_PHASES)[number];

/** What one person said and what was collected in between, in the order of the rows. The number is the report's own. */
export interface ConsentCourse {
  person: number;
  /** Rows before their first answer, and after a no. */
  before: number;
  after: number;
  /** ISO 8601, null where the rows have no time; `line` = the row that begins the stretch. */
  spans: {
    phase: ConsentPhase;
    from: string | null;
    to: string | null;
    rows: number;
    file: string;
    line: number;
  }[];
}

/** What an audit found. Holds counts, places and masked samples: no personal data. */
export interface AuditReport {
  format: 'inglenook-audit';
  version: 1;
  /** ISO 8601 */
  madeAt: string;
  files: { name: string; kind: string; rows: number; rejected: number }[];
  rows: number;
  /** First and last dated row, ISO 8601. */
  from: string | null;
  to: string | null;
  /** 100 = nothing found. */
  score: number;
  /** Number of the recipe of the score; left out by reports made by the first. */
  recipe?: number;
  /** Distinct people in the rows, estimated where they are many; left out by older reports. */
  people?: number;
  bySeverity: Record<string, number>;
  findings: Finding[];
  fields: { field: string; filled: number; holds: string[] }[];
  reIdentification: { people: number; combinations: number; alone: number; peopleAlone: number };
  consent: {
    rows: number;
    rowsWithSignal: number;
    formats: Record<string, number>;
    /** Rows per UTC day; `rows` = all of them, left out by reports made before there was a rate. */
    perDay: {
      rows?: Record<string, number>;
      beforeConsent: Record<string, number>;
      afterOptOut: Record<string, number>;
      gpcIgnored: Record<string, number>;
      /** Advertising data of people who agreed to other purposes only; left out by older reports. */
      beyondPurpose?: Record<string, number>;
    };
    /** People followed, how many of them have rows before an answer or after a no, and those with most. Left out by older reports. */
    people?: {
      followed: number;
      touched: number;
      shown: ConsentCourse[];
      /** Rows beyond what is kept to be followed. */
      rowsLeftOut?: number;
    };
  };
  thirdParties: {
    site: string;
    kind: string | null;
    requests: number;
    beforeConsent: number;
    cookies: string[];
    longestDays: number;
    /** Kinds of personal data sent to it, in the terms of `lab pii`; left out by older reports. */
    receives?: string[];
  }[];
}

/** What changed between two audits, by the ids of findings. */
export interface AuditChange {
  /** Null where the two were scored by recipes that cannot be compared; `recounted`: both anew, from what both tell. */
  score: { before: number; after: number; recounted: boolean } | null;
  appeared: string[];
  gone: string[];
  changed: { id: string; before: number; after: number }[];
}
