import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { CHANNELS, DEVICES } from '../../shared/model.ts';
import { compact } from '../../src-main/store/events/compact.ts';
import { countEvents, loadEvents, withLookup } from '../../src-main/store/events/load.ts';
import { removePeople, removeRun } from '../../src-main/store/events/remove.ts';
import { registerEventsTable } from '../../src-main/store/events/sql-table.ts';
import { openEventWriter } from '../../src-main/store/events/writer.ts';
import { openMemory, openReader, openWriter } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import { addAgent } from '../../src-main/store/tables/agents.ts';
import { idOfPage, textOfPages } from '../../src-main/store/tables/pages.ts';
import { addSource } from '../../src-main/store/tables/sources.ts';
import { asSet, bring, cutArb, line, linesArb, loaded, model, newRun, toBatch } from './events-model.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'inglenook-events-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const MINUTE = 60_000;
/** Two visitors; Ann's second line comes twice, because she really asked twice within a second. */
const MORNING = [
  line(1 * MINUTE, 1, 1, 1),
  line(2 * MINUTE, 2, 1, 2),
  line(3 * MINUTE, 1, 2, 3),
  line(3 * MINUTE, 1, 2, 4),
];
const NOON = [line(70 * MINUTE, 1, 3, 6), line(71 * MINUTE, 2, 1, 7)];

