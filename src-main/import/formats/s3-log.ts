import { logFormat } from '../log-format.ts';
import { s3Notation } from '../log-s3.ts';

/** Server access logs of Amazon S3. */
export const s3Log = logFormat(s3Notation, {
  title: 'Amazon S3 access log',
  about: 'What an Amazon S3 bucket noted down about the pages and files it handed out.',
});
