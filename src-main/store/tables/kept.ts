import { type Condition, conditionSchema, propertyListSchema, type PropertyTest } from '../../../shared/conditions.ts';
import type {
  ContentGroup,
  DayNote,
  KeptGoal,
  KeptView,
  SavedSegment,
  SavedView,
} from '../../../shared/contract/kept.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** A condition as it stands in the store; null where this program does not understand it (any more). */
function toCondition(json: string): Condition | null {
  const read = conditionSchema.safeParse(JSON.parse(json));
  return read.success ? read.data : null;
}

export const listSavedSegments = (db: ReadDb): SavedSegment[] =>
  all<{ name: string; condition: string }>(db, 'SELECT name, condition FROM saved_segments ORDER BY name').flatMap(
    ({ name, condition: json }) => {
      const condition = toCondition(json);
      return condition ? [{ name, condition }] : [];
    },
  );

/** The condition of a kept segment; null when there is none of that name. */
export function findSavedSegment(db: ReadDb, name: string): Condition | null {
  const row = get<{ condition: string }>(db, 'SELECT condition FROM saved_segments WHERE name = ?', name);
  return row ? toCondition(row.condition) : null;
}

export const saveSegment = (db: WriteDb, { name, condition }: SavedSegment): void =>
  void run(
    db,
    'INSERT INTO saved_segments (name, condition) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET condition = excluded.condition',
    name,
    JSON.stringify(condition),
  );

export const deleteSavedSegment = (db: WriteDb, name: string): boolean =>
  run(db, 'DELETE FROM saved_segments WHERE name = ?', name).changes > 0;

export const listViews = (db: ReadDb): SavedView[] =>
  all<{ name: string; view: string }>(db, 'SELECT name, view FROM saved_views ORDER BY name').map(({ name, view }) => ({
    name,
    view: JSON.parse(view) as KeptView,
  }));

export const saveView = (db: WriteDb, { name, view }: SavedView): void =>
  void run(
    db,
    'INSERT INTO saved_views (name, view) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET view = excluded.view',
    name,
    JSON.stringify(view),
  );

export const deleteView = (db: WriteDb, name: string): boolean =>
  run(db, 'DELETE FROM saved_views WHERE name = ?', name).changes > 0;

export const listContentGroups = (db: ReadDb): ContentGroup[] =>
  all(db, 'SELECT name, pattern FROM content_groups ORDER BY name, pattern');

export const saveContentGroup = (db: WriteDb, { name, pattern }: ContentGroup): void =>
  void run(
    db,
    'INSERT INTO content_groups (pattern, name) VALUES (?, ?) ON CONFLICT (pattern) DO UPDATE SET name = excluded.name',
    pattern,
    name,
  );

export const deleteContentGroup = (db: WriteDb, pattern: string): boolean =>
  run(db, 'DELETE FROM content_groups WHERE pattern = ?', pattern).changes > 0;

export const listNotes = (db: ReadDb): DayNote[] => all(db, 'SELECT id, day, text FROM day_notes ORDER BY day, id');

export const addNote = (db: WriteDb, { day, text }: Omit<DayNote, 'id'>): number =>
  Number(run(db, 'INSERT INTO day_notes (day, text) VALUES (?, ?)', day, text).lastInsertRowid);

export const deleteNote = (db: WriteDb, note: number): boolean =>
  run(db, 'DELETE FROM day_notes WHERE id = ?', note).changes > 0;

/** A list of properties as it stands in the store, the same however it was written; '' = none. */
const propertiesText = (tests: readonly PropertyTest[]): string =>
  tests.length === 0
    ? ''
    : JSON.stringify(
        tests.map(({ name, is, contains, from, above, to, below }) => ({ name, is, contains, from, above, to, below })),
      );

/** Goals, in the order in which they were made; without those that this program does not understand (any more). */
export const listGoals = (db: ReadDb): KeptGoal[] =>
  all<{ page: string; properties: string }>(db, 'SELECT page, properties FROM kept_goals ORDER BY id').flatMap(
    ({ page, properties }) => {
      const read = propertyListSchema.safeParse(properties === '' ? [] : JSON.parse(properties));
      return read.success ? [{ page, properties: read.data }] : [];
    },
  );

export const addGoal = (db: WriteDb, { page, properties }: KeptGoal): void =>
  void run(
    db,
    'INSERT INTO kept_goals (page, properties) VALUES (?, ?) ON CONFLICT (page, properties) DO NOTHING',
    page,
    propertiesText(properties),
  );

export const deleteGoal = (db: WriteDb, { page, properties }: KeptGoal): boolean =>
  run(db, 'DELETE FROM kept_goals WHERE page = ? AND properties = ?', page, propertiesText(properties)).changes > 0;

/** How many of each there are. */
export const countKept = (
  db: ReadDb,
): { segments: number; views: number; groups: number; notes: number; goals: number } => ({
  segments: number(db, 'SELECT count(*) FROM saved_segments'),
  views: number(db, 'SELECT count(*) FROM saved_views'),
  groups: number(db, 'SELECT count(*) FROM content_groups'),
  notes: number(db, 'SELECT count(*) FROM day_notes'),
  goals: number(db, 'SELECT count(*) FROM kept_goals'),
});
