import { FolderClock } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { canChooseFolder, chooseFolder } from '../../api/choose-folder.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { addArrivals, useArrivals } from '../../state/arrivals.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatBytes } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';

/** How often the folder is looked at while this page is open. */
const EVERY_MS = 10_000;

/** New files in the folder that the owner chose to have watched. Nothing of them is read in until it is asked for. */
export function WatchCard() {
  const { data, refetch } = useQuery('watch.list', {}, { everyMs: EVERY_MS });
  const again = () => void refetch();
  if (!data) return null;
  return data.folder === '' ? (
    <ChooseFolder canChoose={data.canChoose} onChange={again} />
  ) : (
    <NewFiles {...data} onChange={again} />
  );
}

function ChooseFolder({ canChoose, onChange }: { canChoose: boolean; onChange: () => void }) {
  const choose = useCommand('watch.choose');
  const [failure, setFailure] = useState<unknown>(null);
  const ask = async () => {
    setFailure(null);
    try {
      const folder = await chooseFolder();
      if (folder !== '') await choose.mutateAsync({ folder });
    } catch (error) {
      setFailure(error);
    }
    onChange();
  };
  return (
    <Card title="Watch a folder">
      <p className="quiet measure">
        New files in a folder of your choice, such as your downloads, are then offered here. Nothing is imported by
        itself.
      </p>
      {canChoose && canChooseFolder() ? (
        <div className="row">
          <Button
            icon={<FolderClock aria-hidden className="icon" />}
            onPress={() => void ask()}
            isDisabled={choose.isPending}
          >
            Choose a folder to watch
          </Button>
        </div>
      ) : (
        <p className="small quiet">
          A page in a browser may not choose folders. On the command line: <code>npx inglenook watch FOLDER</code>
        </p>
      )}
      {failure !== null && <ErrorState {...errorText(failure)} />}
    </Card>
  );
}

function NewFiles({ folder, canChoose, files, onChange }: Output<'watch.list'> & { onChange: () => void }) {
  const choose = useCommand('watch.choose');
  const ignore = useCommand('watch.ignore');
  const waiting = useArrivals((state) => state.files);
  const locale = useLocale();
  const offered = files.filter(({ file }) => !waiting.some(({ ref }) => ref === file));
  return (
    <Card title={`New in “${folder}”`}>
      {offered.length === 0 && (
        <p className="quiet">No new files that Inglenook knows. It looks again every ten seconds.</p>
      )}
      <ul className="plain stack tight">
        {offered.map(({ file, name, sizeBytes, title }) => (
          <li key={file} className="row spread">
            <span className="row">
              <FolderClock aria-hidden className="icon" />
              {name} <span className="small quiet">{`${title} · ${formatBytes(sizeBytes, locale)}`}</span>
            </span>
            <span className="row">
              <Button aria-label={`Look into ${name}`} onPress={() => addArrivals([{ ref: file, name }])}>
                Look into it
              </Button>
              <Button
                look="quiet"
                aria-label={`Leave out ${name}`}
                onPress={() => ignore.mutate({ files: [file] }, { onSettled: onChange })}
              >
                Leave out
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {canChoose && (
        <div className="row">
          <Button look="quiet" onPress={() => choose.mutate({ folder: '' }, { onSettled: onChange })}>
            Stop watching
          </Button>
        </div>
      )}
    </Card>
  );
}
