import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { contentPolicy } from './headers.ts';

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
// Vite writes `name-<8 characters of hash>.ext` into assets/.
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;

interface Asset {
  bytes: Buffer;
  type: string;
  etag: string;
  cache: string;
}

/** The built renderer by URL path. */
export type Assets = ReadonlyMap<string, Asset>;

/**
 * Reads the built renderer (a few MB) once. Requests are then looked up in the table by their exact path: no request
 * ever becomes a file name, so there is nothing to traverse, and a rebuild while running cannot mix two versions.
 */
export async function loadAssets(webDir: string): Promise<Assets> {
  const assets = new Map<string, Asset>();
  for (const entry of await readdir(webDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (type === undefined) continue;
    const bytes = await readFile(file);
    const path = `/${relative(webDir, file).split(sep).join('/')}`;
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const cache = HASHED.test(path) ? 'private, max-age=31536000, immutable' : 'private, no-cache';
    assets.set(path === '/index.html' ? '/' : path, { bytes, type, etag, cache });
  }
  return assets;
}

/**
 * react-aria puts one `<style>` element in (usePress, usePreventScroll) and reads its nonce from this element. Fresh with
 * every page, hence never cached.
 */
function sendPage(page: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const html = page
    .toString('utf8')
    .replace(/<head[^>]*>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
  response.writeHead(200, {
    'Content-Type': TYPES['.html'],
    'Content-Length': Buffer.byteLength(html),
    'Content-Security-Policy': contentPolicy(`'nonce-${nonce}'`),
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}

/** Answers a GET or HEAD of a known path; false when there is no such file. */
export function sendAsset(assets: Assets, path: string, request: IncomingMessage, response: ServerResponse): boolean {
  const asset = assets.get(path);
  if (!asset) return false;
  if (asset.type === TYPES['.html']) {
    sendPage(asset.bytes, request, response);
    return true;
  }
  response.setHeader('ETag', asset.etag);
  response.setHeader('Cache-Control', asset.cache);
  if (request.headers['if-none-match'] === asset.etag) {
    response.writeHead(304).end();
    return true;
  }
  response.writeHead(200, { 'Content-Type': asset.type, 'Content-Length': asset.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : asset.bytes);
  return true;
}
