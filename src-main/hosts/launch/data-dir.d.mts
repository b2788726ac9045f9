/** The operating system's place for an app's data. */
export declare function defaultDataDir(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
  home?: string,
): string;
