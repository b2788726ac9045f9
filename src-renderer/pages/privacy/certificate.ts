import type { Certificate } from '../../../shared/contract/rights.ts';

/** The certificate as plain text, for the file. No personal data. */
export function certificateText({ pseudonym, atMs, mode, removed, suppressed, auditHash }: Certificate): string {
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
    `Entry in the audit log (SHA-256): ${auditHash}`,
    '',
    'Backups: restored here, one made before this erases them again. The backup file itself still holds them: delete',
    'older ones and make a new one.',
    'Not covered: the files that were imported, and whatever other programs hold.',
    '',
  ].join('\n');
}
