import type { HeldBack, Learnt, MessageCorrection, OwnWord } from '../../../shared/contract/corrections.ts';
import { formatCount, formatValue } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';
import { FOUND_WORDS, LIKING_WORDS, MOOD_WORDS } from './found-words.ts';

/** What a correction of a message says, in words. */
export function correctionWords({ what, found, mood, name, category, dropped }: MessageCorrection): string {
  if (what === 'mood') return mood ? `The mood is ${MOOD_WORDS[mood].toLowerCase()}` : '';
  if (dropped) return `“${found}” is nothing that is liked or disliked`;
  const parts = [
    ...(name ? [`is “${name}”`] : []),
    ...(category ? [`belongs to ${FOUND_WORDS[category] ?? category}`] : []),
    ...(mood
      ? [`is ${LIKING_WORDS[mood] === 'Neither' ? 'neither liked nor disliked' : LIKING_WORDS[mood].toLowerCase()}`]
      : []),
  ];
  return `“${found}” ${parts.join(', ')}`;
}

/** What an own word means, in words. */
export function ownWordWords({ mood, category, name }: OwnWord): string {
  return [
    ...(mood ? [mood === 'neutral' ? 'says nothing of the mood' : `${MOOD_WORDS[mood].toLowerCase()} here`] : []),
    ...(category
      ? [`names something of ${FOUND_WORDS[category] ?? category}${name ? `, counted as “${name}”` : ''}`]
      : []),
  ].join('; ');
}

const shareWords = ({ right, share, low, high }: HeldBack, n: number, locale: Locale): string =>
  `${formatCount(right, locale)} of ${formatCount(n, locale)} (${formatValue(share, 'share', locale)}; true share ${formatValue(low, 'share', locale)} to ${formatValue(high, 'share', locale)} in 95 of 100 cases)`;

/** What was learnt from the corrected moods and how it did on those held back, one sentence each. */
export function learntWords(learnt: Learnt, locale: Locale): string[] {
  const { state, n, needed, before, after, others, changed } = learnt;
  if (state === 'too-few')
    return [
      `From ${formatCount(needed, locale)} corrected moods on, something is learnt for other messages; there are ${formatCount(n, locale)}.`,
    ];
  if (state === 'waiting') return ['What the corrected moods teach is being worked out.'];
  if (state === 'no-words')
    return [
      `There are ${formatCount(n, locale)} corrected moods, but no word stands in two of them by two people, so nothing can be learnt for other messages.`,
    ];
  const tried =
    before && after
      ? [
          `Tried on corrections that were held back, each fifth by what the others teach. Judged as you do, without what was learnt: ${shareWords(before, n, locale)}.`,
          `With it: ${shareWords(after, n, locale)}.`,
          'You correct what was judged wrongly, so the first figure is low by nature; it is not the share of all messages that are judged rightly.',
          `Of ${formatCount(others, locale)} messages that nobody corrected and that were held back likewise, ${formatCount(changed, locale)} would get another mood.`,
        ]
      : [];
  const verdicts = {
    used: 'It is used.',
    worse: 'It is not used: it judges what was held back less often as you do.',
    overreaches: 'It is not used: it would change too many messages that nobody corrected.',
  };
  return [...tried, verdicts[state]];
}