describe('writing and loading', () => {
  test('an empty store loads as empty columns', () => {
    const events = loadEvents(openMemory());
    expect(events).toMatchObject({ length: 0, pages: 0, sources: 0, agents: 0 });
    expect(events.at).toHaveLength(0);
    expect([...events.channelOfSource]).toEqual([0]);
  });

  test('a column that only some sources fill takes room only where it has values, and is unknown elsewhere', () => {
    const db = openMemory();
    const columns = () => number(db, "SELECT count(*) FROM event_columns WHERE name = 'tookMsPlus1'");
    bring(db, MORNING);
    expect([columns(), loadEvents(db).tookMsPlus1.length]).toEqual([0, 0]);
    const { run } = bring(db, [line(90 * MINUTE, 1, 5, 1, { tookMsPlus1: 251 }), line(91 * MINUTE, 17, 1, 2)]);
    expect(columns()).toBe(1);
    const told = () => loaded(db).map((row) => [row.person, row.page, row.tookMsPlus1]);
    const expected = [
      [1, 1, 0],
      [1, 2, 0],
      [1, 2, 0],
      [1, 5, 251],
      [17, 1, 0],
      [2, 1, 0],
    ];
    expect(told()).toEqual(expected);
    compact(db, { full: true });
    expect(told()).toEqual(expected);
    removeRun(db, run);
    expect([columns(), loadEvents(db).tookMsPlus1.length]).toEqual([0, 0]);
  });

  test('what goes in comes out, by person, then time; equal lines of one file are separate hits', () => {
    const db = openMemory();
    const { run, kept, duplicates } = bring(db, MORNING);
    expect({ kept, duplicates }).toEqual({ kept: 4, duplicates: 0 });
    expect(loaded(db).map((row) => [row.person, row.at / MINUTE, row.page, row.run, row.line])).toEqual([
      [1, 1, 1, run, 1],
      [1, 3, 2, run, 3],
      [1, 3, 2, run, 4],
      [2, 2, 1, run, 2],
    ]);
    expect(countEvents(db)).toBe(4);
  });

  test('the same file again adds nothing, a rotated one its new part, a third equal line one hit', () => {
    const db = openMemory();
    bring(db, MORNING);
    expect(bring(db, MORNING)).toMatchObject({ kept: 0, duplicates: 4 });
    expect(bring(db, [...MORNING.slice(1), ...NOON])).toMatchObject({ kept: 2, duplicates: 3 });
    expect(bring(db, [line(3 * MINUTE, 1, 2, 1), line(3 * MINUTE, 1, 2, 2), line(3 * MINUTE, 1, 2, 3)])).toMatchObject({
      kept: 1,
      duplicates: 2,
    });
    expect(countEvents(db)).toBe(7);
  });

  test('any files, in any cuts, give what plain reasoning gives', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(linesArb(), cutArb), { maxLength: 4 }), (files) => {
        const db = openMemory();
        const brought = files.map(([lines, cut]) => ({ lines, ...bring(db, lines, cut) }));
        const expected = model(brought);
        expect(asSet(loaded(db))).toEqual(asSet(expected));
        for (const { run, kept, duplicates, lines } of brought) {
          expect(kept).toBe(expected.filter((row) => row.run === run).length);
          expect(kept + duplicates).toBe(lines.length);
        }
        db.close();
      }),
      { numRuns: 150 },
    );
  });

  test('the order in which files come changes who brought a hit, never which hits there are', () => {
    fc.assert(
      fc.property(fc.array(linesArb(), { minLength: 2, maxLength: 3 }), cutArb, (files, cut) => {
        const [one, other] = [openMemory(), openMemory()];
        for (const lines of files) bring(one, lines, cut);
        for (const lines of [...files].reverse()) bring(other, [...lines].reverse());
        // Flags and agents are not part of what makes two hits the same, so the first to come decides on them.
        const plain = (rows: ReturnType<typeof loaded>) =>
          asSet(rows.map((row) => ({ ...row, run: 0, line: 0, flags: 0, agent: 0 })));
        expect(plain(loaded(one))).toEqual(plain(loaded(other)));
      }),
      { numRuns: 80 },
    );
  });

  test('people are grouped, and time ascends within each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(linesArb(), cutArb), { maxLength: 4 }), fc.boolean(), (files, compacted) => {
        const db = openMemory();
        for (const [lines, cut] of files) bring(db, lines, cut);
        if (compacted) compact(db);
        const rows = loaded(db);
        const done = new Set<number>();
        rows.forEach((row, i) => {
          const before = rows[i - 1];
          if (before?.person === row.person) expect(row.at).toBeGreaterThanOrEqual(before.at);
          else {
            expect(done.has(row.person)).toBe(false);
            done.add(row.person);
          }
        });
      }),
      { numRuns: 80 },
    );
  });

  test('hits of one person at one instant stay in the order in which they came, merged or not', () => {
    const db = openMemory();
    const run = newRun(db);
    const writer = openEventWriter(db, run, { flushRows: 3 });
    const at = (seconds: number, number: number) => line(seconds * 1000, 1, number, number);
    writer.append(toBatch([at(5, 1), at(5, 2), at(9, 3), at(3, 4), at(5, 5), at(9, 6), at(5, 7), at(1, 8), at(9, 9)]));
    writer.finish();
    const expected = [8, 4, 1, 2, 5, 7, 3, 6, 9];
    expect(loaded(db).map((row) => row.line)).toEqual(expected);
    compact(db, { full: true });
    expect(loaded(db).map((row) => row.line)).toEqual(expected);
  });

  test('asked columns only: the others stay empty, the asked ones are the same', () => {
    const db = openMemory();
    bring(db, MORNING, { flushRows: 2 });
    const whole = loadEvents(db);
    const part = loadEvents(db, ['page', 'at']);
    expect(part.page).toEqual(whole.page);
    expect(part.at).toEqual(whole.at);
    expect(part.length).toBe(4);
    expect(part.person).toHaveLength(0);
    expect(part.at.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('a time that is none is refused, a value that is none counts as 0', () => {
    const db = openMemory();
    const writer = openEventWriter(db, newRun(db));
    expect(() => writer.append(toBatch([line(Number.NaN, 1, 1, 1)]))).toThrow(AppError);
    writer.append(toBatch([line(0, 1, 1, 1, { value: Number.NaN }), line(-0, 1, 1, 2, { value: -0 })]));
    expect(writer.finish()).toEqual({ kept: 2, duplicates: 0 });
    expect(loaded(db).map((row) => row.value)).toEqual([0, 0]);
    expect(bring(db, [line(0, 1, 1, 1)])).toMatchObject({ duplicates: 1 });
  });

  test('one writer at a time; no removal of another run meanwhile; a run that was followed brings no more', () => {
    const db = openMemory();
    const { run } = bring(db, MORNING);
    const writer = openEventWriter(db, newRun(db));
    expect(() => openEventWriter(db, newRun(db))).toThrow(AppError);
    expect(() => removeRun(db, run)).toThrow(AppError);
    expect(() => removePeople(db, new Set([1]))).toThrow(AppError);
    writer.append(toBatch(NOON));
    writer.finish();
    expect(() => writer.append(toBatch(NOON))).toThrow(AppError);
    const late = openEventWriter(db, run);
    late.append(toBatch(NOON));
    expect(() => late.finish()).toThrow(AppError);
    expect(countEvents(db)).toBe(6);
  });
});

describe('compaction', () => {
  test('changes nothing that can be seen, and leaves one chain per partition', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(linesArb(), cutArb), { maxLength: 4 }), fc.boolean(), (files, full) => {
        const db = openMemory();
        for (const [lines, cut] of files) bring(db, lines, cut);
        const before = loaded(db);
        compact(db, { full });
        expect(loaded(db)).toEqual(before);
        expect(number(db, 'SELECT count(*) FROM (SELECT DISTINCT partition, chain FROM event_segments)')).toBe(
          number(db, 'SELECT count(DISTINCT partition) FROM event_segments'),
        );
        expect(
          number(db, 'SELECT count(*) FROM event_columns WHERE segment_id NOT IN (SELECT id FROM event_segments)'),
        ).toBe(0);
      }),
      { numRuns: 80 },
    );
  });

  test('after it, repeats are still recognised and runs still removable', () => {
    const db = openMemory();
    const first = bring(db, MORNING, { flushRows: 1 });
    const second = bring(db, [...MORNING, ...NOON]);
    compact(db, { full: true });
    expect(bring(db, NOON)).toMatchObject({ kept: 0, duplicates: 2 });
    expect(removeRun(db, first.run)).toBe(0);
    expect(asSet(loaded(db))).toEqual(asSet(model([{ run: second.run, lines: [...MORNING, ...NOON] }])));
  });

  test('people with more events than a segment holds stay in order across segments', () => {
    const db = openMemory();
    const lines = Array.from({ length: 420_000 }, (_, i) =>
      line(((i * 7919) % 420_000) * 1000, i % 3 === 0 ? 1 + (i % 5000) : 0, 1, i + 1),
    );
    bring(db, lines.slice(0, 220_000), { flushRows: 60_000 });
    bring(db, lines.slice(220_000), { flushRows: 150_000 });
    const before = loaded(db);
    compact(db);
    expect(number(db, 'SELECT max(rows) FROM event_segments WHERE partition = 0')).toBe(131_072);
    const after = loaded(db);
    expect(after.length).toBe(420_000);
    let differ = 0;
    for (let i = 0; i < after.length; i++)
      if (after[i]?.line !== before[i]?.line || after[i]?.run !== before[i]?.run) differ++;
    expect(differ).toBe(0);
    for (let i = 1; i < after.length; i++)
      if (after[i]?.person === after[i - 1]?.person && (after[i]?.at ?? 0) < (after[i - 1]?.at ?? 0)) differ++;
    expect(differ).toBe(0);
  });

  test('stops when asked to', () => {
    const db = openMemory();
    bring(db, MORNING, { flushRows: 1 });
    const before = number(db, 'SELECT count(*) FROM event_segments');
    compact(db, { stop: () => true });
    expect(number(db, 'SELECT count(*) FROM event_segments')).toBe(before);
  });
});

