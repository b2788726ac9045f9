import { MOST_GOALS } from '../../shared/contract/kept.ts';
import { AppError } from '../../shared/errors.ts';
import {
  addGoal,
  addNote,
  countKept,
  deleteContentGroup,
  deleteGoal,
  deleteNote,
  deleteSavedSegment,
  deleteView,
  listContentGroups,
  listGoals,
  listNotes,
  listSavedSegments,
  listViews,
  saveContentGroup,
  saveSegment,
  saveView,
} from '../store/tables/kept.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';
import { assertNoSpecialCategory } from './special-conditions.ts';

/** More of each than anybody keeps by hand. */
const MOST = { segments: 500, views: 500, groups: 500, notes: 5000, goals: MOST_GOALS } as const;

function checkRoom({ db }: CommandContext, what: keyof typeof MOST): void {
  if (countKept(db)[what] >= MOST[what]) throw new AppError('invalid-input', { field: what, most: MOST[what] });
}

export const segments: Group<'segments'> = {
  'segments.list': ({ db }) => listSavedSegments(db),
  'segments.save': (context, segment) => {
    checkRoom(context, 'segments');
    assertNoSpecialCategory(segment.name, segment.condition);
    saveSegment(context.db, segment);
    return { saved: true };
  },
  'segments.remove': ({ db }, { name }) => ({ removed: deleteSavedSegment(db, name) }),
};

export const views: Group<'views'> = {
  'views.list': ({ db }) => listViews(db),
  'views.save': (context, view) => {
    checkRoom(context, 'views');
    saveView(context.db, view);
    return { saved: true };
  },
  'views.remove': ({ db }, { name }) => ({ removed: deleteView(db, name) }),
};

export const groups: Group<'groups'> = {
  'groups.list': ({ db }) => listContentGroups(db),
  'groups.save': (context, group) => {
    checkRoom(context, 'groups');
    saveContentGroup(context.db, group);
    // Figures by group change at once.
    context.touch();
    return { saved: true };
  },
  'groups.remove': ({ db, touch }, { pattern }) => {
    const removed = deleteContentGroup(db, pattern);
    if (removed) touch();
    return { removed };
  },
};

export const goals: Group<'goals'> = {
  'goals.list': ({ db }) => listGoals(db),
  'goals.save': (context, goal) => {
    checkRoom(context, 'goals');
    addGoal(context.db, goal);
    return { saved: true };
  },
  'goals.remove': ({ db }, goal) => ({ removed: deleteGoal(db, goal) }),
};

export const notes: Group<'notes'> = {
  'notes.list': ({ db }) => listNotes(db),
  'notes.save': (context, note) => {
    checkRoom(context, 'notes');
    return { id: addNote(context.db, note) };
  },
  'notes.remove': ({ db }, { note }) => ({ removed: deleteNote(db, note) }),
};
