import { logFormat } from '../log-format.ts';
import { gcsNotation } from '../log-gcs.ts';

/** Usage logs of Google Cloud Storage. */
export const gcsLog = logFormat(gcsNotation, {
  title: 'Google Cloud Storage usage log',
  about: 'What a bucket of Google Cloud Storage noted down about the files it handed out.',
});
