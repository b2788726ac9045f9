import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../../workers/engine.ts';
import { createEventHub } from './events.ts';
import { watchImports } from './imported.ts';
import { answer, type Host, sendError } from './routes.ts';
import { createSession } from './session.ts';
import { loadAssets } from './static.ts';
import { openInbox } from './uploads.ts';

const ADDRESS = '127.0.0.1';
const KEEP_ALIVE_MS = 10_000;

/** Limits against slow or endless requests; `requestTimeout` covers the longest upload. */
export const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 3_600_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
} as const;

export interface LoopbackOptions {
  engine: Engine;
  /** Folder of the built renderer. */
  webDir: string;
  /** Folder for uploads; emptied at start, removed at the end. The engine must be given the same. */
  inboxDir: string;
  /** Default: a free one. */
  port?: number;
  /** Called once when the last window has been gone for `keepAliveMs` and no job runs. */
  onAllClosed?: () => void;
  /** Default 10 s: longer than any reload, shorter than anyone notices. */
  keepAliveMs?: number;
  /** Largest upload in bytes; default what the disk has free, less a reserve. */
  uploadLimitBytes?: number;
}

export interface Loopback {
  /** Address that opens the app once. */
  url: string;
  /** `http://127.0.0.1:<port>`, without the token. */
  origin: string;
  /** Stops listening, ends every connection and removes the uploads. Does not close the engine. */
  close(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Serves the built renderer and the contract to this computer's own browser, on 127.0.0.1 only. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { engine, inboxDir, uploadLimitBytes } = options;
  const assets = await loadAssets(options.webDir);
  let at: Host | undefined;
  const server = createServer({ ...LIMITS, noDelay: true }, (request, response) => {
    // A client that goes away mid-answer is not our failure.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    if (!at) return void response.destroy();
    answer(at, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendError(response, 500, 'internal');
    });
  });
  server.maxConnections = 256;
  const port = await listen(server, options.port ?? 0);
  const host = `${ADDRESS}:${port}`;
  const inbox = await openInbox({
    inboxDir,
    ...(uploadLimitBytes === undefined ? {} : { limitBytes: uploadLimitBytes }),
  });
  const session = createSession(port);
  const hub = createEventHub({
    engine,
    onAllClosed: options.onAllClosed ?? (() => undefined),
    keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS,
  });
  const imports = watchImports(engine, inbox);
  at = { host, engine, session, assets, inbox, hub, imports };
  return {
    url: `http://${host}/?token=${session.token() ?? ''}`,
    origin: `http://${host}`,
    async close() {
      imports.stop();
      hub.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await inbox.close();
    },
  };
}
