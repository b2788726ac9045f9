/** Stands for whatever is hidden; always three, so that it does not tell a length. */
const HIDDEN = '•••';

const SECRET = new Set(['PASSWORD', 'API_KEY', 'BEARER_TOKEN', 'JWT', 'SESSION_ID', 'PRIVATE_KEY', 'CREDENTIAL_URL']);

/**
 * A value as a report may show it: enough to find it again in the file, never enough to know it. At most the first letter
 * of a word and the ending of an e-mail address; of numbers the last two digits, of secrets nothing.
 */
export function maskValue(type: string, value: string): string {
  if (value.startsWith(HIDDEN)) return value;
  if (SECRET.has(type)) return HIDDEN;
  if (type === 'EMAIL_ADDRESS') {
    const ending = /\.([a-z]{2,6})\]?$/i.exec(value)?.[1];
    return `${HIDDEN}@${HIDDEN}${ending ? `.${ending.toLowerCase()}` : ''}`;
  }
  if (type === 'IP_ADDRESS') return /^\d+\./.test(value) ? `${value.split('.')[0]}.${HIDDEN}` : `${HIDDEN}:${HIDDEN}`;
  if (type === 'LAT_LONG') return `${HIDDEN}.${HIDDEN}`;
  const digits = value.replace(/\D/g, '');
  if (digits.length >= 7) return `${HIDDEN}${digits.slice(-2)}`;
  const first = /\p{L}/u.exec(value)?.[0];
  return first ? `${first}${HIDDEN}` : HIDDEN;
}
