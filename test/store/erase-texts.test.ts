import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { PERSON_TEXTS, scrubTexts } from '../../src-main/store/tables/erase-texts.ts';
import { listGoals, listSavedSegments, saveContentGroup, saveSegment } from '../../src-main/store/tables/kept.ts';
import { idOfPropertySet, loadPropertySets } from '../../src-main/store/tables/properties.ts';
import { writePropertySet } from '../../shared/properties.ts';

const scrub = (text: string) => text.replaceAll(/vexhart/gi, '[erased]');

/** Columns of text in which nobody is named, by what they hold instead. */
const NOBODY: readonly { holds: string; columns: readonly string[] }[] = [
  {
    holds: 'a word of a list of ours',
    columns: [
      'agents.bot_class agents.bot_rule agents.browser agents.major agents.os audit.action consents.purpose consents.state',
      'counters.name event_columns.name export_parts.analysis export_scopes.purpose export_scopes.record exports.kind',
      'exports.recipient interests.purpose figures.dimension figures.metric identifiers.kind import_runs.format import_runs.state',
      'message_aspects.category message_corrections.category message_corrections.what messages.kind order_columns.name',
      'own_rules.kind own_words.category purpose_limits.purpose rejection_counts.code rejections.code repeats.record',
      'requests.identity requests.kind requests.law requests.state retained_counts.format retained_counts.record',
      'retention_rules.format retention_rules.purpose run_basis.basis run_basis.purpose run_properties.outcome',
      'saved_searches.kind suppressed.kind kept_audits.name campaigns.network figures.network message_corrections.network',
      'messages.network sale_choices.counted sale_choices.left_out mappings.signature',
    ],
  },
  {
    holds: 'a code of a currency, country, language, day or month, or the size of a screen',
    columns: [
      'campaigns.currency figures.currency products.currency retained_counts.currency people.country day_notes.day',
      'person_countries.country messages.language retained_counts.month interface_languages.text screens.text',
    ],
  },
  {
    holds: 'what the business said of itself and its staff',
    columns: ['settings.json own_rules.shown own_rules.value pages.site watch.folder'],
  },
  { holds: 'what is taken care of elsewhere', columns: ['audit.facts kept_audits.content order_words.text'] },
  {
    holds: 'what is worked out anew',
    columns: [
      'own_layers.json own_things.category own_things.found own_things.name topic_models.stems topic_models.topics',
      'topics.label topics.signature',
    ],
  },
  { holds: 'marks under a key', columns: ['suppressed.scope'] },
];

test('every column of text is one that erasures look at, or holds nothing of anybody', () => {
  const columns = all<{ name: string }>(
    openMemory(),
    `SELECT t.name || '.' || c.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'message\\_text%' ESCAPE '\\' AND c.type = 'TEXT'`,
  ).map(({ name }) => name);
  const looked = PERSON_TEXTS.map(({ table, column }) => `${table}.${column}`);
  const nobody = NOBODY.flatMap((entry) => entry.columns.flatMap((line) => line.split(' ')));
  expect(columns.length).toBeGreaterThan(100);
  expect(columns.filter((name) => !looked.includes(name) && !nobody.includes(name))).toEqual([]);
  expect([...looked, ...nobody].filter((name) => !columns.includes(name) && !name.startsWith('message_text'))).toEqual(
    [],
  );
  expect(looked.filter((name) => nobody.includes(name))).toEqual([]);
});

test('sets of properties that become the same stay two, and can be read', () => {
  const db = openMemory();
  const set = (plan: string) =>
    writePropertySet(
      new Map([
        ['plan', plan],
        ['seats', 3 as unknown as string],
      ]),
    );
  const ids = ['for Vexhart', 'for VEXHART', 'for [erased]', 'other'].map((plan) => idOfPropertySet(db, set(plan)));
  scrubTexts(db, scrub);
  const { texts } = loadPropertySets(db);
  expect(ids).toEqual([1, 2, 3, 4]);
  expect(texts).toEqual(['', 'for [erased 1]', 'for [erased 2]', 'for [erased]', 'other']);
  // What was remembered of the words is forgotten.
  expect(idOfPropertySet(db, set('for Vexhart'))).toBe(5);
});

test('what the owner kept goes on working, and a search for somebody goes', () => {
  const db = openMemory();
  run(
    db,
    "INSERT INTO saved_searches (name, kind, query) VALUES ('she', 'own', '\"Vexhart\"'), ('Vexhart tea', 'own', 'tea')",
  );
  saveSegment(db, { name: 'Vexhart', condition: { field: 'page', is: ['/u/vexhart'], in: 'person' } });
  saveSegment(db, { name: 'vexhart', condition: { not: { field: 'page', is: ['/tea'], in: 'person' } } });
  saveContentGroup(db, { name: 'of Vexhart', pattern: '/u/vexhart*' });
  saveContentGroup(db, { name: 'both', pattern: '/u/VEXHART*' });
  run(db, "INSERT INTO kept_goals (page) VALUES ('/u/vexhart'), ('/u/Vexhart')");
  run(db, "INSERT INTO day_notes (day, text) VALUES ('2026-03-02', 'Vexhart rang')");
  scrubTexts(db, scrub);
  const left = (query: string) => all<{ v: string }>(db, query).map(({ v }) => v);
  expect(left("SELECT name || '=' || query AS v FROM saved_searches")).toEqual(['[erased] tea=tea']);
  expect(listSavedSegments(db)).toEqual([
    { name: '[erased 2]', condition: { not: { field: 'page', is: ['/tea'], in: 'person' } } },
    { name: '[erased]', condition: { field: 'page', is: ['/u/[erased]'], in: 'person' } },
  ]);
  expect(left('SELECT pattern AS v FROM content_groups')).toEqual(['/u/[erased]*']);
  expect(listGoals(db).map(({ page }) => page)).toEqual(['/u/[erased]']);
  expect(left('SELECT text AS v FROM day_notes')).toEqual(['[erased] rang']);
});

test('law: whatever stood in any of the columns, nothing of it is left', () => {
  const free = PERSON_TEXTS.filter(({ table }) =>
    ['saved_segments', 'saved_views', 'content_groups', 'day_notes', 'property_sets'].includes(table),
  );
  const tables = [...new Set(free.map(({ table }) => table))];
  const word = fc.constantFrom('Vexhart', 'vexhart', 'VEXHART tea', 'a Vexhart', 'tea', '[erased]');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const db = openMemory();
      for (const text of words) {
        saveContentGroup(db, { name: text, pattern: `/${text}` });
        saveSegment(db, { name: text, condition: { field: 'page', is: [text], in: 'person' } });
        idOfPropertySet(db, writePropertySet(new Map([['who', text]])));
        run(db, "INSERT INTO day_notes (day, text) VALUES ('2026-03-02', ?)", text);
      }
      const groups = new Set(words.map((text) => scrub(`/${text}`))).size;
      scrubTexts(db, scrub);
      const held = JSON.stringify(tables.map((table) => all(db, `SELECT * FROM ${table}`)));
      expect(held).not.toMatch(/vexhart/i);
      const count = (table: string) => all(db, `SELECT 1 FROM ${table}`).length;
      expect(count('saved_segments')).toBe(new Set(words).size);
      expect(count('property_sets')).toBe(new Set(words).size);
      expect(count('content_groups')).toBe(groups);
    }),
    { numRuns: 40 },
  );
});
