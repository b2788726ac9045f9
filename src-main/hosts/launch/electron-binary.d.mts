type Env = Readonly<Record<string, string | undefined>>;

/** Path of Electron's binary, or null; never starts a download. */
export declare function findElectron(root: string, env?: Env, platform?: NodeJS.Platform): string | null;

/** Which host opens; `why` is one sentence when it is not Electron although nobody asked for the browser. */
export declare function chooseHost(situation: {
  wish: string | undefined;
  root: string;
  env: Env;
  platform: NodeJS.Platform;
  isRoot: boolean;
}): { host: 'electron' | 'browser' | null; electron: string | null; why: string | null };
