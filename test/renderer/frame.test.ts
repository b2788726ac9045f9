import { describe, expect, it, vi } from 'vitest';
import type { Job } from '../../shared/contract/app.ts';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import { errorText, errorTextOf } from '../../src-renderer/api/error-text.ts';
import { readFrame, openReply } from '../../src-renderer/api/client.ts';
import { noteRevision, useRevision } from '../../src-renderer/api/revision.ts';
import { PAGES } from '../../src-renderer/pages/index.ts';
import { jobEnd, jobPace } from '../../src-renderer/pages/job-words.ts';
import { explainedBy } from '../../src-renderer/state/drawer.ts';
import { activeJobs } from '../../src-renderer/state/jobs.ts';
import { fillQuery, hashOf, parsePlace, usePlace } from '../../src-renderer/state/place.ts';
import { encodeFrame } from '../../shared/wire.ts';
import { moveInGrid } from '../../src-renderer/ui/use-grid-keys.ts';

const LOCALE = { locale: 'en-GB', zone: 'UTC', currency: '' };

describe('errors in words', () => {
  it.each([...ERROR_CODES])('%s says what happened, what is safe and what to do', (code) => {
    const { what, safe, todo } = errorTextOf(code);
    for (const words of [what, safe, todo]) {
      expect(words).toMatch(/\.$/);
      expect(words).not.toContain('!');
    }
  });

  it('unknown failures are told as internal, with an id to copy and nothing of their message', () => {
    expect(errorText(new TypeError('canary /home/someone')).details).not.toContain('canary');
    expect(errorText(new AppError('internal', {}, 'ab12')).details).toBe('internal id=ab12');
    expect(errorTextOf('no-such-code').what).toBe(errorTextOf('internal').what);
  });
});

describe('replies', () => {
  const bytes = (value: unknown) => encodeFrame(value).buffer;

  it('a frame gives its value or throws its error', () => {
    expect(readFrame(bytes({ ok: true, value: { a: new Float64Array([1, 2]) } }), 200)).toEqual({
      a: new Float64Array([1, 2]),
    });
    expect(() => readFrame(bytes({ ok: false, error: { code: 'busy', facts: {} } }), 200)).toThrow(
      new AppError('busy'),
    );
    expect(() => openReply({ ok: false, error: { code: 'not-found', facts: {} } })).toThrow(new AppError('not-found'));
  });

  it('an answer that is no frame is an error of ours too', () => {
    const page = new TextEncoder().encode('<html>').buffer as ArrayBuffer;
    expect(() => readFrame(page, 401)).toThrow(new AppError('not-allowed-here', { status: 401 }));
    expect(() => readFrame(new ArrayBuffer(0), 500)).toThrow(new AppError('internal', { status: 500 }));
  });

  it('an older revision never replaces a newer one', () => {
    noteRevision(7);
    noteRevision(5);
    expect(useRevision.getState().revision).toBe(7);
  });
});

describe('places', () => {
  it('survive the address bar', () => {
    const place = { path: '/activity', query: { open: 'top-pages', key: '/shop?x=1&y=#2', label: 'Ä / ö' } };
    expect(parsePlace(hashOf(place))).toEqual(place);
    expect(parsePlace('')).toEqual({ path: '/', query: {} });
  });

  it('are filled in for the page that is shown, and never call the window back from a link just followed', () => {
    const replaced: string[] = [];
    const place = { hash: '#/activity' };
    vi.stubGlobal('location', place);
    vi.stubGlobal('history', {
      state: null,
      replaceState: (_: unknown, __: string, hash: string) => replaced.push(hash),
    });
    usePlace.setState({ path: '/activity', query: {} }, true);
    // The address has gone on; the store still holds the page before, as it does until the event comes.
    place.hash = '#/campaigns';
    fillQuery('/activity', { part: 'traffic' });
    expect(replaced).toEqual([]);
    place.hash = '#/activity?key=1';
    fillQuery('/activity', { part: 'traffic' });
    expect(replaced).toEqual(['#/activity?key=1&part=traffic']);
    expect(usePlace.getState()).toEqual({ path: '/activity', query: { key: '1', part: 'traffic' } });
    vi.unstubAllGlobals();
  });

  it('hold what the drawer shows, and nothing when they make no sense', () => {
    expect(explainedBy({ open: 'top-pages', key: '3', with: '{"limit":5}', label: '/a' })).toEqual({
      analysis: 'top-pages',
      params: { limit: 5 },
      key: '3',
      label: '/a',
    });
    expect(explainedBy({ open: 'x', with: '{broken' })).toBeNull();
    expect(explainedBy({ open: 'x', with: '[1]' })?.params).toEqual({});
    expect(explainedBy({})).toBeNull();
  });
});

describe('pages', () => {
  it('have one address and one key each', () => {
    for (const part of ['id', 'key', 'title'] as const)
      expect(new Set(PAGES.map((page) => page[part])).size).toBe(PAGES.length);
    for (const page of PAGES) expect(page.answer).toMatch(/\.$/);
  });

  it('can all be loaded', async () => {
    for (const page of PAGES) expect(typeof (await page.load()).default).toBe('function');
  });
});

describe('arrows in a grid', () => {
  const size = { rows: 3, columns: 2, page: 10 };

  it('move, stop at the edges and reach the heading', () => {
    expect(moveInGrid('ArrowDown', { row: 2, column: 0 }, size)).toEqual({ row: 2, column: 0 });
    expect(moveInGrid('ArrowUp', { row: 0, column: 1 }, size)).toEqual({ row: -1, column: 1 });
    expect(moveInGrid('PageDown', { row: 0, column: 1 }, size)).toEqual({ row: 2, column: 1 });
    expect(moveInGrid('End', { row: 0, column: 0 }, size, true)).toEqual({ row: 2, column: 1 });
    expect(moveInGrid('a', { row: 0, column: 0 }, size)).toBeNull();
  });
});

describe('jobs', () => {
  const job = (over: Partial<Job>): Job => ({
    id: 1,
    kind: 'import',
    label: 'Import of a.csv',
    state: 'running',
    fraction: 0.5,
    rows: 1200,
    rowsPerSecond: 340.4,
    secondsLeft: 12,
    error: null,
    passedOver: [],
    runId: null,
    ...over,
  });

  it('tell rows, rate and time left, and how they ended', () => {
    expect(jobPace(job({}), LOCALE)).toBe('1,200 rows · 340 a second · 12 secs left');
    expect(jobPace(job({ state: 'waiting' }), LOCALE)).toBe('waiting for its turn');
    expect(jobEnd(job({}))).toBeNull();
    expect(jobEnd(job({ state: 'done' }))).toEqual({ text: 'Import of a.csv: done.', tone: 'good' });
    expect(jobEnd(job({ state: 'failed', error: 'disk-full' }))?.text).toContain('no room left');
  });

  it('are active while they wait or run, oldest first', () => {
    const all = [job({ id: 3 }), job({ id: 1, state: 'waiting' }), job({ id: 2, state: 'done' })];
    expect(activeJobs(new Map(all.map((one) => [one.id, one]))).map(({ id }) => id)).toEqual([1, 3]);
  });
});
