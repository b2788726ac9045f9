import * as z from 'zod';
import { id, nothing, text } from '../check.ts';
import { type Condition, conditionSchema, propertyListSchema } from '../conditions.ts';
import { command, query } from './define.ts';

const name = () => z.string().trim().min(1).max(80);
/** A local date, YYYY-MM-DD, that the calendar has. */
const day = () => z.iso.date();

/** A condition under a name, to be used on every page, in reports and on the command line. */
export interface SavedSegment {
  name: string;
  condition: Condition;
}

const viewSchema = z.strictObject({
  /** Page, and what its address says besides. */
  path: z.string().regex(/^\/[a-z-]*$/),
  query: z.record(text(60), text(2000)).default({}),
  /** Dates: a preset by its name, or two local dates with `custom`. */
  preset: z.string().regex(/^[a-z0-9-]{1,20}$/),
  from: day(),
  to: day(),
  compare: z.boolean(),
  bots: z.boolean(),
  /** Name of the segment; null = everybody. */
  segment: name().nullable(),
});
/** A page with its dates and filters, as it was kept. */
export type KeptView = z.output<typeof viewSchema>;

export interface SavedView {
  name: string;
  view: KeptView;
}

/** Pages that belong together: a path, or with * at its end every path that begins so. */
export interface ContentGroup {
  name: string;
  pattern: string;
}

/** A word of the owner on a day, shown on every time chart and in reports. */
export interface DayNote {
  id: number;
  /** Local date, YYYY-MM-DD. */
  day: string;
  text: string;
}

/** Goals that can be counted at once. */
export const MOST_GOALS = 50;
/** A page or event that is a goal, and what its properties must be. */
const goalSchema = z.strictObject({
  page: z.string().trim().min(1).max(2000),
  properties: propertyListSchema.default([]),
});
export type KeptGoal = z.output<typeof goalSchema>;

export const kept = {
  'segments.list': query<SavedSegment[]>()('Segments that were kept, by name', nothing()),
  'segments.save': command<{ saved: boolean }>()(
    'Keep a segment; one of the same name is replaced',
    z.strictObject({ name: name(), condition: conditionSchema }),
  ),
  'segments.remove': command<{ removed: boolean }>()('Forget a segment', z.strictObject({ name: name() })),
  'views.list': query<SavedView[]>()('Pages with dates and filters that were kept, by name', nothing()),
  'views.save': command<{ saved: boolean }>()(
    'Keep a page with its dates and filters; one of the same name is replaced',
    z.strictObject({ name: name(), view: viewSchema }),
  ),
  'views.remove': command<{ removed: boolean }>()('Forget a kept view', z.strictObject({ name: name() })),
  'groups.list': query<ContentGroup[]>()('Groups of pages, by name', nothing()),
  'groups.save': command<{ saved: boolean }>()(
    'Put a page, or with * at its end all that begin so, into a group of pages',
    z.strictObject({ name: name(), pattern: z.string().trim().min(1).max(500) }),
  ),
  'groups.remove': command<{ removed: boolean }>()(
    'Take a page or pattern out of its group',
    z.strictObject({ pattern: text(500) }),
  ),
  'goals.list': query<KeptGoal[]>()(
    'Pages and events that are goals, in the order in which they were added',
    nothing(),
  ),
  'goals.save': command<{ saved: boolean }>()(
    'Make a page or event a goal; with * at its end, every page that begins so; with properties, where it has them',
    goalSchema,
  ),
  'goals.remove': command<{ removed: boolean }>()('Make a page or event a goal no longer', goalSchema),
  'notes.list': query<DayNote[]>()('Notes on days, oldest first', nothing()),
  'notes.save': command<{ id: number }>()(
    'Note something on a day; it is shown on every time chart and in reports',
    z.strictObject({ day: day(), text: z.string().trim().min(1).max(200) }),
  ),
  'notes.remove': command<{ removed: boolean }>()('Forget a note', z.strictObject({ note: id() })),
};
