import { logFormat } from '../log-format.ts';
import { w3cNotation } from '../log-w3c.ts';

/** Logs with #Fields above their columns: IIS, CloudFront, Incapsula, NetScaler, SHOUTcast, Icecast. */
export const w3cLog = logFormat(w3cNotation, {
  title: 'Web log in the W3C format',
  about: 'Logs of IIS, CloudFront, Incapsula, NetScaler and SHOUTcast: lines under a heading that begins with #Fields.',
});
