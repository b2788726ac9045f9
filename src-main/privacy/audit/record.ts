/** One row of what is audited: a line of a log, an event, a row of a table, a request of a recorded visit. */
export interface AuditRecord {
  line: number;
  /** Unix ms; NaN where the row has no time. */
  atMs: number;
  /** What tells people apart in these rows, '' if nothing does. Only hashed values are kept. */
  person: string;
  /** Name and value of each filled field. Names are `path`, `query.x`, `referrer`, `agent`, `address`, a column or a JSON path. */
  fields: readonly (readonly [name: string, value: string])[];
  /** Only of a recorded visit. */
  request?: VisitRequest;
}

/** A cookie or a place in the browser's storage. */
export interface KeptByBrowser {
  name: string;
  /** Days it is to last; null = until the browser closes, or not known. */
  lifetimeDays: number | null;
}

/** One request of a recorded visit. */
export interface VisitRequest {
  host: string;
  /** Host of the page that was open when it was asked. */
  page: string;
  /** Set by the answer. */
  cookies: readonly KeptByBrowser[];
  /** Names of those sent along. */
  sentCookies: readonly string[];
  /** Long values sent along, by which two parties could know the same person. */
  ids: readonly string[];
  gpc: boolean;
  dnt: boolean;
}
