import { expect, test } from 'vitest';
import { openMemory } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { MADE_OF_ALL, ORDER_TEXTS, PERSON_DICTIONARIES, PERSON_ROWS } from '../../src-main/store/tables/person-rows.ts';

/** Columns of text or bytes that stay in clear in a backup whose rows are under the keys of people, by why. */
const IN_CLEAR: readonly { why: string; columns: readonly string[] }[] = [
  {
    why: 'of an import as a whole',
    columns: [
      'import_runs.choices import_runs.file_name import_runs.file_sha256 import_runs.format import_runs.mapping',
      'import_runs.read_as import_runs.state import_runs.whole_digest mappings.json mappings.signature rejections.code',
      'rejections.field rejection_counts.code run_basis.basis run_basis.purpose run_properties.name',
      'run_properties.outcome jobs.json watch.folder watch_ignored.fingerprint',
    ],
  },
  {
    why: 'figures, prices and campaigns, which are nobody’s',
    columns: [
      'campaigns.ad campaigns.ad_group campaigns.content_hash campaigns.currency campaigns.key campaigns.name',
      'campaigns.network figures.account figures.content_hash figures.currency figures.dimension figures.item',
      'figures.key figures.metric figures.network figures.scope products.category products.content_hash',
      'products.currency products.key products.name products.scope products.sku retained_counts.currency',
      'retained_counts.format retained_counts.month retained_counts.record',
    ],
  },
  {
    why: 'rows under a number, in columns; their texts are in lists of their own',
    columns: [
      'event_columns.data event_columns.name event_keys.keys event_keys.repeats order_columns.data order_columns.name',
      'order_scopes.text',
    ],
  },
  {
    why: 'the owner’s own words and choices: what they wrote of somebody is told as a limit',
    columns: [
      'aspect_group_edits.merged_into aspect_group_edits.name aspect_group_edits.own_name content_groups.name',
      'content_groups.pattern day_notes.day day_notes.text interests.purpose interests.text kept_goals.page',
      'kept_goals.properties own_words.category own_words.name own_words.word purpose_limits.purpose',
      'retention_rules.format retention_rules.purpose sale_choices.counted sale_choices.left_out saved_searches.kind',
      'saved_searches.name saved_searches.query saved_segments.condition saved_segments.name saved_views.name',
      'saved_views.view settings.json',
    ],
  },
  {
    why: 'what was handed out or written down of many, by codes, counts and fingerprints',
    columns: [
      'audit.action audit.facts audit.hash audit.previous audit_head.hash counters.name export_parts.analysis',
      'export_parts.figures export_scopes.purpose export_scopes.record exports.filter exports.kind exports.recipient',
      'exports.sha256 kept_audits.content kept_audits.name',
    ],
  },
  {
    why: 'fingerprints of whoever was erased before the backup, which keep them out',
    columns: ['suppressed.kind suppressed.mark suppressed.scope'],
  },
];

test('every column of text or bytes is sealed per person, made anew, or in clear for a reason', () => {
  const columns = all<{ table: string; name: string }>(
    openMemory(),
    `SELECT t.name AS "table", t.name || '.' || c.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'message\\_text%' ESCAPE '\\'
       AND c.type IN ('TEXT', 'BLOB')`,
  );
  const sealed = new Set<string>([
    ...PERSON_ROWS.map(({ table }) => table),
    ...PERSON_DICTIONARIES,
    ...MADE_OF_ALL,
    'page_titles',
  ]);
  const inClear = IN_CLEAR.flatMap((entry) => entry.columns.flatMap((line) => line.split(' ')));
  expect(columns.length).toBeGreaterThan(120);
  expect(columns.filter(({ table, name }) => !sealed.has(table) && !inClear.includes(name))).toEqual([]);
  // Nothing is listed that is not there, or is sealed anyway.
  const open = columns.filter(({ table }) => !sealed.has(table)).map(({ name }) => name);
  expect(inClear.filter((name) => !open.includes(name))).toEqual([]);
  expect(ORDER_TEXTS).toContain('text');
});
