import type { ExplainedMessage } from '../../../shared/contract/analyses.ts';
import { MOODS } from '../../../shared/moods.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { MOOD_WORDS } from './found-words.ts';

/** The owner says how a message really sounds, or that it was heard rightly; and takes that back. */
export function CorrectMood({ message, said }: { message: number; said: ExplainedMessage }) {
  const correct = useCommand('corrections.mood');
  const undo = useCommand('corrections.undo');
  const { corrected } = said;
  const error = correct.error ?? undo.error;
  return (
    <section className="stack tight" aria-label="How it really sounds">
      <h3>How it really sounds</h3>
      <p className="small quiet">
        Your word counts at once in every figure. Saying that the mood is right helps, too: what is learnt from you is
        tried on it.
      </p>
      <div className="row">
        {MOODS.map((mood) => (
          <Button
            key={mood}
            look={corrected?.mood === mood ? 'main' : 'plain'}
            aria-pressed={corrected?.mood === mood}
            isDisabled={correct.isPending}
            onPress={() => correct.mutate({ message, mood })}
          >
            {MOOD_WORDS[mood]}
          </Button>
        ))}
        {corrected && (
          <Button
            look="quiet"
            isDisabled={undo.isPending}
            onPress={() => undo.mutate({ kind: 'message', id: corrected.correction })}
          >
            Take it back
          </Button>
        )}
      </div>
      {error && <ErrorState {...errorText(error)} />}
    </section>
  );
}
