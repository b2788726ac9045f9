import { labAgent } from './lab-agent.ts';
import { aspectsLab } from './lab-aspects.ts';
import { labAudit } from './lab-audit.ts';
import { clvLab } from './lab-clv.ts';
import { labConsent } from './lab-consent.ts';
import { detectLab } from './lab-detect.ts';
import { funnelLab } from './lab-funnel.ts';
import { intentsLab } from './lab-intents.ts';
import { labKanon } from './lab-kanon.ts';
import { logLab } from './lab-log.ts';
import { TEXT_LABS } from './lab-moods.ts';
import { pathsLab } from './lab-paths.ts';
import { labPii } from './lab-pii.ts';
import { labReferrer } from './lab-referrer.ts';
import { retentionLab } from './lab-retention.ts';
import { rfmLab } from './lab-rfm.ts';
import { sessionsLab } from './lab-sessions.ts';
import { topicsLab } from './lab-topics.ts';
import type { LineLab } from './line-lab.ts';

/** Every line lab. */
export const LINE_LABS: readonly LineLab[] = [
  detectLab,
  logLab,
  labAgent,
  labReferrer,
  sessionsLab,
  funnelLab,
  retentionLab,
  rfmLab,
  clvLab,
  pathsLab,
  topicsLab,
  aspectsLab,
  intentsLab,
  labPii,
  labKanon,
  labConsent,
  labAudit,
  ...TEXT_LABS,
];
