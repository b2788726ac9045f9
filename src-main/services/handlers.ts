import type { Checked, KindOf, MethodName, Output } from '../../shared/contract.ts';
import type { CommandContext, QueryContext } from './context.ts';

/** A query gets a context that cannot write; asking for more does not compile. */
export type Handler<N extends MethodName> =
  KindOf<N> extends 'query'
    ? (context: QueryContext, input: Checked<N>) => Output<N> | Promise<Output<N>>
    : (context: CommandContext, input: Checked<N>) => Output<N> | Promise<Output<N>>;

export type Handlers = { [N in MethodName]: Handler<N> };

/** All handlers whose names begin with `prefix.`: a missing or foreign one is a compile error. */
export type Group<P extends string> = { [N in Extract<MethodName, `${P}.${string}`>]: Handler<N> };
