import { balancerNotation } from './log-balancer.ts';
import { cloudFrontNotation } from './log-cloudfront.ts';
import { customNotation } from './log-custom.ts';
import { gcsNotation } from './log-gcs.ts';
import type { LogNotation } from './log-hit.ts';
import { jsonNotation } from './log-json.ts';
import { proxyNotation } from './log-proxy.ts';
import { s3Notation } from './log-s3.ts';
import { standardNotation } from './log-standard.ts';
import { w3cNotation } from './log-w3c.ts';

/** Notations that know their lines by shape. */
export const SHAPED_NOTATIONS: readonly LogNotation[] = [
  standardNotation,
  w3cNotation,
  jsonNotation,
  cloudFrontNotation,
  balancerNotation,
  s3Notation,
  proxyNotation,
  gcsNotation,
];

/** Every way to write logs that can be read. */
export const LOG_NOTATIONS: readonly LogNotation[] = [...SHAPED_NOTATIONS, customNotation];
