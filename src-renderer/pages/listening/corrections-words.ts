import type {
  HeldBack,
  Learnt,
  LearntThings,
  MessageCorrection,
  OwnWord,
  Trial,
  TriedWords,
} from '../../../shared/contract/corrections.ts';
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

const trialWords = ({ n, before, after }: Trial, what: string, locale: Locale): string[] =>
  before && after
    ? [`${what} without: ${shareWords(before, n, locale)}.`, `With: ${shareWords(after, n, locale)}.`]
    : [];

/** What was learnt from corrected things and how it did on those held back, one sentence each. */
export function learntThingsWords(learnt: LearntThings, locale: Locale): string[] {
  const { state, n, needed, others, changed } = learnt;
  if (state === 'too-few')
    return [
      `From ${formatCount(needed, locale)} things on of which you say that they are something else, or none, something is learnt for other messages; there are ${formatCount(n, locale)}.`,
    ];
  if (state === 'waiting') return ['What the corrected things teach is being worked out.'];
  const left =
    others > 0
      ? [
          `Of ${formatCount(others, locale)} things that you left what they were, and only said how they are liked, ${formatCount(changed, locale)} would become something else.`,
        ]
      : [];
  const tried = [
    'Tried on corrections that were held back, each fifth by what the others teach: only what two texts by two people say of a thing, and two in three of all that name it, goes for it.',
    ...trialWords(learnt, 'Told as you do,', locale),
    'Only things that were read wrongly are counted, so none is right without it.',
    ...left,
  ];
  const verdicts = {
    used: 'It is used. How a thing is liked is learnt from no correction of a thing: that stays with its message.',
    worse: 'It is not used: it makes more wrong than right.',
    'of-two-minds': 'It is not used: of no thing two corrections say the same.',
  };
  return [...tried, verdicts[state]];
}

/** What goes for a thing in every message. */
export function ruleWords({ found, meant, texts, named }: LearntThings['rules'][number], locale: Locale): string {
  const what = meant
    ? `counts as “${meant.name}”, ${FOUND_WORDS[meant.category] ?? meant.category}`
    : 'is nothing that is liked or disliked';
  return `“${found}” ${what}: ${formatCount(texts, locale)} of your corrections say so; named ${named === 1 ? 'once' : `${formatCount(named, locale)} times`} where you corrected nothing.`;
}

/** What the meanings of words do, one sentence each. */
export function triedWordsWords({ needed, moods, things }: TriedWords, locale: Locale): string[] {
  const few = (n: number, what: string) =>
    `${formatCount(n, locale)} ${what} hold one of these words; from ${formatCount(needed, locale)} on it is told how many are judged as you do, without and with what the words mean.`;
  return [
    'A meaning is your word, nothing is learnt for it: so it is tried on all messages that you corrected and that hold such a word.',
    ...(moods.before
      ? trialWords(moods, 'Moods judged as you do,', locale)
      : [few(moods.n, 'messages with a corrected mood')]),
    ...(moods.others > 0
      ? [
          `Of ${formatCount(moods.others, locale)} messages with such a word that nobody corrected, ${formatCount(moods.changed, locale)} get another mood.`,
        ]
      : []),
    ...(things.before
      ? trialWords(things, 'Things told as you do,', locale)
      : [few(things.n, 'corrected things are in messages that')]),
  ];
}
