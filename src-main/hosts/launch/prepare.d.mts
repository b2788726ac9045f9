/** Folder of the project. */
export declare const ROOT: string;
/** The built command line. */
export declare const CLI: string;
/** Builds what is stale of the given parts (default: all). False when that failed. */
export declare function prepare(parts?: readonly string[]): boolean;
