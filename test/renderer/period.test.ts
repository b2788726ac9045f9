import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../shared/time.ts';
import { dateOf, type Period, presetIn, resolvePeriod, startOfDate } from '../../src-renderer/state/period.ts';
import { periodAbout, periodWords } from '../../src-renderer/pages/period-words.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const span = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) });
type Span = ReturnType<typeof span> | null;
/** `fits` = where the bulk of the messages lies. */
const data = (messages: Span, events: Span = null, fits: Span = messages) => {
  const known = [messages, events].filter((range) => range !== null);
  const dataRange =
    known.length > 0
      ? { fromMs: Math.min(...known.map((r) => r.fromMs)), toMs: Math.max(...known.map((r) => r.toMs)) }
      : null;
  const others = { events, orders: null, campaigns: null, figures: null };
  return { dataRange, ranges: { ...others, messages }, fitting: { ...others, messages: fits } };
};
const LONG = data(span('2024-01-01T00:00Z', '2025-05-10T12:00:00.001Z'));
const period = (over: Partial<Period>): Period => ({
  preset: 'all',
  from: '2025-01-01',
  to: '2025-01-31',
  compare: true,
  bots: false,
  ...over,
});
const days = (preset: Period['preset']) => {
  const range = resolvePeriod(period({ preset }), ZONE, LONG);
  return range && [dateOf(ZONE, range.fromMs), dateOf(ZONE, range.toMs - 1)];
};

describe('periods', () => {
  it('count back from the newest data and hold whole local days', () => {
    expect(days('days-7')).toEqual(['2025-05-04', '2025-05-10']);
    expect(days('days-28')).toEqual(['2025-04-13', '2025-05-10']);
    expect(days('months-12')).toEqual(['2024-05-11', '2025-05-10']);
    expect(days('this-month')).toEqual(['2025-05-01', '2025-05-10']);
    expect(days('last-month')).toEqual(['2025-04-01', '2025-04-30']);
    expect(days('this-year')).toEqual(['2025-01-01', '2025-05-10']);
    expect(days('all')).toBeNull();
  });

  it('begin at local midnight, on days of 23 and 25 hours too', () => {
    const spring = resolvePeriod(period({ preset: 'custom', from: '2025-03-30', to: '2025-03-30' }), ZONE, LONG);
    expect(spring && spring.toMs - spring.fromMs).toBe(DAY_MS - 3_600_000);
    const autumn = resolvePeriod(period({ preset: 'custom', from: '2024-10-27', to: '2024-10-27' }), ZONE, LONG);
    expect(autumn && autumn.toMs - autumn.fromMs).toBe(DAY_MS + 3_600_000);
    expect(startOfDate(ZONE, '2025-07-01')).toBe(at('2025-06-30T22:00Z'));
  });

  it('are everything when own dates make no sense or nothing is dated', () => {
    expect(resolvePeriod(period({ preset: 'custom', from: '2025-02-01', to: '2025-01-01' }), ZONE, LONG)).toBeNull();
    expect(resolvePeriod(period({ preset: 'days-7' }), ZONE, data(null))).toBeNull();
  });

  it('choose 90 days by themselves only when every kind of data reaches into them', () => {
    const old = span('2015-05-17T00:00Z', '2015-05-20T00:00Z');
    expect(presetIn('auto', LONG)).toBe('days-90');
    expect(presetIn('auto', data(LONG.ranges.messages, old))).toBe('all');
    expect(presetIn('auto', data(old))).toBe('all');
    expect(presetIn('days-7', data(old))).toBe('days-7');
  });

  it('that fit end where the bulk of the data does, not at strays of a clock that was wrong', () => {
    const whole = span('2024-01-01T00:00Z', '2026-03-02T10:00Z');
    const bulk = span('2024-01-01T00:00Z', '2025-05-10T12:00Z');
    const strays = data(whole, null, bulk);
    const auto = (given: ReturnType<typeof data>) => {
      const range = resolvePeriod(period({ preset: 'auto' }), ZONE, given);
      return range && [dateOf(ZONE, range.fromMs), dateOf(ZONE, range.toMs - 1)];
    };
    expect(auto(strays)).toEqual(['2025-02-10', '2025-05-10']);
    expect(presetIn('auto', strays)).toBe('auto');
    // Named periods stay what their names say.
    expect(resolvePeriod(period({ preset: 'days-7' }), ZONE, strays)?.toMs).toBe(at('2026-03-02T23:00Z'));
    expect(resolvePeriod(period({ preset: 'all' }), ZONE, strays)).toBeNull();
    // Less than 120 days, or another kind that ends long before: all of the bulk, in whole local days.
    const short = span('2025-03-01T08:00Z', '2025-05-10T12:00Z');
    expect(auto(data(whole, null, short))).toEqual(['2025-03-01', '2025-05-10']);
    expect(auto(data(whole, span('2024-03-01T00:00Z', '2024-05-20T00:00Z'), bulk))).toEqual([
      '2024-01-01',
      '2025-05-10',
    ]);
    // A stray at the start makes no difference to the newest 90 days.
    const early = data(span('1970-01-01T00:00Z', '2025-05-10T12:00Z'), null, bulk);
    expect([presetIn('auto', early), auto(early)]).toEqual(['days-90', ['2025-02-10', '2025-05-10']]);
    const late = data(span('1970-01-01T00:00Z', '2025-05-10T12:00Z'), null, short);
    expect([presetIn('auto', late), auto(late)]).toEqual(['auto', ['2025-03-01', '2025-05-10']]);
  });

  it('that fit say how they were chosen, and which rows they leave out', () => {
    const locale = { locale: 'en-GB', zone: ZONE, currency: '' };
    const bulk = span('2024-01-01T00:00Z', '2025-05-10T12:00Z');
    const strays = data(span('2024-01-01T00:00Z', '2026-03-02T10:00Z'), null, bulk);
    expect(periodWords(period({ preset: 'auto' }), strays, locale).replace(/\u2009/g, ' ')).toBe(
      'What fits the data, 10 Feb – 10 May 2025',
    );
    expect(periodAbout(strays, locale)).toContain('leaves out the few rows after 10 May 2025');
    expect(periodAbout(strays, locale)).toContain('your newest data, 2 Mar 2026');
    expect(periodAbout(LONG, locale)).not.toContain('leaves out');
    expect(periodAbout(LONG, locale)).toContain('the newest 90 days when');
    expect(periodAbout(data(null), locale)).toBe('There is no dated data yet.');
  });

  it('are told in words with their dates', () => {
    // Intl puts thin spaces around the dash.
    const words = (...given: Parameters<typeof periodWords>) => periodWords(...given).replace(/\u2009/g, ' ');
    const locale = { locale: 'en-GB', zone: ZONE, currency: '' };
    expect(words(period({ preset: 'auto' }), LONG, locale)).toBe('Last 90 days, 10 Feb – 10 May 2025');
    expect(words(period({}), LONG, locale)).toBe('Everything, 1 Jan 2024 – 10 May 2025');
    expect(words(period({}), data(null), locale)).toBe('Everything');
  });
});
