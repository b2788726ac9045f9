import { cloudFrontNotation } from '../log-cloudfront.ts';
import { logFormat } from '../log-format.ts';

/** CloudFront logs without a heading: one JSON object a line (standard since 2024, real-time), or real-time between tabs. */
export const cloudFrontLog = logFormat(cloudFrontNotation, {
  title: 'CloudFront log in JSON or in real time',
  about:
    'Logs of Amazon CloudFront with one JSON object a line, and real-time logs with all their fields between tabs. Real-time logs with some fields only are read as a log of your own format: give the list of the fields.',
});
