import { type Condition, conditionSchema } from '../../../shared/conditions.ts';
import type { ContentGroup, DayNote, KeptView, SavedSegment, SavedView } from '../../../shared/contract/kept.ts';
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

/** Pages and events that are goals, in the order in which they were made so. */
export const listGoals = (db: ReadDb): string[] =>
  all<{ page: string }>(db, 'SELECT page FROM kept_goals ORDER BY id').map(({ page }) => page);

export const addGoal = (db: WriteDb, page: string): void =>
  void run(db, 'INSERT INTO kept_goals (page) VALUES (?) ON CONFLICT (page) DO NOTHING', page);

export const deleteGoal = (db: WriteDb, page: string): boolean =>
  run(db, 'DELETE FROM kept_goals WHERE page = ?', page).changes > 0;

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
