import type { Api, EventName, Events, Input, MethodName, Output, Signal } from '../../shared/contract.ts';
import { AppError, fromWireError } from '../../shared/errors.ts';
import { decodeFrame, type Reply } from '../../shared/wire.ts';

/** What Electron's preload script puts on the window; absent in a browser. */
export interface Bridge {
  /** `ticket`: a number by which the page can take the call back; unlike any other that is under way. */
  call(name: string, input: unknown, ticket?: number): Promise<Reply>;
  takeBack(ticket: number): Promise<unknown>;
  on(event: string, listener: (payload: never) => void): () => void;
  /** Has the host let the files in; '' for what is no file of this computer. */
  pathsOf(files: File[]): Promise<string[]>;
  /** A folder by the system's own dialog; '' when the person chose none. */
  chooseFolder(): Promise<Reply>;
}

declare global {
  interface Window {
    inglenook?: Bridge;
  }
}

/** Gives the value of a reply or throws its AppError. */
export function openReply(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  throw fromWireError(reply.error);
}

/** Reads a frame that came over HTTP. An answer that is no frame (a refused session, a stopped host) is an AppError too. */
export function readFrame(bytes: ArrayBuffer, status: number): unknown {
  let reply: Reply;
  try {
    reply = decodeFrame(new Uint8Array(bytes)) as Reply;
  } catch {
    throw new AppError(status === 401 || status === 403 ? 'not-allowed-here' : 'internal', { status });
  }
  return openReply(reply);
}

function bridgeClient(bridge: Bridge): Api {
  let tickets = 0;
  return {
    async call(name, input, signal) {
      const ticket = ++tickets;
      const takeBack = () => void bridge.takeBack(ticket);
      signal?.addEventListener('abort', takeBack, { once: true });
      try {
        return openReply(await bridge.call(name, input, ticket)) as never;
      } finally {
        signal?.removeEventListener('abort', takeBack);
      }
    },
    on: (event, listener) => bridge.on(event, listener as (payload: never) => void),
  };
}

function loopbackClient(): Api {
  let source: EventSource | undefined;
  return {
    async call<N extends MethodName>(name: N, input: Input<N>, signal?: Signal): Promise<Output<N>> {
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        signal: (signal as AbortSignal | undefined) ?? null,
      });
      return readFrame(await response.arrayBuffer(), response.status) as Output<N>;
    },
    on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
      source ??= new EventSource('/events');
      const handle = (message: MessageEvent<string>) => listener(JSON.parse(message.data) as Events[E]);
      const open = source;
      open.addEventListener(event, handle);
      return () => open.removeEventListener(event, handle);
    },
  };
}

/** The contract over whatever host this page runs in: Electron's bridge when there is one, else the loopback host. */
export function createClient(): Api {
  return window.inglenook ? bridgeClient(window.inglenook) : loopbackClient();
}
