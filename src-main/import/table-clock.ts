/** Clock times and zones that stand in columns of their own, beside the date. */

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?$/;

/** Milliseconds since midnight of "14:03", "14:03:22" or "2:03:22 PM"; null when it is no clock time. */
export function clockMs(text: string): number | null {
  const found = CLOCK.exec(text.trim());
  if (!found) return null;
  const [, hours, minutes, seconds = '0', half = ''] = found;
  let hour = Number(hours);
  const [minute, second] = [Number(minutes), Number(seconds)];
  if (half !== '') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  return hour > 23 || minute > 59 || second > 60 ? null : ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Whether a date says its offset itself. */
export const hasOffset = (text: string): boolean =>
  /(?:\d\s*(?:Z|UTC|GMT)|:\d{2}\S*\s*[+-]\d{2}:?\d{2})$/i.test(text.trim());

/** Zones as tills and shops name them in words (Rails, which Square and Shopify use), by their IANA name. */
const NAMED: Readonly<Record<string, string>> = {
  'eastern time': 'America/New_York',
  'central time': 'America/Chicago',
  'mountain time': 'America/Denver',
  'pacific time': 'America/Los_Angeles',
  'atlantic time': 'America/Halifax',
  newfoundland: 'America/St_Johns',
  arizona: 'America/Phoenix',
  alaska: 'America/Anchorage',
  hawaii: 'Pacific/Honolulu',
  london: 'Europe/London',
  edinburgh: 'Europe/London',
  dublin: 'Europe/Dublin',
  paris: 'Europe/Paris',
  madrid: 'Europe/Madrid',
  berlin: 'Europe/Berlin',
  amsterdam: 'Europe/Amsterdam',
  rome: 'Europe/Rome',
  lisbon: 'Europe/Lisbon',
  vienna: 'Europe/Vienna',
  sydney: 'Australia/Sydney',
  melbourne: 'Australia/Melbourne',
  brisbane: 'Australia/Brisbane',
  adelaide: 'Australia/Adelaide',
  perth: 'Australia/Perth',
  auckland: 'Pacific/Auckland',
  tokyo: 'Asia/Tokyo',
};

const known = new Map<string, string | null>();

/** IANA zone that a cell names, by its IANA name or in words; null when it names none that is known. */
export function zoneNamed(text: string): string | null {
  const cell = text.trim();
  if (cell === '' || cell.length > 60) return null;
  let zone = known.get(cell);
  if (zone === undefined) {
    zone = NAMED[cell.toLowerCase().replace(/\s*\(.*$/, '')] ?? canonical(cell);
    // Hostile files may name a new zone on each row.
    if (known.size > 500) known.clear();
    known.set(cell, zone);
  }
  return zone;
}

function canonical(cell: string): string | null {
  if (!/^(?:[A-Za-z_]+\/[A-Za-z_/+-]+|UTC)$/.test(cell)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: cell }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
