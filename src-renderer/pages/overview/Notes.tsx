import type { Status } from '../../../shared/contract/app.ts';
import { Note } from '../../ui/States.tsx';

/** What the owner should know before reading the figures. */
export function Notes({ status }: { status: Status }) {
  return (
    <>
      {status.hasSample && (
        <Note action={<a href="#/imports">Remove it on Imports</a>}>
          The made-up sample shop is in these figures. Nothing in the sample is real.
        </Note>
      )}
      {!status.hasSample && status.vault.protection === 'none' && (
        <Note action={<a href="#/settings">Set a passphrase</a>}>
          Until you set a passphrase, Inglenook keeps no readable names or addresses at all.
        </Note>
      )}
    </>
  );
}
