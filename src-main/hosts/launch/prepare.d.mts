/** Folder of the project. */
export const ROOT: string;
/** The built command line. */
export const CLI: string;
/** Builds what is stale of the given parts (default: all). False when that failed. */
export function prepare(parts?: readonly string[]): boolean;
