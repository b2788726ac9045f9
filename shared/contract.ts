import type * as z from 'zod';
import { analyses } from './contract/analyses.ts';
import { app, type Job } from './contract/app.ts';
import { audiences } from './contract/audiences.ts';
import { audits } from './contract/audits.ts';
import { backup } from './contract/backup.ts';
import { corrections } from './contract/corrections.ts';
import { exportLog } from './contract/exports.ts';
import { imports, watch } from './contract/imports.ts';
import { kept } from './contract/kept.ts';
import { limits } from './contract/limits.ts';
import { listening } from './contract/listening.ts';
import { own } from './contract/own.ts';
import { papers } from './contract/papers.ts';
import { privacy } from './contract/privacy.ts';
import { retention } from './contract/retention.ts';
import { rights } from './contract/rights.ts';
import { sales } from './contract/sales.ts';
import { workspaces } from './contract/workspaces.ts';

/** THE contract: every method anyone can call, as a value. Hosts, preload, CLI, help and client are derived from it. */
export const contract = {
  ...app,
  ...imports,
  ...watch,
  ...analyses,
  ...listening,
  ...kept,
  ...corrections,
  ...privacy,
  ...limits,
  ...rights,
  ...retention,
  ...workspaces,
  ...own,
  ...sales,
  ...audits,
  ...backup,
  ...papers,
  ...exportLog,
  ...audiences,
};

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What the caller gives (before defaults are filled in). */
export type Input<N extends MethodName> = z.input<Contract[N]['input']>;
/** What the handler gets (after the check). */
export type Checked<N extends MethodName> = z.output<Contract[N]['input']>;
export type Output<N extends MethodName> = NonNullable<Contract[N]['output']>;
export type KindOf<N extends MethodName> = Contract[N]['kind'];

/** Method names as a run-time allow-list. */
export const METHOD_NAMES = Object.keys(contract) as MethodName[];
export const isMethodName = (name: string): name is MethodName => Object.hasOwn(contract, name);

/** Events that the core pushes to every window. */
export interface Events {
  'jobs.progress': Job;
  /** `only`: nothing but messages, and what is made of them, is another than before. */
  'data.changed': { revision: number; only?: 'messages' };
  /** Another workspace is open now: nothing that a window shows is true any more. */
  'workspace.changed': { workspace: string };
}
export type EventName = keyof Events;
export const EVENT_NAMES = [
  'jobs.progress',
  'data.changed',
  'workspace.changed',
] as const satisfies readonly EventName[];

/** As much of an `AbortSignal` as the core needs, which knows neither browser nor Node. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Anything that can answer the contract: the worker pool, the preload bridge, the loopback client. */
export interface Api {
  /** `signal`: nobody waits for the answer any more; a query that has not begun is dropped, and the call fails as `cancelled`. */
  call<N extends MethodName>(name: N, input: Input<N>, signal?: Signal): Promise<Output<N>>;
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
