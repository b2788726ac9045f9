import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import {
  correctionWords,
  learntThingsWords,
  learntWords,
  ownWordWords,
  ruleWords,
  triedWordsWords,
} from './corrections-words.ts';
import { OwnWordForm } from './OwnWordForm.tsx';
import { WhyScore } from './WhyScore.tsx';

type Reply = Output<'corrections.list'>;

/** All that the owner corrected, in one place, and what it does. */
export function Corrections() {
  const { data, error } = useQuery('corrections.list', {});
  if (error) return <ErrorState {...errorText(error)} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <div className="stack">
      <WordsCard words={data.words} />
      {data.words.length > 0 && <TriedWordsCard tried={data.triedWords} />}
      <LearntCard learnt={data.learnt} />
      <LearntThingsCard learnt={data.learntThings} />
      <MessagesCard messages={data.messages} />
    </div>
  );
}

function WordsCard({ words }: Pick<Reply, 'words'>) {
  const undo = useCommand('corrections.undo');
  return (
    <Card
      title="What words mean here"
      subtitle="“Sick” can be praise in one business and no praise in another. Texts are read as you mean them, and so are those that come later."
    >
      <div className="stack">
        <OwnWordForm />
        <ul className="plain stack tight">
          {words.map((word) => (
            <li key={word.id} className="row spread">
              <span>
                <strong>{word.word}</strong> <span className="small quiet">{ownWordWords(word)}</span>
              </span>
              <Button
                look="quiet"
                aria-label={`Take back what ${word.word} means`}
                isDisabled={undo.isPending}
                onPress={() => undo.mutate({ kind: 'word', id: word.id })}
              >
                Take it back
              </Button>
            </li>
          ))}
        </ul>
        {undo.error && <ErrorState {...errorText(undo.error)} />}
      </div>
    </Card>
  );
}

function LearntCard({ learnt }: Pick<Reply, 'learnt'>) {
  const locale = useLocale();
  const strongest = learnt.words.map(
    ({ word, weight }) => `${word} (${weight > 0 ? '+' : ''}${formatValue(weight, 'score', locale)})`,
  );
  return (
    <Card
      title="What was learnt from the moods you corrected"
      subtitle="A small layer over the models, for this business alone."
    >
      <div className="stack tight">
        {learntWords(learnt, locale).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {strongest.length > 0 && (
          <p className="small quiet">{`Words it knows, with what they add to the log-odds of positive against negative: ${strongest.join(', ')}.`}</p>
        )}
      </div>
    </Card>
  );
}

function TriedWordsCard({ tried }: { tried: Reply['triedWords'] }) {
  const locale = useLocale();
  return (
    <Card title="What these meanings do" subtitle="Judged on messages whose mood or things you corrected.">
      <div className="stack tight">
        {triedWordsWords(tried, locale).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
    </Card>
  );
}

function LearntThingsCard({ learnt }: { learnt: Reply['learntThings'] }) {
  const locale = useLocale();
  return (
    <Card
      title="What was learnt from the things you corrected"
      subtitle="What several of your corrections say of a thing goes for it in every message."
    >
      <div className="stack tight">
        {learntThingsWords(learnt, locale).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {learnt.rules.length > 0 && (
          <ul className="plain stack tight small">
            {learnt.rules.map((rule) => (
              <li key={rule.found}>{ruleWords(rule, locale)}</li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

type Row = Reply['messages'][number];

const NOT_HERE = 'Not here now, or may not be used';
const COLUMNS: readonly DataColumn<Row>[] = [
  {
    id: 'message',
    label: 'Message',
    kind: 'text',
    value: ({ message }) => message?.text ?? null,
    text: ({ message }) => message?.text ?? NOT_HERE,
  },
  {
    id: 'said',
    label: 'You said',
    kind: 'text',
    width: 380,
    value: correctionWords,
    text: correctionWords,
  },
];

function MessagesCard({ messages }: Pick<Reply, 'messages'>) {
  const [open, setOpen] = useState<number | null>(null);
  const [why, setWhy] = useState<number | null>(null);
  const chosen = messages.find(({ id }) => id === open);
  return (
    <Card
      title="Messages you corrected"
      subtitle="They stay when files are removed and come again. Open one to read it or to take the correction back."
    >
      {messages.length === 0 ? (
        <p className="quiet">
          None so far. Open a message under “At a glance”, or behind any figure, and say how it really sounds.
        </p>
      ) : (
        <DataTable
          label="Messages you corrected"
          columns={COLUMNS}
          rows={messages}
          rowKey={({ id }) => String(id)}
          onOpen={({ id }) => setOpen(id)}
        />
      )}
      {chosen && (
        <OneCorrection
          correction={chosen}
          onClose={() => setOpen(null)}
          onWhy={(message) => [setOpen(null), setWhy(message)]}
        />
      )}
      {why !== null && <WhyScore key={why} message={why} onClose={() => setWhy(null)} />}
    </Card>
  );
}

function OneCorrection({
  correction,
  onClose,
  onWhy,
}: {
  correction: Row;
  onClose: () => void;
  onWhy: (message: number) => void;
}) {
  const undo = useCommand('corrections.undo');
  const { id, message } = correction;
  return (
    <Dialog
      title="Your correction"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            isDisabled={undo.isPending}
            onPress={() => undo.mutate({ kind: 'message', id }, { onSuccess: onClose })}
          >
            Take it back
          </Button>
          {message && (
            <Button look="main" onPress={() => onWhy(message.id)}>
              Why it counts as it does
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p>{correctionWords(correction)}.</p>
        {message ? <blockquote className="message-text">{message.text}</blockquote> : <Note>{NOT_HERE}.</Note>}
        {undo.error && <ErrorState {...errorText(undo.error)} />}
      </div>
    </Dialog>
  );
}
