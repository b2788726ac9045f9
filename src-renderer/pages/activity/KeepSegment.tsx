import { useState } from 'react';
import { conditionSchema } from '../../../shared/conditions.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { chooseSegment } from '../../state/segments.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';

interface KeepSegmentProps {
  condition: unknown;
  /** The name it gets when none is typed. */
  suggestion?: string;
  onKept?: () => void;
}

/** Keeps conditions under a name, as a segment for every page. What is none yet cannot be kept. */
export function KeepSegment({ condition, suggestion = '', onKept }: KeepSegmentProps) {
  const [name, setName] = useState('');
  const keep = useCommand('segments.save');
  const made = conditionSchema.safeParse(condition);
  const wanted = name.trim() || suggestion;
  return (
    <form
      className="row end"
      onSubmit={(event) => {
        event.preventDefault();
        if (!made.success || wanted === '') return;
        keep.mutate(
          { name: wanted, condition: made.data },
          {
            onSuccess: () => {
              chooseSegment(wanted);
              setName('');
              onKept?.();
              say(`Every page now shows “${wanted}” only. Take it off with Filter.`, 'good');
            },
          },
        );
      }}
    >
      <TextField
        label="Keep these conditions as a segment"
        value={name}
        onChange={setName}
        placeholder={suggestion || 'Buyers on phones'}
        size={24}
      />
      <Button type="submit" isDisabled={!made.success || wanted === '' || wanted.length > 80 || keep.isPending}>
        Keep and use
      </Button>
      {keep.error && <ErrorState {...errorText(keep.error)} />}
    </form>
  );
}
