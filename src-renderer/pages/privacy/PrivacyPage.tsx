import { setQuery, usePlace } from '../../state/place.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { AuditLog } from './AuditLog.tsx';
import { Figures } from './Figures.tsx';
import { Holdings } from './Holdings.tsx';
import { Keeping } from './Keeping.tsx';
import { Papers } from './Papers.tsx';
import { People } from './People.tsx';
import './privacy.css';
import { Proof } from './Proof.tsx';
import { Purposes } from './Purposes.tsx';
import { Requests } from './Requests.tsx';

const TABS = [
  { id: 'held', label: 'What we hold', content: <Holdings /> },
  { id: 'purposes', label: 'Purposes', content: <Purposes /> },
  { id: 'people', label: 'People', content: <People /> },
  { id: 'requests', label: 'People’s requests', content: <Requests /> },
  { id: 'keeping', label: 'Keeping', content: <Keeping /> },
  { id: 'papers', label: 'Papers', content: <Papers /> },
  { id: 'audit', label: 'Audit log', content: <AuditLog /> },
  { id: 'proof', label: 'Nothing leaves this computer', content: <Proof /> },
];

/** Privacy: what is held about whom and why, who may be used for what, the audit log, and the proof. `?tab=…` opens a part. */
export function PrivacyPage() {
  const asked = usePlace((place) => place.query.tab);
  const tab = TABS.some(({ id }) => id === asked) ? asked : 'held';
  return (
    <div className="stack wide">
      <Figures />
      <Tabs
        label="Parts of Privacy"
        items={TABS}
        value={tab ?? 'held'}
        onChange={(id) => setQuery({ tab: id, person: null, request: null })}
      />
    </div>
  );
}
