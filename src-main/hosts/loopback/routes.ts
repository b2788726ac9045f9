import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { METHOD_NAMES } from '../../../shared/contract.ts';
import { AppError, type ErrorCode, toWireError } from '../../../shared/errors.ts';
import { encodeFrame, type Reply } from '../../../shared/wire.ts';
import type { Engine } from '../../workers/engine.ts';
import { readJson } from './body.ts';
import type { EventHub } from './events.ts';
import { refusalOf } from './guard.ts';
import { SECURITY_HEADERS } from './headers.ts';
import type { ImportWatch } from './imported.ts';
import type { Session } from './session.ts';
import { SIGN_IN_PAGE, SIGN_IN_POLICY } from './sign-in-page.ts';
import { type Assets, sendAsset } from './static.ts';
import type { Inbox, UploadWish } from './uploads.ts';

const BODY_TIMEOUT_MS = 20_000;

/** What the routes work on. */
export interface Host {
  host: string;
  engine: Engine;
  session: Session;
  assets: Assets;
  inbox: Inbox;
  hub: EventHub;
  imports: ImportWatch;
}

// Derived from the contract; a Map, so that `__proto__` and `constructor` are just unknown paths.
const METHODS: ReadonlyMap<string, string> = new Map(METHOD_NAMES.map((name) => [`/api/${name}`, name]));

const sendReply = (response: ServerResponse, status: number, reply: Reply): void => {
  const bytes = encodeFrame(reply);
  response.writeHead(status, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.length });
  response.end(bytes);
};

/** Answers with an error frame. */
export const sendError = (response: ServerResponse, status: number, code: ErrorCode): void =>
  sendReply(response, status, { ok: false, error: toWireError(new AppError(code), '') });

const sendText = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

/** Refuses a request whose body is not wanted: answers, and drops the connection instead of reading on. */
const hangUp = (request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('Connection', 'close');
  const { socket } = response;
  response.once('finish', () => {
    // A moment, so that the answer is read before the reset that unread bytes cause.
    setTimeout(() => socket?.destroy(), 200).unref();
  });
  request.resume();
};

const failureOf = (error: unknown): Reply => ({
  ok: false,
  error: toWireError(error, randomBytes(4).toString('hex')),
});

async function answerCall(at: Host, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJson(request, BODY_TIMEOUT_MS);
  if (!body.ok) {
    hangUp(request, response);
    return sendError(response, body.status, 'invalid-input');
  }
  let reply: Reply;
  // The page takes a question back by ending its request.
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  try {
    const value = await at.engine.callUnchecked(name, body.value, left.signal);
    at.imports.note(name, body.value, value);
    reply = { ok: true, value };
  } catch (error) {
    reply = failureOf(error);
  }
  if (!left.signal.aborted) sendReply(response, 200, reply);
}

/** What is handed over: `name`, and for a file of a folder its `path` there and, after the first, the folder's `into`. */
function wishOf(query: URLSearchParams): UploadWish {
  const path = query.get('path');
  const into = query.get('into');
  return { name: query.get('name') ?? '', ...(path === null ? {} : { path }), ...(into === null ? {} : { into }) };
}

async function answerUpload(at: Host, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const file = await at.inbox.receive(request, wishOf(url.searchParams));
    sendReply(response, 200, { ok: true, value: { file } });
  } catch (error) {
    // The sender went away: there is nobody to answer.
    if (!response.socket) return;
    hangUp(request, response);
    sendReply(response, error instanceof AppError && error.code === 'disk-full' ? 413 : 400, failureOf(error));
  }
}

/** Everything that does not need a session: only the exchange of the token, and the page that says it is used. */
function answerStranger(at: Host, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null;
  const cookie = token === null ? null : at.session.redeem(token);
  if (cookie !== null) {
    // The token leaves the address bar and the history at once.
    response.writeHead(303, { 'Set-Cookie': cookie, Location: '/' }).end();
    return;
  }
  hangUp(request, response);
  if (METHODS.has(url.pathname)) {
    sendError(response, 401, 'not-allowed-here');
    return;
  }
  response.writeHead(401, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': SIGN_IN_POLICY,
  });
  response.end(SIGN_IN_PAGE);
}

const refuseVerb = (request: IncomingMessage, response: ServerResponse, allowed: string): void => {
  hangUp(request, response);
  response.setHeader('Allow', allowed);
  sendError(response, 405, 'unknown-method');
};

/** Answers one request: guard first, then session, then the route. */
export async function answer(at: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const refusal = refusalOf(request, at.host);
  if (refusal) {
    hangUp(request, response);
    return sendText(response, refusal.status, `refused: ${refusal.reason}`);
  }
  const url = URL.parse(request.url ?? '/', `http://${at.host}`);
  if (!url) {
    hangUp(request, response);
    return sendText(response, 400, 'refused: target');
  }
  if (!at.session.knows(request.headers.cookie)) return answerStranger(at, url, request, response);
  const verb = request.method ?? '';
  const method = METHODS.get(url.pathname);
  if (method !== undefined) {
    return verb === 'POST' ? answerCall(at, method, request, response) : refuseVerb(request, response, 'POST');
  }
  if (url.pathname === '/upload') {
    return verb === 'PUT' ? answerUpload(at, url, request, response) : refuseVerb(request, response, 'PUT');
  }
  if (url.pathname.startsWith('/api/')) {
    hangUp(request, response);
    return sendError(response, 404, 'unknown-method');
  }
  if (verb !== 'GET' && verb !== 'HEAD') return refuseVerb(request, response, 'GET, HEAD');
  if (url.pathname === '/events' && verb === 'GET') return at.hub.add(response);
  // The path as it was sent, not as the parser cleaned it: `/a/../` is not a way to write `/`.
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (sendAsset(at.assets, path, request, response)) return;
  // Browsers ask for it unasked, and report a missing one as an error of the page.
  if (path === '/favicon.ico') response.writeHead(204).end();
  else sendText(response, 404, 'not found');
}
