import { languageName } from '../../shared/languages.ts';
import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by the language that the browser is set to. */
export const interfaceLanguages = defineVisitsBy({
  id: 'interface-languages',
  title: 'Languages of browsers',
  question: 'Which languages do visitors read?',
  definition:
    'The language that the browser or app is set to, as an export tells it for the first act of each visit; regions (Swiss, Austrian) are put together. Web server logs do not know it.',
  grouping: ({ language, languages }) => ({
    size: languages.length,
    idOf: (row) => language[row] ?? 0,
  }),
  // Where nobody's language is known, there is nothing to tell.
  zeroCounts: (events) => events.language.length > 0,
  label: 'Language',
  type: 'text',
  textOf: (id, events) => languageName(events.languages[id] ?? ''),
});
