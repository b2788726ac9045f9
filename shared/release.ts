/**
 * Gives the memory of arrays back at once. The collector would, but only after some 64 MB of them a thread: it counts what
 * lies in its own heap, and a buffer's memory lies outside. The arrays are empty afterwards; call it when nobody looks at them.
 */
export function release(...arrays: readonly ArrayBufferView[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
