import { expect, test } from 'vitest';
import { CHANNELS, DEVICES } from '../../shared/model.ts';
import type { TableResult } from '../../shared/results.ts';
import { browsers } from '../../src-main/analysis/browsers.ts';
import { campaignVisits } from '../../src-main/analysis/campaign-visits.ts';
import { channels } from '../../src-main/analysis/channels.ts';
import { devices } from '../../src-main/analysis/devices.ts';
import { entryPages } from '../../src-main/analysis/entry-pages.ts';
import { topSources } from '../../src-main/analysis/top-sources.ts';
import { eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

// Person 1: from search to /a by phone, one view (a bounce), then next day directly to /b with two views at a desk.
// Person 2: from search to /a, then /b. Person 3: begins with a click on the own site: its source is lost.
const events = eventColumns([
  { person: 1, at: at(0), page: '/a', source: 'search', channel: 'search', agent: 'p', device: 'phone' },
  { person: 1, at: at(1), page: '/b', agent: 'd', device: 'desktop' },
  { person: 1, at: at(1, 0, 5), page: '/a', source: 'own', channel: 'internal', agent: 'd', device: 'desktop' },
  { person: 2, at: at(1), page: '/a', source: 'search', channel: 'search', agent: 'p', device: 'phone' },
  { person: 2, at: at(1, 0, 5), page: '/b', source: 'own', channel: 'internal', agent: 'p', device: 'phone' },
  { person: 3, at: at(1), page: '/b', source: 'own', channel: 'internal', agent: 'd', device: 'desktop' },
]);
const [a, b] = [events.pageId('/a'), events.pageId('/b')];
const search = events.source[0] as number;

test('entry-pages: counts the visits that begin on a page', () => {
  const result = runTable(entryPages, { events }, {});
  // Page, visits, visitors, share of visits, bounce rate.
  expect(result.rows.map((row) => row.cells)).toEqual([
    [a, 2, 2, 1 / 2, 1 / 2],
    [b, 2, 2, 1 / 2, 1 / 2],
  ]);
  expect(result).toMatchObject({ n: 4, people: 3, total: 2 });
  expect(rowsBehind(entryPages, { events }, {}, String(a)).map((i) => events.person[i])).toEqual([2, 1]);
});

test('top-sources: a visit counts for the referrer of its first act; the own site is no source', () => {
  const result = runTable(topSources, { events }, {});
  expect(result.rows.map((row) => [row.key, row.cells])).toEqual([
    ['0', [0, 2, 2, 1 / 2, 1 / 2]],
    [String(search), [search, 2, 2, 1 / 2, 1 / 2]],
  ]);
  expect(rowsBehind(topSources, { events }, {}, '0')).toHaveLength(2);
});

test('channels: groups visits by kind of source, in words', () => {
  const result = runTable(channels, { events }, {});
  expect(result.rows.map(({ key, cells }) => [CHANNELS[Number(key)], ...cells])).toEqual([
    ['direct', 'direct', 2, 2, 1 / 2, 1 / 2],
    ['search', 'search', 2, 2, 1 / 2, 1 / 2],
  ]);
  expect(rowsBehind(channels, { events }, {}, String(CHANNELS.indexOf('search')))).toHaveLength(2);
  expect(rowsBehind(channels, { events }, {}, String(CHANNELS.indexOf('internal')))).toHaveLength(0);
});

test('devices: groups visits by device of the first act', () => {
  const result = runTable(devices, { events }, {});
  expect(result.rows.map(({ key, cells }) => [DEVICES[Number(key)], ...cells])).toEqual([
    ['desktop', 'desktop', 2, 2, 1 / 2, 1 / 2],
    ['phone', 'phone', 2, 2, 1 / 2, 1 / 2],
  ]);
});

test('a visit whose view is followed by an event is no bounce', () => {
  const acted = eventColumns([
    { at: at(0), page: '/a' },
    { at: at(0, 0, 1), page: 'sign-up', kind: 'custom' },
  ]);
  expect(runTable(entryPages, { events: acted }, {}).rows[0]?.cells[4]).toBe(0);
});

test('a limit cuts the list but not the totals', () => {
  const result = runTable(entryPages, { events }, { limit: 1 });
  expect(result.rows).toHaveLength(1);
  expect(result.total).toBe(2);
});

test('browsers: groups visits by the browser and system of the first act, whatever the version', () => {
  const versions = eventColumns([
    { person: 1, at: at(0), agent: 'Browser 1' },
    { person: 2, at: at(0), agent: 'Browser 2' },
    { person: 3, at: at(0) },
  ]);
  versions.programOfAgent[versions.agent[1] as number] = versions.agent[0] as number;
  expect(runTable(browsers, { events: versions }, {}).rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    [versions.agent[0], 2, 2],
    [0, 1, 1],
  ]);
});

test('campaign-visits: sources by site and campaigns by name; all addresses of one are one line, of others none', () => {
  const rows = eventColumns([
    { person: 1, at: at(0), source: 'https://www.find.example/', channel: 'search' },
    { person: 1, at: at(1), source: 'https://www.find.example/url', channel: 'search' },
    { person: 2, at: at(0), source: 'utm:shop|mail|spring', channel: 'email' },
    { person: 3, at: at(0), source: 'utm:shop|letter|spring', channel: 'email' },
    { person: 4, at: at(0) },
  ]);
  const [find, spring] = [rows.source[0] as number, rows.source[2] as number];
  rows.siteOfSource[rows.source[1] as number] = find;
  rows.siteOfSource[rows.source[3] as number] = spring;
  const cells = (result: TableResult) => result.rows.map((row) => row.cells.slice(0, 4));
  expect(cells(runTable(topSources, { events: rows }, {}))).toEqual([
    [find, 2, 1, 2 / 5],
    [spring, 2, 2, 2 / 5],
    [0, 1, 1, 1 / 5],
  ]);
  expect(rowsBehind(topSources, { events: rows }, {}, String(find))).toHaveLength(2);
  expect(cells(runTable(campaignVisits, { events: rows }, {}))).toEqual([[spring, 2, 2, 1]]);
});
