import { formatInstant } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Basis, ConsentState, IdentifierKind, Purpose } from '../../../shared/model.ts';

/** Purposes in the owner's words. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, { label: string; about: string }>> = {
  service: {
    label: 'Running the business',
    about: 'Counting: visits, sales, how people sound.',
  },
  marketing: { label: 'Marketing', about: 'Choosing whom to write to, and about what.' },
  personalisation: { label: 'Personal suggestions', about: 'Suggesting things to one person by what they did.' },
  advertising: { label: 'Advertising', about: 'Lists of people for ads on other sites.' },
  research: { label: 'Research', about: 'Trying out new questions on the data.' },
};

/** Bases of Art. 6(1) GDPR in the owner's words. */
export const BASIS_WORDS: Readonly<Record<Basis, { label: string; about: string }>> = {
  none: { label: 'Not used', about: 'People of this import are left out altogether.' },
  consent: { label: 'Only with consent', about: 'Only people whose agreement is on record.' },
  contract: { label: 'Contract', about: 'Needed for what they ordered, except for people who objected.' },
  'legitimate-interest': {
    label: 'Legitimate interest',
    about: 'You weighed it and may use it, except for people who objected.',
  },
};

/** When something was said; a list without dates is kept as the beginning of time, so that all that is dated counts as newer. */
export const saidWhen = (atMs: number, locale: Locale): string =>
  atMs === 0 ? 'No date given' : formatInstant(atMs, locale);

export const STATE_WORDS: Readonly<Record<ConsentState, string>> = {
  unknown: 'Not asked',
  granted: 'Agreed',
  denied: 'Objected',
};

/** Why what a person did is not shown. */
export const WITHHELD_WORDS: Readonly<Record<NonNullable<Output<'privacy.timeline'>['withheld']>, string>> = {
  objected:
    'What they did is not shown: they said no to “Running the business”. It counts nowhere, and only what they said stands here.',
  restricted: 'What they did is not shown: they are frozen on request. It is stored, and used for nothing.',
  'purpose-over':
    'What they did is not shown: “Running the business” has ended, or has not begun. The Purposes tab says when it holds.',
  imports:
    'What they did is not shown: no import that it comes from may be used for “Running the business” now. The Purposes tab says why.',
};

export const KIND_WORDS: Readonly<Record<IdentifierKind, string>> = {
  visitor: 'Visitor of a log (address and browser, as a hash)',
  cookie: 'Cookie',
  email: 'E-mail address',
  phone: 'Phone number',
  customer: 'Customer number',
  handle: 'User name',
  account: 'Account number',
  name: 'Name',
};

const ACTIONS: Readonly<Record<string, string>> = {
  'import.finished': 'Import finished',
  'import.undone': 'Import undone',
  'sales.counted-once': 'Sales of two systems counted once',
  'sales.counted-both': 'Sales of two systems counted as different ones',
  'settings.saved': 'Settings changed',
  'report.made': 'Report written',
  'export.noisy': 'Figures with noise written',
  'export.budget-set': 'Limit of figures with noise changed',
  'own.revealed': 'Own addresses shown',
  'basis.set': 'Basis of an import changed',
  'consent.recorded': 'Consent or objection recorded',
  'person.restricted': 'Person frozen',
  'person.unrestricted': 'Person unfrozen',
  'person.revealed': 'Readable identifiers shown',
  'person.searched': 'Person searched for',
  'person.packed': 'Data of a person handed out',
  'person.rectified': 'Identifier corrected',
  'person.merged': 'Two records joined',
  'person.objected': 'Objection to profiling recorded',
  'person.erased': 'Person erased',
  'person.anonymised': 'Person taken out, figures kept',
  'person.unsuppressed': 'Taken off the list of the erased',
  'request.received': 'Request received',
  'request.updated': 'Request changed',
  'request.extended': 'Deadline of a request extended',
  'register.exported': 'Register of requests saved',
  'retention.set': 'Time of keeping changed',
  'retention.applied': 'Removed what was past its time',
  'audit.made': 'Audit of tracked data made',
  'audit.exported': 'Audit of tracked data saved',
  'audit.forgotten': 'Audit of tracked data deleted',
  'vault.passphrase-set': 'Passphrase set',
  'vault.refused': 'Wrong passphrase',
  'vault.recovery-made': 'Recovery key made',
  'vault.recovered': 'Passphrase set by the recovery key',
  'vault.auto-lock-set': 'Time until locking changed',
  'paper.made': 'Privacy paper drafted',
  'backup.made': 'Backup written',
  'backup.restored': 'Backup restored beside',
  'vault.unlocked': 'Vault unlocked',
  'vault.locked': 'Vault locked',
  'store.sealed': 'All of it encrypted',
  'store.unsealed': 'No longer all encrypted',
};

/** An audit action in words; one that has none is shown as it is, never hidden. */
export const actionWords = (action: string): string =>
  ACTIONS[action] ?? action.replace(/[.-]/g, ' ').replace(/^./, (first) => first.toUpperCase());
