import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { Status } from '../../shared/contract/app.ts';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { useQuery } from '../api/use-query.ts';
import { say } from '../state/notices.ts';
import { NewWorkspace } from './NewWorkspace.tsx';

const NEW = 'new';

/** The name of the open workspace; opens the list of the others, and of what can be done with them. */
export function WorkspaceSwitcher({ status, collapsed }: { status: Status | undefined; collapsed: boolean }) {
  const [making, setMaking] = useState(false);
  const { data: workspaces = [] } = useQuery('workspaces.list', {});
  const open = useCommand('workspaces.open');
  const name = status?.settings.workspaceName || 'Inglenook';
  const choose = (id: string) => {
    if (id === NEW) setMaking(true);
    else if (!workspaces.some((entry) => entry.id === id && entry.open))
      open.mutate({ workspace: id }, { onError: (error) => say(errorText(error).what, 'bad') });
  };
  return (
    <>
      <MenuTrigger>
        <AriaButton className="button quiet rail-workspace" aria-label={`Workspace: ${name}`}>
          {!collapsed && <span className="rail-name">{name}</span>}
          <ChevronsUpDown aria-hidden className="icon" />
        </AriaButton>
        <Popover className="popover" placement="bottom start">
          <Menu className="menu" aria-label="Workspaces" onAction={(key) => choose(String(key))}>
            {workspaces.map((entry) => (
              <MenuItem key={entry.id} id={entry.id} textValue={entry.name} className="menu-item">
                <span className="menu-mark">{entry.open && <Check aria-hidden className="icon" />}</span>
                <span className="stack tight">
                  <span>{entry.name}</span>
                  <span className="small quiet">
                    {entry.kind === 'own' ? 'Own business' : 'Somebody else’s data'}
                    {entry.open && ' · open now'}
                  </span>
                </span>
              </MenuItem>
            ))}
            <Separator className="menu-line" />
            <MenuItem id={NEW} textValue="New workspace" className="menu-item">
              <span className="menu-mark">
                <Plus aria-hidden className="icon" />
              </span>
              New workspace…
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {making && <NewWorkspace onClose={() => setMaking(false)} />}
    </>
  );
}
