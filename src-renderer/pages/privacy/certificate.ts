import type { Certificate } from '../../../shared/contract/rights.ts';
import { RECIPIENT_WORDS } from '../export-words.ts';
import { KEY_FILES_LEAD, keyFileNotes } from './key-files.ts';

/** "An ad platform (last on 2026-03-01)". */
export const tellWords = (tell: Certificate['tell']): string =>
  tell
    .map(
      ({ recipient, lastMs }) =>
        `${RECIPIENT_WORDS[recipient]} (last on ${new Date(lastMs).toISOString().slice(0, 10)})`,
    )
    .join(', ');

/** The certificate as plain text, for the file. No personal data. */
export function certificateText(certificate: Certificate): string {
  const { pseudonym, atMs, mode, removed, suppressed, tell, keyFiles, auditHash } = certificate;
  const notes = keyFileNotes(keyFiles);
  const verb = mode === 'erase' ? 'Erased' : 'Taken out of';
  return [
    mode === 'erase' ? 'Certificate of erasure' : 'Certificate of anonymisation',
    '',
    `Kept under:    ${pseudonym}`,
    `When:          ${new Date(atMs).toISOString()}`,
    '',
    `${verb}:`,
    `  identifiers              ${removed.identifiers}`,
    `  orders                   ${removed.orders}`,
    `  messages                 ${removed.messages}`,
    `  visits and events        ${removed.events}`,
    `  consents and objections  ${removed.consents}`,
    `  mentions in other texts  ${removed.mentions ?? 0}`,
    `  copies of the store      ${removed.backups}`,
    '',
    `Later imports leave out rows with any of ${suppressed} identifiers. They are recognised by a keyed fingerprint.`,
    tell.length === 0 ? 'Nobody was ever given a list with them.' : `To be told (GDPR Art. 19): ${tellWords(tell)}.`,
    `Entry in the audit log (SHA-256): ${auditHash}`,
    '',
    ...(notes.length === 0 ? [] : [KEY_FILES_LEAD, ...notes.map(({ name, text }) => `  ${name}: ${text}`)]),
    'Backups in one file, and files of keys from before this that were kept elsewhere, still open them: delete those. What',
    'others wrote of them is in older backups under the keys of those others. Restored here, any backup erases them again.',
    'Not covered: the files that were imported, and whatever other programs hold.',
    '',
  ].join('\n');
}
