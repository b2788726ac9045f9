-- Written by "npm run schema". Version 42.

CREATE TABLE agents (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, browser TEXT NOT NULL, os TEXT NOT NULL, device INTEGER NOT NULL, bot INTEGER NOT NULL, major TEXT NOT NULL DEFAULT '', bot_class TEXT NOT NULL DEFAULT '', bot_rule TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE aspect_group_edits (
  name TEXT PRIMARY KEY,
  -- '' = its own.
  own_name TEXT NOT NULL,
  -- The thing it is counted with; '' = by itself.
  merged_into TEXT NOT NULL,
  hidden INTEGER NOT NULL
) STRICT;

CREATE TABLE aspect_groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TRIGGER aspect_groups_changes AFTER UPDATE ON aspect_groups BEGIN INSERT INTO message_changes VALUES (-1, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  facts TEXT NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END;

CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  line INTEGER NOT NULL,
  -- 1 = the version that counts; older versions stay so that undo can bring them back.
  current INTEGER NOT NULL DEFAULT 1,
  content_hash BLOB NOT NULL,
  network TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL,
  currency TEXT NOT NULL,
  spend REAL NOT NULL,
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  conversions REAL NOT NULL, ad_group TEXT NOT NULL DEFAULT '', ad TEXT NOT NULL DEFAULT '', reach INTEGER NOT NULL DEFAULT 0, revenue REAL NOT NULL DEFAULT 0,
  UNIQUE (network, key, run_id)
) STRICT;

CREATE INDEX campaigns_run ON campaigns (run_id);

CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  wording TEXT NOT NULL,
  run_id INTEGER REFERENCES import_runs (id),
  line INTEGER,
  UNIQUE (person_id, purpose, at_ms, state, run_id)
) STRICT;

CREATE INDEX consents_person ON consents (person_id, purpose, at_ms);

CREATE INDEX consents_run ON consents (run_id);

