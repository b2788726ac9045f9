/**
 * One end of the context bridge. The two worlds of a page share its DOM but no objects: what is put into the `detail` of an
 * event is structured-cloned by the browser when the other world reads it. Functions and promises become proxies that copy
 * their arguments and results, as Electron's contextBridge does; the function itself never crosses.
 */
type Packed =
  | { k: 'value'; v: unknown }
  | { k: 'array'; v: Packed[] }
  | { k: 'object'; v: [string, Packed][] }
  | { k: 'function'; v: number }
  | { k: 'promise'; v: number }
  | { k: 'error'; n: string; v: string };

type Signal =
  | { kind: 'hello' }
  | { kind: 'expose'; key: string; api: Packed }
  | { kind: 'call'; id: number; fn: number; args: Packed }
  | { kind: 'return'; id: number; ok: boolean; value: Packed }
  | { kind: 'settle'; id: number; ok: boolean; value: Packed };

export interface Bridge {
  send(signal: Signal): void;
  pack(value: unknown): Packed;
  unpack(packed: Packed): unknown;
}

export function createBridge(own: string, other: string, onSignal: (signal: Signal) => void): Bridge {
  const dispatch = EventTarget.prototype.dispatchEvent;
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const settling = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const returned = new Map<number, { ok: boolean; value: Packed }>();
  let next = 1;

  const send = (signal: Signal) => {
    dispatch.call(window, new CustomEvent(other, { detail: signal }));
  };

  const pack = (value: unknown, depth = 0): Packed => {
    if (depth > 1000) throw new TypeError('too deep');
    if (typeof value === 'function') return { k: 'function', v: functions.push(value as () => unknown) - 1 };
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return { k: 'value', v: value };
    if (value instanceof Promise) {
      const id = next++;
      value.then(
        (result: unknown) => send({ kind: 'settle', id, ok: true, value: pack(result) }),
        (error: unknown) => send({ kind: 'settle', id, ok: false, value: pack(error) }),
      );
      return { k: 'promise', v: id };
    }
    if (value instanceof Error) return { k: 'error', n: value.name, v: value.message };
    if (Array.isArray(value)) return { k: 'array', v: value.map((item) => pack(item, depth + 1)) };
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (prototype === Object.prototype || prototype === null)
      return { k: 'object', v: Object.entries(value).map(([key, item]) => [key, pack(item, depth + 1)]) };
    return { k: 'value', v: structuredClone(value) };
  };

  const proxy =
    (fn: number) =>
    (...args: unknown[]) => {
      const id = next++;
      send({ kind: 'call', id, fn, args: pack(args) });
      const answer = returned.get(id);
      returned.delete(id);
      if (!answer) throw new TypeError('the other world did not answer');
      if (!answer.ok) throw unpack(answer.value);
      return unpack(answer.value);
    };

  const unpack = (packed: Packed): unknown => {
    switch (packed.k) {
      case 'value':
        return packed.v;
      case 'array':
        return packed.v.map(unpack);
      case 'object':
        return Object.fromEntries(packed.v.map(([key, item]) => [key, unpack(item)]));
      case 'function':
        return proxy(packed.v);
      case 'promise':
        return new Promise((resolve, reject) => settling.set(packed.v, { resolve, reject }));
      default:
        return Object.assign(new Error(packed.v), { name: packed.n });
    }
  };

  window.addEventListener(own, (event) => {
    const signal = (event as CustomEvent<Signal | null>).detail;
    if (signal === null) throw new TypeError('An object could not be cloned.');
    if (signal.kind === 'call') {
      try {
        const result = functions[signal.fn]?.(...(unpack(signal.args) as unknown[]));
        send({ kind: 'return', id: signal.id, ok: true, value: pack(result) });
      } catch (error) {
        send({
          kind: 'return',
          id: signal.id,
          ok: false,
          value: pack(error instanceof Error ? error : new Error(String(error))),
        });
      }
    } else if (signal.kind === 'return') returned.set(signal.id, signal);
    else if (signal.kind === 'settle') {
      const waiter = settling.get(signal.id);
      settling.delete(signal.id);
      if (signal.ok) waiter?.resolve(unpack(signal.value));
      else waiter?.reject(unpack(signal.value));
    } else onSignal(signal);
  });
  return { send, pack: (value) => pack(value), unpack };
}
