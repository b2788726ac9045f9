import type { PropertyTest } from './conditions.ts';

/** How a property is compared. */
export type Sign = 'there' | 'is' | 'contains' | 'above' | 'from' | 'below' | 'to';

/** Longest name and value that are asked for. */
const LONGEST = 200;

/** One comparison of a property; null when something it needs is missing, or a number is none. */
export function makeTest(name: string, sign: Sign, value: string): PropertyTest | null {
  const [wanted, text] = [name.trim(), value.trim()];
  if (wanted === '' || wanted.length > LONGEST || text.length > LONGEST) return null;
  if (sign === 'there') return { name: wanted };
  if (text === '') return null;
  if (sign === 'is') return { name: wanted, is: [text] };
  if (sign === 'contains') return { name: wanted, contains: text };
  const number = Number(text);
  return Number.isFinite(number) ? { name: wanted, [sign]: number } : null;
}

const SIGNS: Readonly<Record<string, Sign>> = {
  '=': 'is',
  contains: 'contains',
  '>=': 'from',
  '≥': 'from',
  '>': 'above',
  '<=': 'to',
  '≤': 'to',
  '<': 'below',
};

/** What is written of a property: `plan` (it is there), `plan = pro`, `plan contains pr`, `seats >= 3`, `seats < 9`. Null when it names none. */
export function readTest(text: string): PropertyTest | null {
  const match = /^(.+?)\s*(>=|<=|≥|≤|=|>|<|\scontains\s)\s*(.+)$/s.exec(text);
  if (!match) return makeTest(text, 'there', '');
  const [, name = '', sign = '', value = ''] = match;
  return makeTest(name, SIGNS[sign.trim()] ?? 'is', value);
}