CREATE TABLE content_groups (pattern TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE day_notes (id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, text TEXT NOT NULL) STRICT;

CREATE TABLE dropped_numbers (
  number INTEGER PRIMARY KEY,
  -- 1 = their figures stay, without them.
  keep INTEGER NOT NULL
) STRICT;

CREATE TABLE event_columns (
  segment_id INTEGER NOT NULL REFERENCES event_segments (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  width INTEGER NOT NULL,
  base REAL NOT NULL,
  scale REAL NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (segment_id, name)
) STRICT;

CREATE TABLE event_keys (
  hour INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  part INTEGER NOT NULL,
  keys BLOB NOT NULL,
  repeats BLOB NOT NULL,
  PRIMARY KEY (hour, run_id, part)
) STRICT;

CREATE INDEX event_keys_run ON event_keys (run_id, hour);

CREATE TABLE event_runs (
  seq INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL UNIQUE REFERENCES import_runs (id)
) STRICT;

CREATE TABLE event_segments (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  chain INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  people INTEGER NOT NULL,
  first_person INTEGER NOT NULL,
  last_person INTEGER NOT NULL,
  from_ms REAL NOT NULL,
  to_ms REAL NOT NULL
) STRICT;

CREATE INDEX event_segments_partition ON event_segments (partition, chain, id);

CREATE TABLE export_parts (
  export_id INTEGER NOT NULL REFERENCES exports (id),
  analysis TEXT NOT NULL,
  -- SHA-256 of the figures as they were handed out.
  figures BLOB NOT NULL,
  PRIMARY KEY (export_id, analysis)
) STRICT, WITHOUT ROWID;

CREATE TABLE export_people (
  export_id INTEGER NOT NULL REFERENCES exports (id),
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (export_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX export_people_person ON export_people (person_id);

CREATE TABLE export_scopes (
  export_id INTEGER NOT NULL REFERENCES exports (id),
  purpose TEXT NOT NULL,
  record TEXT NOT NULL CHECK (record IN ('events', 'orders', 'messages')),
  rows INTEGER NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (export_id, purpose, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE exports (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  -- Kind of file.
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  -- JSON: dates, robots, segment.
  filter TEXT NOT NULL,
  -- Imports up to this one were in it.
  last_run INTEGER NOT NULL,
  -- Thousandths of epsilon that noisy figures used up; 0 = a file without noise.
  milli_epsilon INTEGER NOT NULL CHECK (milli_epsilon >= 0),
  -- Of the file.
  sha256 BLOB NOT NULL
) STRICT;

CREATE TABLE figures (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  line INTEGER NOT NULL,
  current INTEGER NOT NULL DEFAULT 1,
  content_hash BLOB NOT NULL,
  -- Network and account, and below it metric, dimension, item and period: together what the figure is about.
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  network TEXT NOT NULL,
  account TEXT NOT NULL,
  metric TEXT NOT NULL,
  dimension TEXT NOT NULL,
  item TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL,
  value REAL NOT NULL,
  currency TEXT NOT NULL,
  UNIQUE (scope, key, run_id)
) STRICT;

CREATE INDEX figures_run ON figures (run_id);

CREATE TABLE hashtags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TRIGGER hashtags_changes AFTER UPDATE ON hashtags BEGIN INSERT INTO message_changes VALUES (-1, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TABLE identifiers (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people (id)
) STRICT;

CREATE INDEX identifiers_person ON identifiers (person_id);

CREATE TABLE import_runs (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  file_sha256 BLOB,
  size_bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  mapping TEXT,
  state TEXT NOT NULL CHECK (state IN ('running', 'ready', 'undone', 'failed', 'cancelled')),
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER,
  kept INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  from_ms REAL,
  to_ms REAL,
  sample INTEGER NOT NULL DEFAULT 0
    , choices TEXT, read_as TEXT, whole_digest BLOB, same_as INTEGER REFERENCES import_runs (id), suppressed INTEGER NOT NULL DEFAULT 0, part_of INTEGER REFERENCES import_runs (id)) STRICT;

CREATE INDEX import_runs_part_of ON import_runs (part_of) WHERE part_of IS NOT NULL;

CREATE INDEX import_runs_same ON import_runs (same_as);

CREATE INDEX import_runs_sha256 ON import_runs (file_sha256);

CREATE TABLE interests (
  id INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL,
  text TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX interests_purpose ON interests (purpose, id);

CREATE TABLE interface_languages (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE jobs (id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE kept_audits (
  name TEXT PRIMARY KEY,
  -- A signed report, or a private key in PEM.
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_goals (
  id INTEGER PRIMARY KEY,
  page TEXT NOT NULL,
  properties TEXT NOT NULL DEFAULT '',
  UNIQUE (page, properties)
) STRICT;

CREATE TABLE mappings (signature TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE message_aspects (
  message_id INTEGER NOT NULL REFERENCES message_readings (message_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  group_id INTEGER NOT NULL REFERENCES aspect_groups (id),
  category TEXT NOT NULL,
  polarity INTEGER NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER message_aspects_changes_delete AFTER DELETE ON message_aspects BEGIN INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_aspects_changes_insert AFTER INSERT ON message_aspects BEGIN INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_aspects_changes_update AFTER UPDATE ON message_aspects BEGIN
  INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE TRIGGER message_aspects_delete AFTER DELETE ON message_aspects BEGIN
  DELETE FROM aspect_groups WHERE id = old.group_id
    AND NOT EXISTS (SELECT 1 FROM message_aspects WHERE group_id = old.group_id);
    END;

CREATE INDEX message_aspects_group ON message_aspects (group_id);

CREATE TABLE message_changes (block INTEGER PRIMARY KEY, changes INTEGER NOT NULL) STRICT;

CREATE TABLE message_corrections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  network TEXT NOT NULL,
  key TEXT NOT NULL,
  -- The writer: erased, they take it along, even while the message is not here. 0 = unknown.
  author_id INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('mood', 'aspect')),
  -- The group of an aspect as it was read; '' for a mood.
  found TEXT NOT NULL,
  -- 0 negative, 1 neutral, 2 positive; NULL = as it was read.
  polarity INTEGER CHECK (polarity IN (0, 1, 2)),
  -- '' = as they were read.
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  -- 1 = no aspect at all.
  dropped INTEGER NOT NULL,
  UNIQUE (network, key, what, found)
) STRICT;

CREATE INDEX message_corrections_author ON message_corrections (author_id);

CREATE TRIGGER message_corrections_changes_delete AFTER DELETE ON message_corrections BEGIN INSERT INTO message_changes SELECT id >> 10, 1 FROM messages WHERE network = old.network AND key = old.key ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_corrections_changes_insert AFTER INSERT ON message_corrections BEGIN INSERT INTO message_changes SELECT id >> 10, 1 FROM messages WHERE network = new.network AND key = new.key ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_corrections_changes_update AFTER UPDATE ON message_corrections BEGIN
  INSERT INTO message_changes SELECT id >> 10, 1 FROM messages WHERE network = old.network AND key = old.key ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes SELECT id >> 10, 1 FROM messages WHERE network = new.network AND key = new.key ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE TABLE message_readings (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  intents INTEGER NOT NULL,
  apart INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL,
  -- 0 = no topic
  topic_id INTEGER NOT NULL DEFAULT 0
    , bands BLOB, repeat_of INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TRIGGER message_readings_changes_delete AFTER DELETE ON message_readings BEGIN INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_readings_changes_insert AFTER INSERT ON message_readings BEGIN INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_readings_changes_update AFTER UPDATE ON message_readings BEGIN
  INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE INDEX message_readings_fingerprint ON message_readings (fingerprint) WHERE fingerprint > 0;

CREATE INDEX message_readings_repeats ON message_readings (repeat_of) WHERE repeat_of > 0;

CREATE INDEX message_readings_version ON message_readings (version);

CREATE TABLE message_tags (
  message_id INTEGER NOT NULL REFERENCES message_readings (message_id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES hashtags (id),
  PRIMARY KEY (message_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER message_tags_changes_delete AFTER DELETE ON message_tags BEGIN INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_tags_changes_insert AFTER INSERT ON message_tags BEGIN INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER message_tags_changes_update AFTER UPDATE ON message_tags BEGIN
  INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE TRIGGER message_tags_delete AFTER DELETE ON message_tags BEGIN
  DELETE FROM hashtags WHERE id = old.tag_id AND NOT EXISTS (SELECT 1 FROM message_tags WHERE tag_id = old.tag_id);
    END;

CREATE INDEX message_tags_tag ON message_tags (tag_id);

CREATE VIRTUAL TABLE message_text USING fts5 (
  text,
  content = 'messages',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE 'message_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'message_text_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'message_text_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'message_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  line INTEGER NOT NULL,
  -- 1 = the version that counts; older versions stay so that undo can bring them back.
  current INTEGER NOT NULL DEFAULT 1,
  content_hash BLOB NOT NULL,
  network TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER,
  author_id INTEGER NOT NULL DEFAULT 0,
  own INTEGER NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  rating REAL,
  likes INTEGER NOT NULL,
  shares INTEGER NOT NULL,
  replies INTEGER NOT NULL,
  views INTEGER NOT NULL,
  reply_to_key TEXT,
  url TEXT,
  item_id INTEGER NOT NULL DEFAULT 0,
  sentiment REAL,
  sentiment_version INTEGER NOT NULL DEFAULT 0, reach INTEGER NOT NULL DEFAULT 0, saves INTEGER NOT NULL DEFAULT 0, clicks INTEGER NOT NULL DEFAULT 0,
  UNIQUE (network, key, run_id)
) STRICT;

CREATE INDEX messages_at ON messages (at_ms) WHERE current = 1;

CREATE INDEX messages_author ON messages (author_id);

CREATE TRIGGER messages_changes_delete AFTER DELETE ON messages BEGIN INSERT INTO message_changes VALUES (old.id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER messages_changes_insert AFTER INSERT ON messages BEGIN INSERT INTO message_changes VALUES (new.id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER messages_changes_update AFTER UPDATE ON messages BEGIN
  INSERT INTO message_changes VALUES (old.id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes VALUES (new.id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE INDEX messages_old ON messages (current) WHERE current = 0;

CREATE TRIGGER messages_own_score_update AFTER UPDATE OF text ON messages BEGIN
  DELETE FROM own_scores WHERE message_id = old.id;
    END;

CREATE TRIGGER messages_reading_update AFTER UPDATE OF text ON messages BEGIN
  DELETE FROM message_readings WHERE message_id = old.id;
    END;

CREATE INDEX messages_run ON messages (run_id);

CREATE TRIGGER messages_search_delete AFTER DELETE ON messages BEGIN
  INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', old.id, old.text);
    END;

CREATE TRIGGER messages_search_update AFTER UPDATE OF text ON messages BEGIN
  INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO message_text (rowid, text) VALUES (new.id, new.text);
    END;

CREATE TABLE noise_budget (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  milli_epsilon INTEGER NOT NULL CHECK (milli_epsilon >= 0)
) STRICT;

CREATE TABLE order_columns (
  segment_id INTEGER NOT NULL REFERENCES order_segments (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  width INTEGER NOT NULL,
  base REAL NOT NULL,
  scale REAL NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (segment_id, name)
) STRICT;

CREATE TABLE order_scopes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE order_segment_runs (
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  segment_id INTEGER NOT NULL REFERENCES order_segments (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, segment_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_segment_runs_segment ON order_segment_runs (segment_id);

CREATE TABLE order_segments (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  units INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  -- Orders that count, and when the first and the last of them were.
  current_rows INTEGER NOT NULL,
  from_ms REAL,
  to_ms REAL
) STRICT;

CREATE INDEX order_segments_partition ON order_segments (partition, id);

CREATE TABLE order_words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE own_layers (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;

CREATE TABLE own_people (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  rule_id INTEGER NOT NULL REFERENCES own_rules (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, rule_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX own_people_rule ON own_people (rule_id);

CREATE TABLE own_rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  value TEXT NOT NULL, shown TEXT NOT NULL DEFAULT '', sealed BLOB,
  UNIQUE (kind, value)
) STRICT;

CREATE TABLE own_scores (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  score REAL NOT NULL
) STRICT;

CREATE TRIGGER own_scores_changes_delete AFTER DELETE ON own_scores BEGIN INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER own_scores_changes_insert AFTER INSERT ON own_scores BEGIN INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER own_scores_changes_update AFTER UPDATE ON own_scores BEGIN
  INSERT INTO message_changes VALUES (old.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; INSERT INTO message_changes VALUES (new.message_id >> 10, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1;
    END;

CREATE TABLE own_things (
  found TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  -- 1 = no aspect at all; both others are then ''.
  dropped INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER own_things_changes_delete AFTER DELETE ON own_things BEGIN 
  INSERT INTO message_changes SELECT message_id >> 10, count(*) FROM message_aspects
  WHERE group_id = (SELECT id FROM aspect_groups WHERE name = old.found) GROUP BY message_id >> 10
  ON CONFLICT (block) DO UPDATE SET changes = changes + excluded.changes; END;

CREATE TRIGGER own_things_changes_insert AFTER INSERT ON own_things BEGIN 
  INSERT INTO message_changes SELECT message_id >> 10, count(*) FROM message_aspects
  WHERE group_id = (SELECT id FROM aspect_groups WHERE name = new.found) GROUP BY message_id >> 10
  ON CONFLICT (block) DO UPDATE SET changes = changes + excluded.changes; END;

CREATE TRIGGER own_things_changes_update AFTER UPDATE ON own_things BEGIN 
  INSERT INTO message_changes SELECT message_id >> 10, count(*) FROM message_aspects
  WHERE group_id = (SELECT id FROM aspect_groups WHERE name = old.found) GROUP BY message_id >> 10
  ON CONFLICT (block) DO UPDATE SET changes = changes + excluded.changes; 
  INSERT INTO message_changes SELECT message_id >> 10, count(*) FROM message_aspects
  WHERE group_id = (SELECT id FROM aspect_groups WHERE name = new.found) GROUP BY message_id >> 10
  ON CONFLICT (block) DO UPDATE SET changes = changes + excluded.changes; END;

CREATE TABLE own_words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  word TEXT NOT NULL UNIQUE,
  polarity INTEGER CHECK (polarity IN (0, 1, 2)),
  category TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;

CREATE TRIGGER own_words_changes_delete AFTER DELETE ON own_words BEGIN INSERT INTO message_changes VALUES (-1, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER own_words_changes_insert AFTER INSERT ON own_words BEGIN INSERT INTO message_changes VALUES (-1, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TRIGGER own_words_changes_update AFTER UPDATE ON own_words BEGIN INSERT INTO message_changes VALUES (-1, 1) ON CONFLICT (block) DO UPDATE SET changes = changes + 1; END;

CREATE TABLE page_titles (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  title TEXT NOT NULL,
  at_ms REAL NOT NULL,
  PRIMARY KEY (page_id, run_id, title)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_titles_run ON page_titles (run_id);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  site TEXT NOT NULL DEFAULT '',
  UNIQUE (text, site)
) STRICT;

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  restricted INTEGER NOT NULL DEFAULT 0
    , country TEXT NOT NULL DEFAULT '') STRICT;

CREATE TRIGGER people_numbers_delete AFTER DELETE ON people
    WHEN NOT EXISTS (SELECT 1 FROM person_numbers WHERE person_id = 0 AND number = old.id) BEGIN
  INSERT INTO dropped_numbers (number, keep) VALUES (old.id, 0) ON CONFLICT (number) DO NOTHING;
  INSERT INTO dropped_numbers (number, keep) SELECT number, 0 FROM person_numbers WHERE person_id = old.id
    ON CONFLICT (number) DO NOTHING;
  DELETE FROM person_numbers WHERE person_id = old.id;
    END;

CREATE TABLE person_countries (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  country TEXT NOT NULL,
  PRIMARY KEY (person_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_countries_run ON person_countries (run_id);

CREATE TABLE person_numbers (
  -- 0 = the number is about to go over to somebody else.
  person_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (person_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  line INTEGER NOT NULL,
  current INTEGER NOT NULL DEFAULT 1,
  content_hash BLOB NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  sku TEXT NOT NULL,
  category TEXT NOT NULL,
  price REAL,
  currency TEXT NOT NULL,
  stock REAL,
  active INTEGER NOT NULL,
  UNIQUE (scope, key, run_id)
) STRICT;

CREATE INDEX products_run ON products (run_id);

CREATE TABLE property_sets (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE purpose_limits (
  purpose TEXT PRIMARY KEY,
  from_ms INTEGER,
  until_ms INTEGER,
  consent_days INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rejection_counts (
  run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (run_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejections (
  run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  field TEXT NOT NULL
) STRICT;

CREATE INDEX rejections_run ON rejections (run_id, line);

CREATE TABLE repeats (
  record TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  line INTEGER NOT NULL,
  PRIMARY KEY (record, record_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX repeats_run ON repeats (run_id);

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  law TEXT NOT NULL,
  channel TEXT NOT NULL,
  received_ms INTEGER NOT NULL,
  confirm_by_ms INTEGER,
  due_ms INTEGER NOT NULL,
  extended INTEGER NOT NULL DEFAULT 0,
  -- Null before the person is found, and again once they are erased.
  person_id INTEGER,
  -- Fingerprint of one of their identifiers: recognises the same person's next request after erasure, too.
  subject BLOB,
  identity TEXT NOT NULL DEFAULT 'open' CHECK (identity IN ('open', 'confirmed', 'failed')),
  identity_note TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
  closed_ms INTEGER
) STRICT;

CREATE INDEX requests_person ON requests (person_id);

CREATE INDEX requests_subject ON requests (subject);

CREATE TABLE retained_counts (
  month TEXT NOT NULL,
  format TEXT NOT NULL,
  record TEXT NOT NULL,
  currency TEXT NOT NULL,
  rows INTEGER NOT NULL,
  total REAL NOT NULL,
  PRIMARY KEY (month, format, record, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE "retention_rules" (
  run_id INTEGER NOT NULL,
  format TEXT NOT NULL,
  purpose TEXT NOT NULL,
  months INTEGER NOT NULL CHECK (months >= 1 OR (months = 0 AND purpose = 'ended')),
  PRIMARY KEY (run_id, format, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_basis (
  run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (run_id, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_basis_dates (
  run_id INTEGER PRIMARY KEY REFERENCES import_runs (id) ON DELETE CASCADE,
  from_ms INTEGER,
  until_ms INTEGER,
  CHECK (from_ms IS NOT NULL OR until_ms IS NOT NULL),
  CHECK (from_ms IS NULL OR until_ms IS NULL OR from_ms < until_ms)
) STRICT;

CREATE TABLE run_properties (
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (run_id, name, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale_choices (
  id INTEGER PRIMARY KEY,
  counted TEXT NOT NULL,
  left_out TEXT NOT NULL,
  CHECK (counted <> left_out)
) STRICT;

CREATE UNIQUE INDEX sale_choices_pair ON sale_choices (min(counted, left_out), max(counted, left_out));

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- 'own', 'product', 'competitor' or 'other'
  kind TEXT NOT NULL,
  query TEXT NOT NULL
) STRICT;

CREATE TABLE saved_segments (name TEXT PRIMARY KEY, condition TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE saved_views (name TEXT PRIMARY KEY, view TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE screens (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE segment_runs (
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  segment_id INTEGER NOT NULL REFERENCES event_segments (id) ON DELETE CASCADE,
  rows INTEGER NOT NULL,
  PRIMARY KEY (run_id, segment_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX segment_runs_segment ON segment_runs (segment_id);

CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;

CREATE TABLE sightings (
  run_id INTEGER NOT NULL REFERENCES import_runs (id),
  identifier_id INTEGER NOT NULL REFERENCES identifiers (id),
  PRIMARY KEY (run_id, identifier_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sightings_identifier ON sightings (identifier_id);

CREATE TABLE sources (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, name TEXT NOT NULL, channel INTEGER NOT NULL) STRICT;

CREATE TABLE suppressed (
  mark BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  keep INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_models (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Messages that had been read when it was made: how old it is.
  readings INTEGER NOT NULL,
  -- JSON: ids of the topics; stems of the words.
  topics TEXT NOT NULL,
  stems TEXT NOT NULL,
  -- Float32: log share of each topic over that of "other"; one row per topic: log p(word | topic) over that in all texts.
  shares BLOB NOT NULL,
  lifts BLOB NOT NULL
    , coherence REAL, diversity REAL, texts INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE topics (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  -- The owner's: a name ('' = none), the topic it belongs to (0 = itself), whether it is shown.
  own_name TEXT NOT NULL DEFAULT '',
  merged_into INTEGER NOT NULL DEFAULT 0,
  hidden INTEGER NOT NULL DEFAULT 0,
  -- JSON: stem → weight; what the topic is known again by.
  signature TEXT NOT NULL
) STRICT;

CREATE TABLE vault (
  identifier_id INTEGER PRIMARY KEY REFERENCES identifiers (id) ON DELETE CASCADE,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE watch (id INTEGER PRIMARY KEY CHECK (id = 1), folder TEXT NOT NULL) STRICT;

CREATE TABLE watch_ignored (fingerprint BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
