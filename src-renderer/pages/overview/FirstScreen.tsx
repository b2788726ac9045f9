import { FolderOpen, Sparkles } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import type { Status } from '../../../shared/contract/app.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { LinePicture, TablePicture } from '../../ui/pictures.tsx';
import { Note } from '../../ui/States.tsx';
import { JobList } from '../JobList.tsx';
import { useSample } from '../start-sample.ts';
import { asFiles, takeFiles } from '../take-files.ts';

/** The first screen: two ways in, and the promise. */
export function FirstScreen({ status, working }: { status: Status; working: boolean }) {
  const sample = useSample();
  return (
    <div className="first">
      <div className="first-head stack">
        <h2>Understand your customers, on your own computer</h2>
        <p className="measure">
          Inglenook reads the files you already have – website logs, social network exports, reviews, orders – and shows
          who came, what they said and what they bought. Nothing leaves this computer.
        </p>
      </div>
      {working ? (
        <JobList />
      ) : (
        <div className="first-ways">
          <Card
            title="Try it with sample data"
            subtitle="A made-up shop: 18 months of visits, posts, reviews and orders."
          >
            <div className="stack">
              <LinePicture />
              <Button
                look="main"
                icon={<Sparkles aria-hidden className="icon" />}
                onPress={sample.start}
                isDisabled={sample.isPending}
              >
                Try it with sample data
              </Button>
              <p className="small quiet">You can take it away again on Imports.</p>
            </div>
          </Card>
          <Card title="Bring your own files" subtitle="Drop them anywhere on this window, at any time.">
            <div className="stack">
              <TablePicture />
              <FileTrigger allowsMultiple onSelect={(files) => void takeFiles(asFiles(files ?? []))}>
                <Button look="main" icon={<FolderOpen aria-hidden className="icon" />}>
                  Bring your own files
                </Button>
              </FileTrigger>
              <p className="small quiet">
                You see what is in a file, and what is kept of it, before anything is stored.
              </p>
            </div>
          </Card>
        </div>
      )}
      {status.vault.protection === 'none' && (
        <Note action={<a href="#/settings">Set a passphrase</a>}>
          Until you set a passphrase, Inglenook keeps no readable names or addresses at all.
        </Note>
      )}
    </div>
  );
}
