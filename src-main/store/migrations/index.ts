import type { Migration } from '../migration.ts';
import { runs } from './0001-runs.ts';
import { people } from './0002-people.ts';
import { records } from './0003-records.ts';
import { events } from './0004-events.ts';
import { figures } from './0005-figures.ts';
import { agents } from './0006-agents.ts';
import { orders } from './0007-orders.ts';

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [runs, people, records, events, figures, agents, orders];
