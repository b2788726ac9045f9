import type { Severity } from '../../../shared/audit.ts';

/** What a kind of data is called, how bad it is by itself, and what to do about it. */
export interface Category {
  title: string;
  severity: Severity;
  articles: readonly string[];
  fix: string;
}

const SECRETS: Category = {
  title: 'Passwords and keys',
  severity: 'critical',
  articles: ['GDPR Art. 5(1)(f)', 'GDPR Art. 32'],
  fix: 'Send it in the body of a POST request or in a header, never in an address; change the ones that were logged; delete the rows.',
};
const OFFICIAL: Category = {
  title: 'Numbers of official papers',
  severity: 'critical',
  articles: ['GDPR Art. 5(1)(c)', 'GDPR Art. 87'],
  fix: 'Do not collect it here. Delete the rows; if a form asks for it, keep it out of analytics.',
};
const PAYMENT: Category = {
  title: 'Card and account numbers',
  severity: 'critical',
  articles: ['GDPR Art. 5(1)(f)', 'GDPR Art. 32'],
  fix: 'Leave payment data with the payment provider; delete the rows and check which form passes it on.',
};
const CONTACT: Category = {
  title: 'Contact data',
  severity: 'high',
  articles: ['GDPR Art. 5(1)(c)', 'GDPR Art. 25'],
  fix: 'Replace it by an internal number before it is sent, or drop the field; delete what was collected.',
};
const IDENTITY: Category = {
  title: 'Names and addresses of people',
  severity: 'high',
  articles: ['GDPR Art. 5(1)(c)', 'GDPR Art. 25'],
  fix: 'Drop or shorten the field where it is collected; for texts, mask names before they are stored.',
};
const LOCATION: Category = {
  title: 'Precise places',
  severity: 'high',
  articles: ['GDPR Art. 5(1)(c)', 'CCPA §1798.140(ae)'],
  fix: 'Round to two digits (about 1 km) or keep the town only.',
};
const NETWORK: Category = {
  title: 'Addresses of computers',
  severity: 'medium',
  articles: ['GDPR Art. 4(1)', 'GDPR Art. 5(1)(e)'],
  fix: 'Cut off the last part of the address (IPv4: /24, IPv6: /48) when it is written, or after a few days.',
};
const HANDLE: Category = {
  title: 'Numbers and names that stand for one person',
  severity: 'medium',
  articles: ['GDPR Art. 4(5)', 'GDPR Art. 11'],
  fix: 'Keep them only where visits must be joined; use a number that changes, and say in the privacy notice what it is for.',
};
const HASHED: Category = {
  title: 'Hashes of addresses and numbers',
  severity: 'medium',
  articles: ['GDPR Art. 4(5)', 'GDPR Art. 6(1)(a)'],
  fix: 'A hash of an address is still personal data: whoever has the address finds it again. Send it only with consent to matching.',
};
const ADS: Category = {
  title: 'Click numbers of advertising networks',
  severity: 'medium',
  articles: ['ePrivacy Art. 5(3)', 'GDPR Art. 6(1)(a)'],
  fix: 'Cut them off the address unless the visitor agreed to advertising.',
};
const BIRTH: Category = {
  title: 'Days of birth',
  severity: 'high',
  articles: ['GDPR Art. 5(1)(c)'],
  fix: 'Keep the year, or whether somebody is of age; drop the day.',
};

const of = (category: Category, ...types: string[]) => types.map((type): [string, Category] => [type, category]);

const BY_TYPE: ReadonlyMap<string, Category> = new Map([
  ...of(SECRETS, 'PASSWORD', 'API_KEY', 'BEARER_TOKEN', 'JWT', 'SESSION_ID', 'PRIVATE_KEY', 'CREDENTIAL_URL'),
  ...of(PAYMENT, 'CREDIT_CARD', 'IBAN_CODE', 'US_BANK_NUMBER', 'ABA_ROUTING_NUMBER', 'CRYPTO'),
  ...of(CONTACT, 'EMAIL_ADDRESS', 'PHONE_NUMBER'),
  ...of(IDENTITY, 'PERSON', 'STREET_ADDRESS'),
  ...of(LOCATION, 'LAT_LONG'),
  ...of(NETWORK, 'IP_ADDRESS', 'MAC_ADDRESS'),
  ...of(HANDLE, 'USERNAME', 'USER_ID', 'COOKIE_ID', 'UUID', 'IMEI', 'VIN', 'LICENSE_PLATE'),
  ...of(HASHED, 'HASHED_IDENTIFIER'),
  ...of(ADS, 'AD_CLICK_ID'),
  ...of(BIRTH, 'DATE_OF_BIRTH'),
]);

/** Found, but nothing to act on by itself: places, dates, organisations, addresses of pages. */
const HARMLESS = new Set(['GPE', 'ORGANIZATION', 'DATE_TIME', 'AGE', 'TITLE', 'NRP', 'ZIP_CODE', 'URL', 'DOMAIN_NAME']);

/** The category of a type; null when it is no finding by itself. What is in no list is an official number. */
export const categoryOf = (type: string): Category | null =>
  HARMLESS.has(type) ? null : (BY_TYPE.get(type) ?? OFFICIAL);

/** Whether a field is an address of a page, which ends up in histories, logs and with other parties. */
export const isAddressField = (field: string): boolean =>
  /^(?:path|referrer|query\.|url|page|page_location|page_referrer)/i.test(field) ||
  /(?:^|[._])(?:url|uri|referr?er|href|page_location|page_path)$/i.test(field);

/**
 * The category of a type in a field. The number of a visit is a secret where it can be read along, in an address; in a column of
 * its own it stands for a visitor, and in a cookie it is what such cookies are for.
 */
export function categoryIn(type: string, field: string): Category | null {
  if (type !== 'SESSION_ID' || isAddressField(field)) return categoryOf(type);
  return field.startsWith('cookie.') ? null : HANDLE;
}

const STEPS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];
/** The same data are worse in an address than in a field of their own. */
export function severityIn(category: Category, field: string): Severity {
  if (!isAddressField(field) || category.severity === 'critical') return category.severity;
  return STEPS[STEPS.indexOf(category.severity) + (category.severity === 'high' ? 0 : 1)] ?? 'critical';
}