const PERSON = { browser: 'B', major: '1', os: 'O', device: 1, bot: false, botClass: '', botRule: '' } as const;

describe('look-ups', () => {
  test('pages by text and by prefix, exactly', () => {
    const db = openMemory();
    const ids = ['/shop', '/shop/a_b', '/shop/aXb', '/Shop/c', '/shop/é', '/shoq'].map((text) => idOfPage(db, text));
    expect(ids).toEqual([1, 2, 3, 4, 5, 6]);
    expect(idOfPage(db, '/shop')).toBe(1);
    expect(idOfPage(db, '')).toBe(0);
    const events = withLookup(db, loadEvents(db));
    expect(events.pageId('/shop/aXb')).toBe(3);
    expect(events.pageId('/none')).toBe(0);
    expect([...events.pagesWithPrefix('/shop')]).toEqual([1, 2, 3, 5]);
    expect([...events.pagesWithPrefix('/shop/a_')]).toEqual([2]);
    expect(textOfPages(db, [4, 99])).toEqual(new Map([[4, '/Shop/c']]));
  });

  test('channel and device by id', () => {
    const db = openMemory();
    const search = CHANNELS.indexOf('search');
    const phone = DEVICES.indexOf('phone');
    expect(addSource(db, { text: 'https://find.example/', name: 'Find', channel: search })).toBe(1);
    expect(addSource(db, { text: 'https://find.example/', name: 'Other', channel: 0 })).toBe(1);
    expect(addAgent(db, { ...PERSON, text: 'Browser/1', browser: 'Browser', device: phone })).toBe(1);
    expect(addAgent(db, { ...PERSON, text: '' })).toBe(0);
    const events = loadEvents(db);
    expect([...events.channelOfSource]).toEqual([0, search]);
    expect([...events.deviceOfAgent]).toEqual([0, phone]);
  });

  test('sources of one name and channel are one site, and campaigns are told from referrers', () => {
    const db = openMemory();
    const [search, campaign] = [CHANNELS.indexOf('search'), CHANNELS.indexOf('campaign')];
    addSource(db, { text: 'https://www.find.example/', name: 'Find', channel: search });
    addSource(db, { text: 'utm:find|cpc|', name: 'Find', channel: campaign });
    addSource(db, { text: 'https://www.find.example.org/url', name: 'Find', channel: search });
    addSource(db, { text: 'utm:find|banner|', name: 'Find', channel: campaign });
    addSource(db, { text: 'https://other.example/', name: 'other.example', channel: 0 });
    const events = loadEvents(db);
    expect([...events.siteOfSource]).toEqual([0, 1, 2, 1, 2, 5]);
    expect([...events.campaignOfSource]).toEqual([0, 0, 1, 0, 1, 0]);
  });

  test('agents of all versions of a browser on one system are one program', () => {
    const db = openMemory();
    const chrome = { ...PERSON, browser: 'Chrome Mobile', os: 'Android' };
    addAgent(db, { ...chrome, text: 'chrome 120', major: '120' });
    addAgent(db, { ...PERSON, text: 'nameless', browser: '', os: '' });
    addAgent(db, { ...chrome, text: 'chrome 121', major: '121' });
    addAgent(db, { ...chrome, text: 'chrome on a desk', browser: 'Chrome', os: 'Windows' });
    addAgent(db, { ...chrome, text: 'robot', bot: true, botClass: 'search', botRule: 'isbot: x' });
    expect([...loadEvents(db).programOfAgent]).toEqual([0, 1, 0, 1, 4, 5]);
  });

  test('beyond 60,000 agents only their kind is told apart, and ids still fit in two bytes', () => {
    const db = openMemory();
    const insert = db.prepare("INSERT INTO agents (id, text, browser, os, device, bot) VALUES (?, ?, 'B', 'O', 1, 0)");
    db.transaction(() => {
      for (let id = 1; id <= 60_000; id++) insert.run(id, `agent ${id}`);
    })();
    const agent = PERSON;
    expect(addAgent(db, { ...agent, text: 'new one' })).toBe(60_001);
    expect(addAgent(db, { ...agent, text: 'new two' })).toBe(60_001);
    expect(addAgent(db, { ...agent, text: 'a bot', bot: true })).toBe(60_002);
    expect(addAgent(db, { ...agent, text: 'agent 7' })).toBe(7);
  });
});

test('the SQL table shows the same rows, from a file and from memory', () => {
  const dir = folder();
  const writer = openWriter(dir);
  const memory = openMemory();
  for (const db of [writer, memory]) bring(db, [...MORNING, ...NOON], { flushRows: 3 });
  const reader = openReader(dir);
  for (const db of [reader, memory]) {
    registerEventsTable(db);
    expect(asSet(db.prepare('SELECT * FROM events').all() as ReturnType<typeof loaded>)).toEqual(asSet(loaded(db)));
    expect(db.prepare('SELECT person, count(*) AS n FROM events GROUP BY person ORDER BY person').all()).toEqual([
      { person: 1, n: 4 },
      { person: 2, n: 2 },
    ]);
  }
  bring(writer, [line(99 * MINUTE, 5, 1, 1)]);
  expect(number(reader, 'SELECT count(*) FROM events')).toBe(7);
  reader.close();
  writer.close();
});
