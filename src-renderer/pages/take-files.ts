import { errorText } from '../api/error-text.ts';
import { toFileRefs } from '../api/upload.ts';
import { addArrivals, setHanding } from '../state/arrivals.ts';
import { say } from '../state/notices.ts';
import { go } from '../state/place.ts';

/** Takes files that were dropped or chosen to the page Imports, where they are looked at before anything is stored. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  go('/imports');
  setHanding(0);
  try {
    addArrivals(await toFileRefs(files, setHanding));
  } catch (error) {
    const { what, safe, todo } = errorText(error);
    say(`${what} ${safe} ${todo}`, 'bad');
  } finally {
    setHanding(null);
  }
}

/** Files of a drop. A browser cannot hand a folder over as one; Electron can, as a path. */
export function filesOfDrop(transfer: DataTransfer): { files: File[]; folders: number } {
  const files = [...transfer.files];
  if (window.inglenook) return { files, folders: 0 };
  const folders = new Set(
    [...transfer.items].flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      return entry?.isDirectory ? [entry.name] : [];
    }),
  );
  return { files: files.filter((file) => !folders.has(file.name)), folders: folders.size };
}
