import { createHash } from 'node:crypto';
import type { AudienceColumn, AudiencePlatform } from '../../shared/contract/audiences.ts';
import { csvLine } from './csv.ts';

const HEADINGS: Readonly<Record<AudiencePlatform, Readonly<Record<AudienceColumn, string>>>> = {
  google: { email: 'Email', phone: 'Phone' },
  meta: { email: 'email', phone: 'phone' },
};

/** Google Customer Match has the dots of its own mail addresses taken out before they are hashed. */
const emailFor = (platform: AudiencePlatform, email: string): string => {
  const plain = email.trim().toLowerCase();
  if (platform !== 'google' || !/@(?:gmail|googlemail)\.com$/.test(plain)) return plain;
  const [name = '', host = ''] = plain.split('@');
  return `${name.replaceAll('.', '')}@${host}`;
};

/** Numbers with the code of their country; Google wants the +, Meta digits alone. '' for a number that has no such code. */
const phoneFor = (platform: AudiencePlatform, phone: string): string => {
  const digits = phone
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  if (!digits.startsWith('+')) return '';
  return platform === 'google' ? digits : digits.slice(1);
};

const hashOf = (text: string): string => (text === '' ? '' : createHash('sha256').update(text).digest('hex'));

/** Addresses of one person, in clear; they leave this function only as hashes. */
export type Contacts = Readonly<Record<AudienceColumn, readonly string[]>>;

/**
 * A list for upload to an ad platform (Google Customer Match, Meta custom audience): SHA-256 of each address in the form the
 * platform asks for, sorted, so that the order tells nothing. A hash of an address is still personal data: whoever has the
 * address can make it. Answers the rows and how many people have one.
 */
export function audienceCsv(
  people: readonly Contacts[],
  columns: readonly AudienceColumn[],
  platform: AudiencePlatform,
): { bytes: Uint8Array; rows: number; people: number } {
  const form = { email: emailFor, phone: phoneFor };
  const lines = new Set<string>();
  let reached = 0;
  for (const contacts of people) {
    const hashed = columns.map((column) =>
      contacts[column].map((value) => hashOf(form[column](platform, value))).filter((hash) => hash !== ''),
    );
    const most = Math.max(0, ...hashed.map((list) => list.length));
    if (most > 0) reached++;
    for (let i = 0; i < most; i++) lines.add(csvLine(hashed.map((list) => list[i] ?? '')));
  }
  const head = csvLine(columns.map((column) => HEADINGS[platform][column]));
  return { bytes: new TextEncoder().encode(head + [...lines].sort().join('')), rows: lines.size, people: reached };
}
