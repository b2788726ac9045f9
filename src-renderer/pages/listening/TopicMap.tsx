import { type CSSProperties, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { openDrawer } from '../../state/drawer.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount, formatOf, formatValue } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { Provenance } from '../AnalysisCard.tsx';
import { useFilter } from '../use-filter.ts';
import { type Bubble, bubblesOf, MAP_HEIGHT } from './topic-map.ts';

const ANALYSIS = 'topics-found';
/** Bubbles with room for a name. */
const NAMED_RADIUS = 5.5;

const openTopic = ({ name }: Bubble) => openDrawer({ analysis: ANALYSIS, key: name, label: name });

function moodWords(mood: number | null, locale: Locale): string {
  if (mood === null) return 'mood not known';
  const side = mood > 0.05 ? 'rather positive' : mood < -0.05 ? 'rather negative' : 'mixed';
  return `${side} (${formatValue(mood, 'score', locale)})`;
}

/** Topics as bubbles: the more messages the larger, the more alike the nearer, coloured by mood; and the same as a list. */
export function TopicMap() {
  const { filter, ready } = useFilter();
  const locale = useLocale();
  const { data, error } = useQuery('listening.topicMap', { filter }, { enabled: ready });
  const bubbles = useMemo(
    () => (data?.reply.result.kind === 'table' ? bubblesOf(data.reply.result, data.places) : []),
    [data],
  );
  return (
    <Card
      title="Map of topics"
      subtitle="The larger, the more messages; the nearer, the more words two topics share. Open one to read its messages."
      foot={data && <Provenance reply={data.reply} />}
      tools={
        <Button look="quiet" onPress={() => openDrawer({ analysis: ANALYSIS })}>
          Explain
        </Button>
      }
    >
      {error && <ErrorState {...errorText(error)} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && bubbles.length === 0 && <p className="quiet">No topic in these dates.</p>}
      {data && bubbles.length > 0 && (
        <div className="topic-map-frame">
          <Picture bubbles={bubbles} />
          <p className="small quiet">
            {`Teal: more praise than blame; orange: more blame. The picture holds ${formatValue(data.kept, 'share', locale)} of the differences between the topics: what lies near each other need not always be alike.`}
          </p>
          <List bubbles={bubbles} />
        </div>
      )}
    </Card>
  );
}

/** How strongly the colour of the mood shows. */
const strength = (mood: number | null) => `${Math.round(Math.min(1, Math.abs(mood ?? 0) * 1.5) * 100)}%`;

/** For the mouse and the eye; keyboard and screen reader have the list, which says and opens the same. */
function Picture({ bubbles }: { bubbles: readonly Bubble[] }) {
  return (
    <div className="topic-map" aria-hidden>
      {bubbles.map((bubble) => (
        <AriaButton
          key={bubble.name}
          excludeFromTabOrder
          className={`topic-bubble ${(bubble.mood ?? 0) < 0 ? 'negative' : 'positive'}`}
          style={
            {
              '--x': `${bubble.x}%`,
              '--y': `${(bubble.y / MAP_HEIGHT) * 100}%`,
              '--size': `${bubble.radius * 2}%`,
              '--mood': strength(bubble.mood),
            } as CSSProperties
          }
          onPress={() => openTopic(bubble)}
        >
          {bubble.radius >= NAMED_RADIUS && <span className="topic-name">{bubble.name}</span>}
          <span className={bubble.radius >= NAMED_RADIUS ? 'topic-rank' : undefined}>{bubble.rank}</span>
        </AriaButton>
      ))}
    </div>
  );
}

function List({ bubbles }: { bubbles: readonly Bubble[] }) {
  const locale = useLocale();
  return (
    <ol className="plain topic-list" aria-label="Topics of the map">
      {bubbles.map((bubble) => (
        <li key={bubble.name}>
          <AriaButton className="topic-line" onPress={() => openTopic(bubble)}>
            <span className="num quiet">{bubble.rank}</span>
            <span className="clip">{bubble.name}</span>
            <span className="small quiet num">
              {`${formatOf(bubble.messages, 'message', 'messages', locale)}, ${formatCount(bubble.people, locale)} people, ${moodWords(bubble.mood, locale)}`}
            </span>
          </AriaButton>
        </li>
      ))}
    </ol>
  );
}
