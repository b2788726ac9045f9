import type { ConsentCourse, ConsentPhase } from '../../../shared/audit.ts';

const MOST_PEOPLE = 200_000;
/** Stretches kept of one person; what comes later is counted into the last. */
const MOST_SPANS = 12;
/** People whose course a report shows. */
const MOST_SHOWN = 100;
const DAY_MS = 86_400_000;
/** Consent is to be asked for again after 13 months. */
const LONGEST_CONSENT_MS = 396 * DAY_MS;
/** Days told apart before a person's first answer. */
const MOST_DAYS = 62;

interface Span {
  phase: ConsentPhase;
  fromMs: number;
  toMs: number;
  rows: number;
  file: string;
  line: number;
}

interface Course {
  spans: Span[];
  /** UTC days and rows before the first answer; dropped once it is there. */
  silentDays: Map<number, number> | null;
  /** Rows before the first answer, once it is there, and rows after a no. */
  before: number;
  after: number;
  /** When they last said yes; NaN where the row had no time. */
  grantedMs: number;
}

interface Place {
  file: string;
  line: number;
  atMs: number;
}

/** What a row is, seen in the course of its person. */
export type Step =
  | { kind: 'silent' | 'allowed' | 'outdated' | 'refused' }
  /** The first answer: what was collected before it. */
  | { kind: 'answered'; before: Span | null; days: ReadonlyMap<number, number> };

/**
 * The stretches between what each person said, in the order in which rows are given. People are told apart by the given number and
 * never named: reports number them.
 */
export class ConsentCourses {
  readonly #people = new Map<number, Course>();

  /** Takes a row of a person with what it says; null where there are too many people to follow this one. */
  step(person: number, said: 'granted' | 'denied' | null, place: Place): Step | null {
    let course = this.#people.get(person);
    if (!course) {
      if (this.#people.size >= MOST_PEOPLE) return null;
      course = { spans: [], silentDays: new Map(), before: 0, after: 0, grantedMs: Number.NaN };
      this.#people.set(person, course);
    }
    const last = course.spans.at(-1);
    if (said === null) {
      const phase = last?.phase ?? 'silent';
      extend(course.spans, phase, place);
      if (phase === 'silent' && course.silentDays) addDay(course.silentDays, place.atMs);
      if (phase === 'denied') course.after++;
      if (phase !== 'granted') return { kind: phase === 'silent' ? 'silent' : 'refused' };
      return { kind: place.atMs - course.grantedMs > LONGEST_CONSENT_MS ? 'outdated' : 'allowed' };
    }
    if (said === 'granted') course.grantedMs = place.atMs;
    const first = last === undefined || last.phase === 'silent';
    if (last?.phase !== said) begin(course.spans, said, place);
    const days = course.silentDays ?? new Map<number, number>();
    course.silentDays = null;
    if (first) course.before = last?.rows ?? 0;
    return first ? { kind: 'answered', before: last ?? null, days } : { kind: 'allowed' };
  }

  /** What a person said last. */
  phaseOf(person: number): ConsentPhase {
    return this.#people.get(person)?.spans.at(-1)?.phase ?? 'silent';
  }

  /** How many people answered too late or were not heeded, and the course of those with most such rows. */
  summary(): { followed: number; touched: number; shown: ConsentCourse[] } {
    const touched = [...this.#people.values()].filter(({ before, after }) => before + after > 0);
    const shown = touched
      .sort((a, b) => b.before + b.after - a.before - a.after || place(a.spans[0], b.spans[0]))
      .slice(0, MOST_SHOWN)
      .map(({ spans, before, after }, i) => ({ person: i + 1, before, after, spans: spans.map(shownSpan) }));
    return { followed: this.#people.size, touched: touched.length, shown };
  }
}

const place = (a: Span | undefined, b: Span | undefined): number =>
  a && b ? (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1) : 0;

const iso = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
const shownSpan = ({ phase, fromMs, toMs, rows, file, line }: Span) => ({
  phase,
  from: iso(fromMs),
  to: iso(toMs),
  rows,
  file,
  line,
});

function addDay(days: Map<number, number>, atMs: number): void {
  const day = Math.floor(atMs / DAY_MS);
  if (!Number.isNaN(day) && (days.has(day) || days.size < MOST_DAYS)) days.set(day, (days.get(day) ?? 0) + 1);
}

/** Rows in an order other than that of time widen a stretch; they do not split it. */
function extend(spans: Span[], phase: ConsentPhase, { file, line, atMs }: Place): void {
  const last = spans.at(-1);
  if (!last || last.phase !== phase) {
    begin(spans, phase, { file, line, atMs });
    const begun = spans.at(-1);
    if (begun) begun.rows++;
    return;
  }
  last.rows++;
  if (Number.isNaN(atMs)) return;
  last.fromMs = Math.min(last.fromMs, atMs);
  last.toMs = Math.max(last.toMs, atMs);
}

/** Rows of one phase that follow what was said; the row that says it is not among them. */
function begin(spans: Span[], phase: ConsentPhase, { file, line, atMs }: Place): void {
  const known = !Number.isNaN(atMs);
  const span = { phase, fromMs: known ? atMs : Infinity, toMs: known ? atMs : -Infinity, rows: 0, file, line };
  if (spans.length < MOST_SPANS) spans.push(span);
  else {
    // Who changes their mind for the twelfth time: the newest word still counts, the stretch before it is lost.
    const lost = spans.pop();
    spans.push({ ...span, fromMs: lost?.fromMs ?? span.fromMs, file: lost?.file ?? file, line: lost?.line ?? line });
  }
}
