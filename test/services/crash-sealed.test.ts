import { test } from 'vitest';
import { survivesKills } from './crash-rig.ts';

/** Kills in all. More by command: CRASH_KILLS=500 npx vitest run test/services/crash */
const KILLS = Number(process.env.CRASH_KILLS ?? 12);

test(
  'an import into a store that is encrypted is killed again and again: nothing is left behind, and the same import afterwards gives the same store',
  () => survivesKills('a quiet well-lit workroom', KILLS),
  600_000,
);
