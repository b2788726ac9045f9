import { cloudFrontNotation } from '../log-cloudfront.ts';
import { logFormat } from '../log-format.ts';

/** CloudFront logs with one JSON object a line, standard (since 2024) or real-time. */
export const cloudFrontLog = logFormat(cloudFrontNotation, {
  title: 'CloudFront log in JSON',
  about: 'Logs of Amazon CloudFront with one JSON object a line: standard logs since 2024, and real-time logs.',
});
