import type { Output } from '../../../shared/contract.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { formatOf, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';
import { Term } from '../../ui/Term.tsx';

const COHERENCE =
  'How much more often than by chance the ten words that tell a topic most stand in one message (NPMI, mean of all topics): 1 = always together, 0 = as chance has it, −1 = never.';
const DIVERSITY =
  'Share of different words among the ten of all topics. 100 % means that no word tells two topics; here each is listed for the topic that it tells most, so less would be a fault.';

/** How well the topics hang together, in one line. */
export function TopicQuality() {
  const { data, error } = useQuery('listening.topicQuality', {});
  if (error) return <ErrorState {...errorText(error)} />;
  return data?.quality ? <QualityLine quality={data.quality} /> : null;
}

function QualityLine({ quality }: { quality: NonNullable<Output<'listening.topicQuality'>['quality']> }) {
  const locale = useLocale();
  const { coherence, diversity, texts } = quality;
  if (texts === 0)
    return <p className="small quiet">How well the topics hang together is told when they are next found anew.</p>;
  if (coherence === null || diversity === null)
    return <p className="small quiet">There are too few words to tell how well the topics hang together.</p>;
  return (
    <p className="small">
      <Term meaning={COHERENCE}>Coherence</Term> {formatValue(coherence, 'score', locale)},{' '}
      <Term meaning={DIVERSITY}>diversity</Term> {formatValue(diversity, 'share', locale)}, in the{' '}
      {formatOf(texts, 'message', 'messages', locale)} that the topics were found in, before your names, merges and
      hidden ones.
    </p>
  );
}
