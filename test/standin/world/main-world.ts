import { createBridge } from './bridge.ts';

declare const BRIDGE: string;

function freeze(value: unknown): unknown {
  if (value && typeof value === 'object') for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/** The page's end of the bridge: puts what the preload exposes on `window`, frozen and not to be replaced. */
export function startMainWorld(): void {
  const bridge = createBridge(`${BRIDGE}-page`, `${BRIDGE}-preload`, (signal) => {
    if (signal.kind !== 'expose' || Object.hasOwn(window, signal.key)) return;
    Object.defineProperty(window, signal.key, { value: freeze(bridge.unpack(signal.api)), enumerable: true });
  });
  bridge.send({ kind: 'hello' });
}
