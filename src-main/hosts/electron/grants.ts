import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import * as z from 'zod';
import { contract, type MethodName } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { placesIn } from '../../../shared/places.ts';

/** A file of a drop or of a file dialog, as the preload saw it. `below`: its path inside a folder that was chosen whole. */
const chosenSchema = z.array(z.strictObject({ path: z.string().max(4096), below: z.string().max(4096) })).max(5000);

/** What the person has chosen in this session. The page can name nothing else. */
export interface Grants {
  /** Notes what the preload read from files that Chromium gave the page; throws for anything of another form. */
  addChosen(chosen: unknown): Promise<void>;
  /** A folder from the host's own dialog. */
  addFolder(folder: string): void;
  /** Throws `file-not-allowed` when an input names a file or folder that nobody chose. */
  check(name: MethodName, input: unknown): Promise<void>;
}

/** References into folders of Inglenook's own or the one the owner has watched; the core finds the file in there itself. */
const OWN_FOLDER = /^(?:watch|backup|upload):/;

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/** The folder that was chosen whole, from a file in it; null where the two do not fit together. */
function folderAbove(path: string, below: string): string | null {
  const steps = below.split('/');
  const [name, ...rest] = steps;
  if (name === undefined || rest.length === 0) return null;
  const folder = rest.reduce(dirname, path);
  return join(folder, ...rest) === path && basename(folder) === name ? folder : null;
}

/** Grants of one run of the program; nothing of them is stored. */
export function createGrants(): Grants {
  const files = new Set<string>();
  const folders = new Set<string>();

  /** A link inside a chosen folder leads where nobody chose to go. */
  const isReallyInside = async (folder: string, path: string): Promise<boolean> => {
    if (!isInside(folder, path)) return false;
    try {
      return isInside(await realpath(folder), await realpath(path));
    } catch {
      // What is not there is told by the core, which then finds nothing.
      return true;
    }
  };

  const isGranted = async (place: string): Promise<boolean> => {
    if (place === '' || OWN_FOLDER.test(place)) return true;
    if (!isAbsolute(place) || normalize(place) !== place || place.includes('\0')) return false;
    if (files.has(place) || folders.has(place)) return true;
    for (const folder of folders) if (await isReallyInside(folder, place)) return true;
    return false;
  };

  return {
    async addChosen(chosen) {
      const parsed = chosenSchema.safeParse(chosen);
      if (!parsed.success) throw new AppError('invalid-input');
      for (const { path, below } of parsed.data) {
        // Of a file that the page made itself there is no path.
        if (!isAbsolute(path)) continue;
        const isFolder = await stat(path).then(
          (about) => about.isDirectory(),
          () => false,
        );
        (isFolder ? folders : files).add(path);
        const folder = folderAbove(path, below);
        if (folder !== null) folders.add(folder);
      }
    },
    addFolder: (folder) => void folders.add(folder),
    async check(name, input) {
      for (const place of placesIn(contract[name].input, input ?? {}))
        if (!(await isGranted(place))) throw new AppError('file-not-allowed');
    },
  };
}
