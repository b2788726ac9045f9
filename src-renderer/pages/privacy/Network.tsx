import { useEffect, useState } from 'react';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { outsideOf } from './outside.ts';

const LOOK_EVERY_MS = 2000;

interface Seen {
  inside: number;
  outside: number;
  blocked: number;
}

const namesSeen = () => performance.getEntriesByType('resource').map(({ name }) => name);

/** What the browser itself has noted: requests since the window opened, and attempts its policy stopped. */
function useSeen(): Seen {
  const [seen, setSeen] = useState<Seen>({ inside: 0, outside: 0, blocked: 0 });
  useEffect(() => {
    const look = () => {
      const names = namesSeen();
      const outside = outsideOf(names, location.href).length;
      setSeen((before) => ({ ...before, inside: names.length - outside, outside }));
    };
    const onBlocked = () => setSeen((before) => ({ ...before, blocked: before.blocked + 1 }));
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('securitypolicyviolation', onBlocked);
    return () => {
      clearInterval(timer);
      document.removeEventListener('securitypolicyviolation', onBlocked);
    };
  }, []);
  return seen;
}

/** Network: counts by the browser's own record, not by ours. */
export function Network() {
  const locale = useLocale();
  const { inside, outside, blocked } = useSeen();
  const rows = [
    ['Requests to other computers', outside],
    ['Attempts that the window’s policy stopped', blocked],
    ['Loaded from this program', inside],
  ] as const;
  return (
    <Card
      title="Network of this window"
      subtitle="By the record that the browser engine itself keeps since the window opened."
      foot="This record is of the window only. How to watch the whole program from outside is below."
    >
      <dl className="facts">
        {rows.map(([what, count]) => (
          <div key={what} className="row spread">
            <dt className="quiet">{what}</dt>
            <dd className="num">{formatCount(count, locale)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
