import { isDeepStrictEqual } from 'node:util';
import { UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import type { ExplainedMessage, NamedThing, TextSpan } from '../../shared/contract/analyses.ts';
import { AppError } from '../../shared/errors.ts';
import { MOODS, type Mood } from '../../shared/moods.ts';
import { aspectsReadTo, findAspects } from '../analysis/aspects/aspects.ts';
import { scoreOf, strongest } from '../analysis/base/sentiment.ts';
import type { Evidence } from '../analysis/base/text-model.ts';
import { givenPlace, type MeantText, wordFinder } from '../analysis/own/words.ts';
import { get } from '../store/sql.ts';
import { correctionsByMessage, type StoredCorrection } from '../store/tables/corrections.ts';
import { countedAs, loadThingMeanings, type ThingMeanings } from '../store/tables/own-things.ts';
import type { Group } from './handlers.ts';
import { loadOwnMeaning } from './kept-meaning.ts';
import { moodsOf, type OwnMeaning, probabilitiesOf } from './own-meaning.ts';
import { sentiment, toneOf } from './sentiment.ts';
import { permittedOf } from './permitted-messages.ts';

type Words = ExplainedMessage['words'];
/** A part with who gave it its weight. */
interface Reason extends Evidence {
  by: Words[number]['by'];
}

/** The model's reasons where they stand in the text as it was given; all that an own word brought is that word's. */
function modelReasons(text: string, language: string, meant: MeantText | null): Reason[] {
  const { evidence } = sentiment.evidence(meant?.text ?? text, language);
  if (!meant) return evidence.map((part) => ({ ...part, by: 'model' }));
  const own = new Map<number, Reason>();
  const reasons: Reason[] = [];
  for (const part of evidence) {
    const place = meant.places.find(({ madeStart, madeEnd }) => part.start < madeEnd && part.end > madeStart);
    const start = place?.start ?? givenPlace(meant, part.start, false);
    const end = place?.end ?? givenPlace(meant, part.end, true);
    const known = place && own.get(place.start);
    if (known) {
      known.weight += part.weight;
      continue;
    }
    const reason: Reason = { ...part, start, end, text: text.slice(start, end), by: place ? 'own' : 'model' };
    if (place) own.set(place.start, reason);
    reasons.push(reason);
  }
  // A word that the owner made neutral says nothing, and that is shown.
  for (const { start, end } of meant.places)
    if (!own.has(start))
      reasons.push({ text: text.slice(start, end), start, end, weight: 0, negated: false, by: 'own' });
  return reasons;
}

/** Adds what was learnt from corrections to the words it was learnt for. */
function addLearnt(reasons: Reason[], text: string, language: string, own: OwnMeaning): void {
  const words = own.wordsOf(text, language);
  const known = words.filter((word) => own.adapter.rowsOf([word]).length > 0);
  for (const word of known) {
    const match = wordFinder([word])?.exec(text);
    const [row] = own.adapter.rowsOf([word]);
    if (!match || row === undefined) continue;
    const weight = own.adapter.lean(row, known.length);
    const end = match.index + match[0].length;
    const there = reasons.find((reason) => reason.start < end && reason.end > match.index);
    if (there) {
      there.weight += weight;
      there.by = 'learnt';
    } else reasons.push({ text: match[0], start: match.index, end, weight, negated: false, by: 'learnt' });
  }
}

function reasonsOf(text: string, language: string, own: OwnMeaning): Words {
  const reasons = modelReasons(text, language, own.reword(text, language));
  addLearnt(reasons, text, language, own);
  const named = new Set<Evidence>(strongest(reasons));
  return reasons
    .filter((reason) => reason.by === 'own' || named.has(reason))
    .sort((a, b) => a.start - b.start)
    .map(({ text: word, weight, start, by }) => ({ word, weight: Math.round(weight * 100) / 100, start, by }))
    .filter(({ weight, by }) => weight !== 0 || by === 'own');
}

function scoreFor(text: string, language: string, own: OwnMeaning): number | null {
  const plain = own.plainMoods(text, language);
  if (typeof plain === 'string') return null;
  const rows = own.adapter.rowsOf(own.wordsOf(text, language));
  return scoreOf(rows.length === 0 ? plain : moodsOf(own.adapter.adapt(probabilitiesOf(plain), rows)));
}

/** Where reading for things ended in the text as it was given; null = all of it was read. */
function thingsReadTo(text: string, language: string, own: OwnMeaning): number | null {
  const meant = own.rewordForThings(text, language);
  const end = aspectsReadTo(meant?.text ?? text, language || UNKNOWN_LANGUAGE);
  return end !== null && meant ? givenPlace(meant, end, false) : end;
}

function thingsOf(
  text: string,
  language: string,
  own: OwnMeaning,
  meanings: ThingMeanings,
  corrections: readonly StoredCorrection[],
): NamedThing[] {
  const meant = own.rewordForThings(text, language);
  const back = ({ start, end }: { start: number; end: number }): TextSpan => {
    const from = meant ? givenPlace(meant, start, false) : start;
    const to = meant ? givenPlace(meant, end, true) : end;
    return { text: text.slice(from, to), start: from, end: to };
  };
  const found = findAspects(meant?.text ?? text, language || UNKNOWN_LANGUAGE, own.aspects) ?? [];
  return found.flatMap((aspect): NamedThing[] => {
    if (aspect.group === '') return [];
    const group = aspect.group.slice(0, 80);
    const said = corrections.find((one) => one.what === 'aspect' && one.found === group);
    const read = { found: group, category: aspect.category };
    const counted = countedAs(read, said, meanings);
    const alone = countedAs(read, said, { ...meanings, learnt: new Map() });
    return [
      {
        found: group,
        ...(counted ?? { name: said?.name || group, category: said?.category || aspect.category }),
        mood: typeof said?.polarity === 'number' ? (MOODS[said.polarity] as Mood) : aspect.polarity,
        dropped: counted === null,
        learnt: !isDeepStrictEqual(counted, alone),
        correction: said?.id ?? null,
        term: back(aspect),
        opinion: aspect.opinion.map(back),
      },
    ];
  });
}

export const messages: Group<'messages'> = {
  'messages.explain': (context, { message }) => {
    const { db, settings } = context;
    if (settings().workspaceKind === 'adviser') throw new AppError('not-allowed-here');
    const row = get<{ text: string; language: string; author: number; run: number; own: number }>(
      db,
      'SELECT text, language, author_id AS author, run_id AS run, own FROM messages WHERE id = ? AND current = 1',
      message,
    );
    if (!row) throw new AppError('not-found');
    // By its number anybody's could be asked for, also of somebody who is frozen or said no.
    if (permittedOf(context, [row]).length === 0) throw new AppError('purpose-not-allowed');
    const { text, language } = row;
    const own = loadOwnMeaning(db);
    const said = correctionsByMessage(db, message).get(message) ?? [];
    const mood = said.find(({ what, polarity }) => what === 'mood' && polarity !== null);
    const modelScore = scoreFor(text, language, own);
    return {
      text,
      language,
      score: typeof mood?.polarity === 'number' ? mood.polarity - 1 : modelScore,
      corrected:
        typeof mood?.polarity === 'number' ? { mood: MOODS[mood.polarity] as Mood, correction: mood.id } : null,
      modelScore: mood ? modelScore : null,
      words: modelScore === null ? [] : reasonsOf(text, language, own),
      things: thingsOf(text, language, own, loadThingMeanings(db), said),
      thingsReadTo: thingsReadTo(text, language, own),
      tone: toneOf(text, language),
    };
  },
};
