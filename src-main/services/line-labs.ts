import { labAgent } from './lab-agent.ts';
import { detectLab } from './lab-detect.ts';
import { logLab } from './lab-log.ts';
import { labReferrer } from './lab-referrer.ts';
import { TEXT_LABS } from './lab-texts.ts';
import type { LineLab } from './line-lab.ts';

/** Every line lab. */
export const LINE_LABS: readonly LineLab[] = [detectLab, logLab, labAgent, labReferrer, ...TEXT_LABS];
