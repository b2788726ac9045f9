import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';

const SCHEME = 'app';
const HOST = 'bundle';

/** The only page there is. */
export const ENTRY_URL = `${SCHEME}://${HOST}/index.html`;

/** True for addresses of our own files; parsed, not compared by prefix, so `app://bundle.evil` is outside. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The policy of every answer: our own files and nothing else. `nonce` lets react-aria put its one `<style>` element in
 * (usePress, usePreventScroll); it is fresh per page load, so no `unsafe-inline` is needed.
 * https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
 */
const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headersFor = (type: string, nonce: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy(nonce),
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
});

/** Paths of the built renderer by URL path. A request is only ever looked up here, so there is nothing to traverse. */
async function listFiles(folder: string, path = '/'): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) {
      for (const found of await listFiles(file, `${path}${entry.name}/`)) files.set(...found);
    } else if (entry.isFile() && TYPES[extname(entry.name)] !== undefined) files.set(`${path}${entry.name}`, file);
  }
  return files;
}

/** react-aria reads its nonce from this element; the attribute's value is hidden from the page's own scripts by the browser. */
const withNonce = (html: string, nonce: string): string =>
  html.replace(/<head[^>]*>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);

/** Tells Chromium that app:// is a proper, secure origin. Must run before Electron is ready. https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer, and only it, as app://bundle/. Files are read through Node, never through file://. */
export async function serveApp(protocol: Protocol, webDir: string): Promise<void> {
  const files = await listFiles(webDir);
  protocol.handle(SCHEME, async (request) => {
    const nonce = randomBytes(16).toString('base64');
    const refuse = (status: number) =>
      new Response(null, { status, headers: headersFor('text/plain; charset=utf-8', nonce) });
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const file = isAppUrl(request.url) ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined) return refuse(404);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const bytes = await readFile(file);
    const body = type.startsWith('text/html') ? withNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes);
    return new Response(request.method === 'HEAD' ? null : body, { headers: headersFor(type, nonce) });
  });
}
