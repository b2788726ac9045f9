import { NOTICE_LANGUAGES } from '../../../shared/contract/papers.ts';

/** Tongues in which papers for people can be written, each by its own name. */
export const LANGUAGES = NOTICE_LANGUAGES.map((id) => ({
  id,
  label: new Intl.DisplayNames(id, { type: 'language' }).of(id) ?? id,
}));
