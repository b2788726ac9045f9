import { useEffect } from 'react';
import * as z from 'zod';
import { useStatus } from '../../api/use-status.ts';
import { fillQuery, setQuery, usePlace } from '../../state/place.ts';
import { recall, remember } from '../../state/remember.ts';
import { LinePicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import './activity.css';
import { Attribution } from './Attribution.tsx';
import { Behaviour } from './Behaviour.tsx';
import { Definitions } from './Definitions.tsx';
import { Explorer } from './Explorer.tsx';
import { Funnel } from './Funnel.tsx';
import { Journeys } from './Journeys.tsx';
import { Replay } from './Replay.tsx';
import { Returning } from './Returning.tsx';
import { Traffic } from './Traffic.tsx';
import { Unusual } from './Unusual.tsx';
import { Value } from './Value.tsx';

const PARTS = [
  { id: 'traffic', label: 'Traffic', content: <Traffic /> },
  { id: 'behaviour', label: 'Behaviour', content: <Behaviour /> },
  { id: 'journeys', label: 'Journeys', content: <Journeys /> },
  { id: 'funnels', label: 'Funnels', content: <Funnel /> },
  { id: 'returning', label: 'Coming back', content: <Returning /> },
  { id: 'value', label: 'Value', content: <Value /> },
  { id: 'attribution', label: 'What brings success', content: <Attribution /> },
  { id: 'unusual', label: 'Unusual', content: <Unusual /> },
  { id: 'replay', label: 'Replay', content: <Replay /> },
  { id: 'explore', label: 'Explore', content: <Explorer /> },
  { id: 'definitions', label: 'Definitions', content: <Definitions /> },
] as const;
const partSchema = z.enum(PARTS.map(({ id }) => id));

/** Activity: who came, what they did, which ways they took, and who comes back. */
export function ActivityPage() {
  const status = useStatus();
  const asked = partSchema.safeParse(usePlace(({ query }) => query.part));
  // In the address, so that a kept view and the back button find it; the last one where the address does not say.
  const part = asked.success ? asked.data : recall('activity-part', partSchema, 'traffic');
  useEffect(() => {
    if (!asked.success) fillQuery('/activity', { part });
  }, [asked.success, part]);
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.events === 0)
    return (
      <EmptyPage
        title="Who comes, from where, and do they come back?"
        files="The access log of your website (Apache or nginx, also packed as .gz) or a table of events fills this page."
        picture={<LinePicture />}
      />
    );
  return (
    <Tabs
      label="Parts of activity"
      items={PARTS}
      value={part}
      onChange={(id) => {
        remember('activity-part', id);
        setQuery({ part: id });
      }}
    />
  );
}
