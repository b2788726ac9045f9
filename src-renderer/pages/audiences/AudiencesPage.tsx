import { useStatus } from '../../api/use-status.ts';
import { TablePicture } from '../../ui/pictures.tsx';
import { Note, Skeleton } from '../../ui/States.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { AudienceMaker } from './AudienceMaker.tsx';
import './audiences.css';

/** Audiences: a list of people for an ad platform, without anybody who did not agree. */
export function AudiencesPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  if (status.settings.workspaceKind === 'adviser')
    return <Note tone="attention">Lists of people are not made from a workspace with someone else’s data.</Note>;
  if (status.counts.orders === 0 && status.counts.events === 0)
    return (
      <EmptyPage
        title="Which people may you show ads to elsewhere?"
        files="A table of orders with e-mail addresses fills this page; a list of customers adds what they agreed to."
        picture={<TablePicture />}
      />
    );
  return <AudienceMaker />;
}
