import { logFormat } from '../log-format.ts';
import { proxyNotation } from '../log-proxy.ts';

/** Logs of HAProxy and Squid. */
export const proxyLog = logFormat(proxyNotation, {
  title: 'HAProxy or Squid log',
  about: 'What a proxy in front of your site noted down: HAProxy, also in a system log, or Squid.',
});
