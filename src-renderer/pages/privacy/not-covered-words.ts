import type { NotCovered } from '../../../shared/contract/privacy.ts';
import { PURPOSE_WORDS } from './words.ts';

const MARKS: Readonly<Record<NotCovered['why'], { label: string; when: string; meaning: string }>> = {
  'after-refusal': {
    label: 'after a no',
    when: 'after this person said no to it',
    meaning: 'They had objected or opted out by then. It is not used for this; ask why it was still recorded.',
  },
  'before-consent': {
    label: 'before a yes',
    when: 'before this person agreed to it',
    meaning: 'This import may only be used with consent, and that came later. It does not reach back.',
  },
  'after-expiry': {
    label: 'after a yes expired',
    when: 'after this person’s agreement to it had expired',
    meaning: 'Their consent was older by then than you let one hold. Ask anew.',
  },
};

/** The mark on one act, and what it means. */
export function notCoveredWords({ purpose, why }: NotCovered): { label: string; meaning: string } {
  const purposeLabel = PURPOSE_WORDS[purpose].label;
  return { label: `${purposeLabel}: ${MARKS[why].label}`, meaning: MARKS[why].meaning };
}

/** What a number of acts stands for. */
export const notCoveredCount = ({ purpose, why, acts }: NotCovered & { acts: number }): string =>
  `${PURPOSE_WORDS[purpose].label}: ${acts === 1 ? 'this act came' : 'these acts came'} ${MARKS[why].when}.`;
