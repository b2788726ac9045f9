/** One measured figure. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What the value must not exceed (`most`) or fall below (`least`) to count as reached. */
  most?: number;
  least?: number;
  /** Name under which `--json` also gives the bare value. */
  key?: string;
  /** Anything a reader must know to judge the figure. */
  note?: string;
}

export interface BenchOptions {
  /** Rows of generated input; each entry has its own default. */
  rows?: number;
  /** An empty folder that goes away after the run. */
  dir: string;
}

/** One entry of `npm run bench`. Prints nothing itself: the frame prints the figures. */
export interface Bench {
  name: string;
  title: string;
  run(options: BenchOptions): Promise<Figure[]>;
}

/** Milliseconds that `work` takes, best of `times` after one warm-up. */
export async function bestOf<T>(times: number, work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  let value = await work();
  let ms = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    value = await work();
    ms = Math.min(ms, performance.now() - start);
  }
  return { ms, value };
}

/** Largest memory this process has had, in MB. */
export const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;
