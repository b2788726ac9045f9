import { labAgent } from './lab-agent.ts';
import { aspectsLab } from './lab-aspects.ts';
import { detectLab } from './lab-detect.ts';
import { intentsLab } from './lab-intents.ts';
import { logLab } from './lab-log.ts';
import { labReferrer } from './lab-referrer.ts';
import { topicsLab } from './lab-topics.ts';
import type { LineLab } from './line-lab.ts';

/** Every line lab. */
export const LINE_LABS: readonly LineLab[] = [
  detectLab,
  logLab,
  labAgent,
  labReferrer,
  topicsLab,
  aspectsLab,
  intentsLab,
];
