import { describe, expect, test } from 'vitest';
import type { AuditReport, ConsentCourse } from '../../shared/audit.ts';
import { courseWords, ratePerDay, stripOf } from '../../src-renderer/pages/audit/consent-series.ts';

const locale = { locale: 'en-GB', zone: 'America/New_York', currency: '' };
const span = (phase: 'silent' | 'granted' | 'denied', from: string | null, to: string | null, rows: number) => ({
  phase,
  from,
  to,
  rows,
  file: 'a.log',
  line: 1,
});
const course = (...spans: ConsentCourse['spans']): ConsentCourse => ({ person: 1, before: 0, after: 0, spans });

describe('consent in an audit', () => {
  test('each UTC day has its share, days without rows are gaps, and old reports have no chart', () => {
    const perDay = {
      rows: { '2026-03-01': 4, '2026-03-03': 10 },
      beforeConsent: { '2026-03-01': 1 },
      afterOptOut: { '2026-03-03': 5 },
      gpcIgnored: {},
    };
    const consent = { rows: 14, rowsWithSignal: 2, formats: {}, perDay };
    const chart = ratePerDay({ consent } as Pick<AuditReport, 'consent'>, locale);
    expect(chart?.markKeys).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
    expect(chart?.lines.map(({ id, values }) => [id, ...values])).toEqual([
      ['before', 0.25, null, 0],
      ['after', 0, null, 0.5],
      ['gpc', 0, null, 0],
    ]);
    const { rows: _, ...old } = perDay;
    expect(ratePerDay({ consent: { ...consent, perDay: old } }, locale)).toBeNull();
  });
  test('a person in words and as a strip, by time or, without it, by order', () => {
    const told = course(
      span('silent', '2026-03-01T00:00:00.000Z', '2026-03-01T12:00:00.000Z', 3),
      span('denied', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z', 1),
    );
    expect(courseWords(told, locale)).toMatch(/1 Mar.*: 3 rows before any answer · 2 Mar.*: 1 row after a no/);
    expect(stripOf(told)).toEqual([
      { phase: 'silent', from: 0, width: 0.5 },
      { phase: 'denied', from: 0.5, width: 0.5 },
    ]);
    const timeless = course(span('granted', null, null, 0), span('denied', null, null, 2));
    expect(stripOf(timeless).map(({ from, width }) => [from, width])).toEqual([
      [0, 0.5],
      [0.5, 0.5],
    ]);
    expect(courseWords(timeless, locale)).toBe('0 rows after a yes · 2 rows after a no');
  });
});
