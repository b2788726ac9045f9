import { useMemo } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { chooseSegment, useActiveSegment } from '../../state/segments.ts';
import { type Option, Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { FILTER_KEYS, type FilterPart, languageWords, networkWords, NO_LANGUAGE } from '../message-filter.ts';
import { useSegmentList } from '../use-segments.ts';

const ALL = 'all';

/** Narrows every figure of the page to a network, language, import or segment, beside the dates. Held in the address. */
export function MessageFilters() {
  const { data } = useQuery('listening.facets', {});
  const locale = useLocale();
  const options = useMemo(() => {
    if (!data) return null;
    return {
      networks: data.networks.map((id) => ({ id: id as string, label: networkWords(id) })),
      languages: data.languages.map((language) => ({
        id: language || NO_LANGUAGE,
        label: languageWords(language, locale),
      })),
      runs: data.sources.map(({ run, file }) => ({ id: String(run), label: file })),
    };
  }, [data, locale]);
  if (!options) return null;
  return (
    <div className="row" role="group" aria-label="Which messages">
      <Part part="networks" label="Network" all="All networks" options={options.networks} />
      <Part part="languages" label="Language" all="All languages" options={options.languages} />
      <Part part="runs" label="Source" all="All imports" options={options.runs} />
      <SegmentPart />
    </div>
  );
}

/** One choice; nothing where there is nothing to choose from. */
function Part({ part, label, all, options }: { part: FilterPart; label: string; all: string; options: Option[] }) {
  const chosen = usePlace(({ query }) => query[FILTER_KEYS[part]] ?? ALL);
  if (options.length < 2 && chosen === ALL) return null;
  // Several at once can stand in an address that was written by hand; they are shown as they are.
  const known = chosen === ALL || options.some(({ id }) => id === chosen);
  const shown = [{ id: ALL, label: all }, ...options, ...(known ? [] : [{ id: chosen, label: 'Several' }])];
  return (
    <Select
      label={label}
      value={chosen}
      options={shown}
      onChange={(id) => setQuery({ [FILTER_KEYS[part]]: id === ALL ? null : id })}
    />
  );
}

function SegmentPart() {
  const saved = useSegmentList();
  const active = useActiveSegment((state) => state.active);
  if (saved.length === 0) return null;
  const options = [{ id: ALL, label: 'Everybody' }, ...saved.map(({ name }) => ({ id: `s ${name}`, label: name }))];
  return (
    <Select
      label="Segment"
      value={active === null ? ALL : `s ${active}`}
      options={options}
      onChange={(id) => chooseSegment(id === ALL ? null : id.slice(2))}
    />
  );
}
