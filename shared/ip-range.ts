/** One address or a range of addresses, as its first bytes: 4 of IPv4, 16 of IPv6. */
export interface IpRange {
  bytes: readonly number[];
  /** Leading bits that all its addresses share. */
  bits: number;
}

/** Leading bits below which a range would hold whole countries: surely a slip of the pen. */
const FEWEST_BITS = { 4: 8, 16: 16 } as const;

/** The bytes of an IPv4 or IPv6 address (RFC 4291 text forms; an IPv4 address written in IPv6 is read as IPv4); null for anything else. */
export function toAddressBytes(text: string): number[] | null {
  if (!text.includes(':')) return v4(text);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text);
  if (mapped?.[1] !== undefined) return v4(mapped[1]);
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = [groups(halves[0] ?? ''), groups(halves[1] ?? '')];
  if (!left || !right) return null;
  const missing = 16 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

function v4(text: string): number[] | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = found?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) ? bytes : null;
}

function groups(text: string): number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  for (const group of text.split(':')) {
    if (!/^[\da-f]{1,4}$/i.test(group)) return null;
    const value = Number.parseInt(group, 16);
    bytes.push(value >> 8, value & 255);
  }
  return bytes;
}

/** Reads `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`; null for anything else, and for ranges wider than an /8 (IPv6: a /16). */
export function toIpRange(text: string): IpRange | null {
  const [address = '', length, ...more] = text.trim().split('/');
  const bytes = toAddressBytes(address);
  if (!bytes || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const all = bytes.length * 8;
  const bits = length === undefined ? all : Number(length);
  const fewest = FEWEST_BITS[bytes.length === 4 ? 4 : 16];
  return bits >= fewest && bits <= all ? { bytes, bits } : null;
}

/** Whether an address lies in a range. */
export function isInRange(bytes: readonly number[], range: IpRange): boolean {
  if (bytes.length !== range.bytes.length) return false;
  const whole = range.bits >> 3;
  for (let i = 0; i < whole; i++) if (bytes[i] !== range.bytes[i]) return false;
  const rest = range.bits & 7;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return ((bytes[whole] as number) & mask) === ((range.bytes[whole] as number) & mask);
}
