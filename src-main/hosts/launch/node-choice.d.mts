/** Whether a version such as `v22.12.0` is new enough. */
export declare function isNewEnough(version: string): boolean;
/** The Node that `npm ci` brought along for this system; null where there is none. */
export declare function pinnedNode(
  root: string,
  platform?: string,
  arch?: string,
): { path: string; version: string } | null;
/** Starts a program on this terminal and answers its exit code. */
export declare function runHere(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<number>;
/** True when this Node may go on; else the script was run again under the right one and the exit code is set. */
export declare function underRightNode(root: string, script: string, args: readonly string[]): Promise<boolean>;
/** Options for every Node of this computer, less those that have it write what is in memory to a file. */
export declare function quietOptions(options: string): string;
/** The environment in which the program runs: few heaps of glibc, unless a number was chosen. */
export declare function programEnv(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
