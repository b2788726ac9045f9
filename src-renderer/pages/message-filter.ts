import { useMemo } from 'react';
import type { MessageFilter } from '../../shared/check.ts';
import { NETWORKS, type Network } from '../../shared/model.ts';
import { useQuery } from '../api/use-query.ts';
import { setQuery, usePlace } from '../state/place.ts';
import type { FilterChip } from '../ui/FilterChips.tsx';
import { type Locale, useLocale } from '../ui/locale.ts';
import { ID_WORDS, languageName } from '../ui/words.ts';

/** What stands in the address for each part of the filter. */
export const FILTER_KEYS = { networks: 'net', languages: 'lang', runs: 'src' } as const;
export type FilterPart = keyof typeof FILTER_KEYS;
/** A language that is not known, in the address. */
export const NO_LANGUAGE = 'unknown';

const parts = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');
const isNetwork = (word: string): word is Network => (NETWORKS as readonly string[]).includes(word);

/** The filter of messages that an address names; undefined = none. What it cannot mean is passed over. */
export function messageFilterOf(query: Readonly<Record<string, string>>): MessageFilter | undefined {
  const networks = parts(query[FILTER_KEYS.networks]).filter(isNetwork);
  const languages = parts(query[FILTER_KEYS.languages])
    .filter((language) => language.length <= 40)
    .map((language) => (language === NO_LANGUAGE ? '' : language));
  const runs = parts(query[FILTER_KEYS.runs])
    .map(Number)
    .filter((run) => Number.isSafeInteger(run) && run > 0);
  return networks.length + languages.length + runs.length === 0 ? undefined : { networks, languages, runs };
}

/** The filter of messages in the address of this window. */
export function useMessageFilter(): MessageFilter | undefined {
  const net = usePlace(({ query }) => query[FILTER_KEYS.networks] ?? '');
  const lang = usePlace(({ query }) => query[FILTER_KEYS.languages] ?? '');
  const src = usePlace(({ query }) => query[FILTER_KEYS.runs] ?? '');
  return useMemo(() => messageFilterOf({ net, lang, src }), [net, lang, src]);
}

export const networkWords = (network: Network): string =>
  network === 'other' ? 'Reviews and other' : (ID_WORDS[network] ?? network);
export const languageWords = (language: string, locale: Locale): string =>
  language === '' ? 'Language unknown' : languageName(language, locale);

/** Each part of a filter in words, with the part it is of; `files` = names of imports by number. */
export function filterParts(
  { networks, languages, runs }: MessageFilter,
  files: ReadonlyMap<number, string>,
  locale: Locale,
): { part: FilterPart; words: string }[] {
  const all = [
    { part: 'networks' as const, words: networks.map(networkWords) },
    { part: 'languages' as const, words: languages.map((language) => languageWords(language, locale)) },
    { part: 'runs' as const, words: runs.map((run) => files.get(run) ?? `import ${run}`) },
  ];
  return all.filter(({ words }) => words.length > 0).map(({ part, words }) => ({ part, words: words.join(', ') }));
}

/** Names of the imports that messages come from, by number; empty until they are needed. */
export function useSourceNames(wanted: boolean): ReadonlyMap<number, string> {
  const { data } = useQuery('listening.facets', {}, { enabled: wanted });
  return useMemo(() => new Map(data?.sources.map(({ run, file }) => [run, file])), [data]);
}

/** The filter of messages as chips, each with the way to take it off. */
export function useMessageChips(): FilterChip[] {
  const filter = useMessageFilter();
  const files = useSourceNames((filter?.runs.length ?? 0) > 0);
  const locale = useLocale();
  if (!filter) return [];
  return filterParts(filter, files, locale).map(({ part, words }) => ({
    id: part,
    label: words,
    onRemove: () => setQuery({ [FILTER_KEYS[part]]: null }),
  }));
}
