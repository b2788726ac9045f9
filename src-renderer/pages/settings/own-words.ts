import type { OwnKind, OwnRule } from '../../../shared/contract/own.ts';

/** What a rule goes by. */
export const KIND_WORDS: Readonly<Record<OwnRule['kind'], string>> = {
  address: 'IP address or range',
  page: 'Page',
  visitor: 'Visitor or customer id',
  person: 'One person',
};

/** What is wrong with a value. */
export const PROBLEM: Readonly<Record<OwnKind, string>> = {
  address: 'An address such as 203.0.113.7 or 2001:db8::7, or a range such as 203.0.113.0/24 (not wider than /8).',
  page: 'A path that begins with /, such as /admin/*.',
  visitor: 'An id as the export writes it.',
};

/** What adding a rule did. Addresses of earlier imports were never kept, so that those must be read once more. */
export const ADDED: Readonly<Record<OwnKind, string>> = {
  address:
    'Left out from the next import on. For logs that are already in, import the same files again: nothing doubles.',
  page: 'These pages are left out.',
  visitor: 'Visits with this id are left out.',
};

/** What a rule leaves out, in words. */
export function matchWords({ kind, matches }: OwnRule): string {
  const what = kind === 'page' ? 'page' : 'visitor';
  return `${matches} ${what}${matches === 1 ? '' : 's'} left out`;
}
