import type { IncomingMessage } from 'node:http';

/** Why a request is refused before anything of it is looked at. */
export interface Refusal {
  status: 400 | 403 | 421;
  reason: 'target' | 'host' | 'origin' | 'site';
}

const countOf = (request: IncomingMessage, name: string): number => {
  let count = 0;
  for (let i = 0; i < request.rawHeaders.length; i += 2) if (request.rawHeaders[i]?.toLowerCase() === name) count++;
  return count;
};

/**
 * Lets through only what a page of this very host, or the person at the address bar, can send.
 * Host: against DNS rebinding. Origin and Sec-Fetch-Site: against other sites and against other local ports, which
 * browsers call "same-site" and to which SameSite cookies are therefore no barrier.
 * Writing requests must name their origin: every browser sends it with POST and PUT.
 */
export function refusalOf(request: IncomingMessage, host: string): Refusal | null {
  // An absolute-form target (`GET http://other/`) would carry a second host; `//` is read as one by URL parsers.
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//')) return { status: 400, reason: 'target' };
  if (request.headers.host !== host || countOf(request, 'host') !== 1) return { status: 421, reason: 'host' };
  const origin = request.headers.origin;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (origin === undefined ? !reads : origin !== `http://${host}`) return { status: 403, reason: 'origin' };
  const site = request.headers['sec-fetch-site'];
  // `none` is the address bar or a launched app window: fine for opening the app, never for calling it.
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && reads))
    return { status: 403, reason: 'site' };
  return null;
}
