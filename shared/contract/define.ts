import type * as z from 'zod';

/** query → reader thread, cacheable, safe to retry. command → writer thread, may change the store. */
export type Kind = 'query' | 'command';

/** One method of the contract: a value from which preload, hosts, CLI, help and client are derived. */
export interface Method<K extends Kind, I extends z.ZodType, O> {
  readonly kind: K;
  readonly help: string;
  readonly input: I;
  /** Type-only: never set at run time. */
  readonly output?: O;
}

export const query =
  <O>() =>
  <I extends z.ZodType>(help: string, input: I): Method<'query', I, O> => ({ kind: 'query', help, input });

export const command =
  <O>() =>
  <I extends z.ZodType>(help: string, input: I): Method<'command', I, O> => ({ kind: 'command', help, input });
