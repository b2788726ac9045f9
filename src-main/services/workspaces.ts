import type { Settings } from '../../shared/contract/app.ts';
import type { Workspace } from '../../shared/contract/workspaces.ts';
import { AppError } from '../../shared/errors.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { addWorkspace, deleteWorkspace, MAIN_WORKSPACE, readWorkspaces, renameWorkspace } from '../store/workspaces.ts';
import type { QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import type { CoreOptions } from './options.ts';

const ID_BYTES = 6;

/** Name of the main workspace while another one is open and nobody has named it. */
const MAIN_NAME = 'Main workspace';

/** All workspaces; the open one as its own settings name it, or, while they cannot be read, as the list does. */
export function workspacesOf(options: CoreOptions, here: Settings | null): Workspace[] {
  const { main, entries } = readWorkspaces(options.rootDir);
  const named = { id: MAIN_WORKSPACE, name: main?.name || MAIN_NAME, kind: main?.kind ?? ('own' as const) };
  return [named, ...entries].map((entry) => {
    if (entry.id !== options.workspace) return { ...entry, open: false };
    return here
      ? { id: entry.id, name: here.workspaceName || entry.name, kind: here.workspaceKind, open: true }
      : { ...entry, open: true };
  });
}

const listWorkspaces = ({ options, settings }: QueryContext): Workspace[] => workspacesOf(options, settings());

function known(context: QueryContext, id: string): Workspace {
  const found = listWorkspaces(context).find((entry) => entry.id === id);
  if (!found) throw new AppError('not-found');
  return found;
}

/** What the list of workspaces says of the open one, after its settings changed or it was opened first. */
export function noteOwnName({ options, settings }: QueryContext): void {
  const { workspaceName, workspaceKind } = settings();
  renameWorkspace(options.rootDir, { id: options.workspace, name: workspaceName, kind: workspaceKind });
}

export const workspaces: Group<'workspaces'> = {
  'workspaces.list': listWorkspaces,
  'workspaces.create': ({ options, audit }, { name, kind }) => {
    const id = Buffer.from(options.random(ID_BYTES)).toString('hex');
    addWorkspace(options.rootDir, { id, name: name.trim(), kind });
    audit('workspace.created', { kind });
    return { workspace: id };
  },
  'workspaces.open': (context, { workspace }) => {
    known(context, workspace);
    if (isBusy(context.db)) throw new AppError('busy');
    context.options.reopen({ workspace });
    return { workspace };
  },
  'workspaces.remove': (context, { workspace }) => {
    const { open } = known(context, workspace);
    // The main one lies in the folder that holds all the others.
    if (open || workspace === MAIN_WORKSPACE) throw new AppError('not-allowed-here');
    deleteWorkspace(context.options.rootDir, workspace);
    context.audit('workspace.removed');
    return { removed: true };
  },
};
