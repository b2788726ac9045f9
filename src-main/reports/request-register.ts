import type { PersonRequest } from '../../shared/contract/rights.ts';
import { csvLine } from './csv.ts';

const day = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString().slice(0, 10));

/** The register of requests as CSV (RFC 4180): who is a pseudonym, days are in UTC. */
export function requestRegister(requests: readonly PersonRequest[]): Uint8Array {
  const head = [
    'No.',
    'Kind',
    'Law',
    'Came by',
    'Received',
    'Confirm by',
    'Due',
    'Extended',
    'Person',
    'Identity',
    'How checked',
    'State',
    'Closed',
    'Repeats no.',
    'Note',
  ];
  const rows = [...requests]
    .sort((a, b) => a.id - b.id)
    .map((entry) => [
      entry.id,
      entry.kind,
      entry.law.toUpperCase(),
      entry.channel,
      day(entry.receivedMs),
      day(entry.confirmByMs),
      day(entry.dueMs),
      entry.extended ? 'yes' : 'no',
      entry.pseudonym ?? '',
      entry.identity,
      entry.identityNote,
      entry.state,
      day(entry.closedMs),
      entry.duplicateOf,
      entry.note,
    ]);
  return new TextEncoder().encode(`\uFEFF${[head, ...rows].map(csvLine).join('')}`);
}
