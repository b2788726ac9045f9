import { test } from 'vitest';
import { survivesKills } from './crash-rig.ts';

/** Kills in all. More by command: CRASH_KILLS=500 npx vitest run test/services/crash */
const KILLS = Number(process.env.CRASH_KILLS ?? 52);

test(
  'an import into a store in clear is killed again and again: nothing is left behind, and the same import afterwards gives the same store',
  () => survivesKills('', KILLS),
  600_000,
);
