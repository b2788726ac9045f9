import * as z from 'zod';
import { nothing, text } from '../check.ts';
import { WORKSPACE_KINDS } from './app.ts';
import { command, query } from './define.ts';

/** One workspace: a store, its keys and its settings, in a folder of their own. Nothing is shared between two of them. */
export interface Workspace {
  /** `main` for the one that lies in the data folder itself. */
  id: string;
  name: string;
  kind: (typeof WORKSPACE_KINDS)[number];
  /** Open in this window. */
  open: boolean;
}

/** Id of a workspace: `main`, or the name of its folder. */
export const workspaceId = () => z.string().regex(/^(?:main|[0-9a-f]{12})$/);

export const workspaces = {
  'workspaces.list': query<Workspace[]>()('Every workspace in this data folder', nothing()),
  'workspaces.create': command<{ workspace: string }>()(
    'Make an empty workspace, for another business or a client',
    z.strictObject({ name: text(80).refine((name) => name.trim() !== ''), kind: z.enum(WORKSPACE_KINDS) }),
  ),
  'workspaces.open': command<{ workspace: string }>()(
    'Close the open workspace and open another',
    z.strictObject({ workspace: workspaceId() }),
  ),
  'workspaces.remove': command<{ removed: boolean }>()(
    'Delete a workspace that is not open, with everything in it',
    z.strictObject({ workspace: workspaceId() }),
  ),
};
