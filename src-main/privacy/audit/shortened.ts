/** Parts of an IPv6 address of 16 bits each, `::` filled up; null where it is none. */
function partsOf(address: string): number[] | null {
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return null;
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16)));
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

/** Whether the last part of an address was cut off, as advised: of IPv4 the last 8 bits are 0, of IPv6 the last 80. */
export function isShortened(address: string): boolean {
  if (!address.includes(':')) return /^\d+\.\d+\.\d+\.0$/.test(address);
  return (
    partsOf(address)
      ?.slice(3)
      .every((part) => part === 0) ?? false
  );
}
