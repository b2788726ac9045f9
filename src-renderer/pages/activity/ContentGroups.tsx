import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { pageNames } from './series.ts';
import { StepField } from './StepField.tsx';

const PAGES = { limit: 100 };

/** Groups of pages: made here, by a page or by how pages begin, and how they are visited. */
export function ContentGroups() {
  const { data: groups = [] } = useQuery('groups.list', {});
  const { reply } = useAnalysis('top-pages', PAGES);
  const pages = useMemo(() => (reply?.result.kind === 'table' ? pageNames(reply.result) : []), [reply]);
  const [name, setName] = useState('');
  const save = useCommand('groups.save');
  const remove = useCommand('groups.remove');
  const wanted = name.trim();
  const failed = save.error ?? remove.error;
  return (
    <div className="stack">
      <div className="row wide end">
        <TextField
          label="Name of a group of pages"
          value={name}
          onChange={setName}
          placeholder="Shop"
          size={20}
          error={wanted.length > 80 ? 'At most 80 letters.' : undefined}
        />
        <StepField
          label="Its pages"
          action="Add to the group"
          pages={pages}
          isDisabled={wanted === '' || wanted.length > 80 || save.isPending}
          onAdd={(pattern) => save.mutate({ name: wanted, pattern: pattern.trim() })}
        />
      </div>
      {failed && <ErrorState {...errorText(failed)} />}
      {groups.length > 0 && (
        <ul className="chips plain" aria-label="Groups of pages">
          {groups.map(({ name: group, pattern }) => (
            <li key={pattern} className="chip">
              {group}: {pattern}
              <Button
                look="quiet"
                aria-label={`Take ${pattern} out of ${group}`}
                icon={<X aria-hidden className="icon" />}
                isDisabled={remove.isPending}
                onPress={() => remove.mutate({ pattern })}
              />
            </li>
          ))}
        </ul>
      )}
      <AnalysisCard id="content-groups" empty="Name a group of pages above: its visits show here." />
    </div>
  );
}
