import { resolve } from 'node:path';
import { defaultDataDir } from '../launch/data-dir.mjs';

/** The folder of the store: as asked, or the operating system's place for app data. */
export const dataDirOf = (asked: string | undefined): string => (asked ? resolve(asked) : defaultDataDir());
