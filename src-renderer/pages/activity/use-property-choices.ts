import { useMemo } from 'react';
import type { Suggestion } from '../../ui/ComboField.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { propertiesOfStep, valuesIn } from './property-drafts.ts';
import type { ChosenProperty } from './property-series.ts';
import { type PageName, pageNames } from './series.ts';

const PAGES = { limit: 100 };
const PROPERTIES = { limit: 1000 };

/** Pages most viewed, and events besides, to choose from. */
export function usePagesAndEvents(): readonly PageName[] {
  const pages = useAnalysis('top-pages', PAGES).reply?.result;
  const events = useAnalysis('top-events', PAGES).reply?.result;
  return useMemo(() => {
    const names = new Map<string, PageName>();
    for (const name of pages?.kind === 'table' ? pageNames(pages) : []) names.set(name.page, name);
    const at = events?.kind === 'table' ? events.columns.findIndex(({ id }) => id === 'event') : -1;
    for (const { cells } of events?.kind === 'table' ? events.rows : []) {
      const page = String(cells[at] ?? '');
      if (page !== '' && !names.has(page)) names.set(page, { page, title: '' });
    }
    return [...names.values()];
  }, [pages, events]);
}

/** Properties that events of a step have in the dates shown. */
export function useStepProperties(step: string): readonly ChosenProperty[] {
  const { reply } = useAnalysis('event-properties', PROPERTIES);
  const result = reply?.result;
  return useMemo(() => (result?.kind === 'table' ? propertiesOfStep(result, step) : []), [result, step]);
}

const NO_PROPERTY: ChosenProperty = { kind: 'custom', event: '', property: '' };

/** Values of the property of a name, of the event that has it most often. */
export function usePropertyValues(properties: readonly ChosenProperty[], name: string): readonly Suggestion[] {
  const chosen = properties.find(({ property }) => property === name) ?? NO_PROPERTY;
  const { kind, event, property } = chosen;
  const params = useMemo(() => ({ kind, event, property, limit: 100 }), [kind, event, property]);
  const { reply } = useAnalysis('property-breakdown', params, property !== '');
  const result = property === '' ? undefined : reply?.result;
  return useMemo(() => (result?.kind === 'table' ? valuesIn(result).map((text) => ({ text })) : []), [result]);
}
