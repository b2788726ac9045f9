import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { GROUP_WORDS } from './words.ts';

/** Everything that can be imported, with what is kept of it and what is left out. */
export function KnownFormats() {
  const { data: formats = [] } = useQuery('imports.formats', {});
  const [open, setOpen] = useState(false);
  const locale = useLocale();
  if (formats.length === 0) return null;
  const groups = Object.entries(GROUP_WORDS).map(([group, title]) => ({
    title,
    formats: formats.filter((format) => format.group === group),
  }));
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {`All ${formatCount(formats.length, locale)} kinds of file`}
      </Button>
      <Dialog title="What Inglenook reads" isOpen={open} onClose={() => setOpen(false)} wide>
        <div className="stack wide">
          {groups
            .filter((group) => group.formats.length > 0)
            .map((group) => (
              <section key={group.title} className="stack">
                <h3>{group.title}</h3>
                <dl className="stack">
                  {group.formats.map(({ id, title, about, drops }) => (
                    <div key={id}>
                      <dt>
                        <strong>{title}</strong>
                      </dt>
                      <dd>{about}</dd>
                      {drops.length > 0 && (
                        <dd className="small quiet">Left out: {drops.map(({ field }) => field).join(', ')}.</dd>
                      )}
                    </div>
                  ))}
                </dl>
              </section>
            ))}
        </div>
      </Dialog>
    </>
  );
}
