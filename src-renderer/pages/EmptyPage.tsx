import { FolderOpen, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/States.tsx';
import { JobList } from './JobList.tsx';
import { useSample } from './start-sample.ts';
import { asFiles, takeFiles } from './take-files.ts';

interface EmptyPageProps {
  /** What the page answers. */
  title: string;
  /** Which file fills it. */
  files: string;
  /** A small picture of it filled (ui/pictures.tsx). */
  picture: ReactNode;
}

/** A page without the data it needs: what it answers, which file fills it, a way to bring one and a way to try. */
export function EmptyPage({ title, files, picture }: EmptyPageProps) {
  const sample = useSample();
  return (
    <div className="stack wide">
      <JobList />
      <EmptyState
        title={title}
        picture={picture}
        actions={
          <>
            <FileTrigger allowsMultiple onSelect={(chosen) => void takeFiles(asFiles(chosen ?? []))}>
              <Button look="main" icon={<FolderOpen aria-hidden className="icon" />}>
                Choose files…
              </Button>
            </FileTrigger>
            <Button
              icon={<Sparkles aria-hidden className="icon" />}
              isDisabled={sample.isPending}
              onPress={sample.start}
            >
              Try it with sample data
            </Button>
          </>
        }
      >
        <p>{files}</p>
        <p>Or drop files anywhere on this window. You see what is in them before anything is stored.</p>
      </EmptyState>
    </div>
  );
}
