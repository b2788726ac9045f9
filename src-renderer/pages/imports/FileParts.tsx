import { useMemo } from 'react';
import type { Inspection } from '../../../shared/contract/imports.ts';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { type TabItem, Tabs } from '../../ui/Tabs.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { PropertyCounts } from './PropertyCounts.tsx';
import { REJECTION_WORDS } from './words.ts';

/** The parts of a file: first rows, what is kept and why, what is dropped and why, what is ignored, what cannot be read. */
export function FileParts({ seen }: { seen: Inspection }) {
  const items = useMemo(() => partsOf(seen), [seen]);
  if (items.length === 0) return null;
  return <Tabs key={items.map(({ id }) => id).join()} label={`Parts of ${seen.name}`} items={items} />;
}

function partsOf(seen: Inspection): TabItem[] {
  const parts: (TabItem & { there: boolean })[] = [
    {
      id: 'preview',
      label: 'First rows',
      content: <PreviewTable label={`First rows of ${seen.name}`} preview={seen.preview} />,
      there: seen.preview.rows.length > 0,
    },
    {
      id: 'keeps',
      label: 'Kept',
      content: <Reasons lines={seen.keeps.map(({ field, why }) => [field, why])} />,
      there: seen.keeps.length > 0,
    },
    {
      id: 'drops',
      label: 'Left out',
      content: <Reasons lines={seen.drops.map(({ field, why }) => [field, why])} />,
      there: seen.drops.length > 0,
    },
    {
      id: 'ignored',
      label: `Not used (${seen.ignored.length})`,
      content: <Reasons lines={seen.ignored.map(({ member, why }) => [member, why])} />,
      there: seen.ignored.length > 0,
    },
    {
      id: 'rejections',
      label: 'Cannot be read',
      content: <Rejected seen={seen} />,
      there: seen.rejections.length > 0,
    },
    {
      id: 'properties',
      label: 'Properties of events',
      content: <Properties seen={seen} />,
      there: seen.properties.length > 0,
    },
  ];
  return parts.filter(({ there }) => there);
}

function Reasons({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <dl className="reasons">
      {lines.map(([what, why]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className="quiet">{why}</dd>
        </div>
      ))}
    </dl>
  );
}

function Properties({ seen }: { seen: Inspection }) {
  return (
    <div className="stack">
      <p className="quiet">Among the first rows. The result of the import counts all of them.</p>
      <PropertyCounts counts={seen.properties} />
    </div>
  );
}

function Rejected({ seen }: { seen: Inspection }) {
  const locale = useLocale();
  return (
    <div className="stack">
      <p className="quiet">Among the first rows. They will be counted, listed and left out; the rest comes in.</p>
      <Reasons
        lines={seen.rejections.map(({ code, line, field }) => [
          `Line ${formatCount(line, locale)}${field ? `, ${field}` : ''}`,
          REJECTION_WORDS[code],
        ])}
      />
    </div>
  );
}
