import type { ExplainedMessage } from '../../../shared/contract/analyses.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Drawer } from '../../ui/Dialog.tsx';
import { formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { CorrectMood } from './CorrectMood.tsx';
import { MOOD_WORDS } from './found-words.ts';
import { NamedThings } from './NamedThings.tsx';
import { OwnWordForm } from './OwnWordForm.tsx';
import { moodOf, type ScoredWord, stretchesOf, toneSentence } from './series.ts';

const BY_WORDS = { model: '', own: ' your word', learnt: ' learnt from you' };
const MOODS = { negative: 'Negative', neutral: 'Neutral', positive: 'Positive', unknown: 'Not scored' };

/** The text with the words that moved its score marked; the weight stands beside each, so colour says nothing alone. */
function MarkedText({ text, words }: { text: string; words: readonly ScoredWord[] }) {
  const locale = useLocale();
  return (
    <blockquote className="message-text">
      {stretchesOf(text, words).map((stretch) => {
        if (stretch.weight === null) return <span key={stretch.start}>{stretch.text}</span>;
        const sign = stretch.weight > 0 ? '+' : '';
        return (
          <mark key={stretch.start} className={stretch.weight < 0 ? 'word negative' : 'word positive'}>
            {stretch.text}
            <small className="num">{`${sign}${formatValue(stretch.weight, 'score', locale)}${BY_WORDS[stretch.by ?? 'model']}`}</small>
          </mark>
        );
      })}
    </blockquote>
  );
}

function Verdict({ score, modelScore, corrected, words, language }: ExplainedMessage) {
  const locale = useLocale();
  if (score === null)
    return (
      <Note>
        Not scored. Mood is known for Arabic, English, French, German, Hindi, Italian, Portuguese and Spanish, and for
        emoji{language ? `; this message seems to be in “${language}”` : ''}. Guessing would be worse than saying
        nothing.
      </Note>
    );
  const pull = words.reduce((sum, { weight }) => sum + weight, 0);
  const judged = corrected ? modelScore : score;
  return (
    <>
      {corrected && (
        <p>
          <strong>{MOOD_WORDS[corrected.mood]}</strong>, because you said so.
        </p>
      )}
      {judged === null ? (
        <p>By itself it would not be scored.</p>
      ) : (
        <p>
          {corrected && 'Without your word: '}
          <strong>{MOODS[moodOf(judged)]}</strong>, score {formatValue(judged, 'score', locale)} of −1 to 1.{' '}
          {words.length === 0
            ? 'No part of it says much by itself.'
            : `${words.length === 1 ? 'One part counts' : `The ${words.length} parts that count most`}, ${formatValue(pull, 'score', locale)} together.`}
        </p>
      )}
    </>
  );
}

/** Why a message counts as it does – its words, their weights, the rule – and the owner's say in it. */
export function WhyScore({ message, onClose }: { message: number; onClose: () => void }) {
  const { data, error } = useQuery('messages.explain', { message });
  const locale = useLocale();
  return (
    <Drawer title="Why this score" isOpen onClose={onClose}>
      {error && <ErrorState {...errorText(error)} />}
      {!data && !error && <Skeleton lines={5} />}
      {data && (
        <div className="stack wide">
          <div className="stack">
            <MarkedText text={data.text} words={data.words} />
            <Verdict {...data} />
            <p>{toneSentence(data)}</p>
            <p className="small quiet">
              The mood was learnt from tweets that people had labelled. A weight above 0 speaks for positive, below 0
              for negative, in log-odds; a word's weight holds its letters and the words beside it. From −0.05 to 0.05
              is neutral. About two texts in three are judged as people judge them; irony often is not seen.
            </p>
          </div>
          <CorrectMood message={message} said={data} />
          <NamedThings message={message} things={data.things} />
          {data.thingsReadTo !== null && (
            <p className="small quiet">
              A long text: only its first {formatValue(data.thingsReadTo, 'count', locale)} characters were read for
              what it likes and dislikes.
            </p>
          )}
          <section className="stack tight" aria-label="A word that means something else here">
            <h3>A word that means something else here</h3>
            <OwnWordForm />
          </section>
        </div>
      )}
    </Drawer>
  );
}
