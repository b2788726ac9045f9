import * as z from 'zod';
import { instant, purpose } from '../check.ts';
import type { Purpose } from '../model.ts';
import { command, query } from './define.ts';

/** End of the year 9999, Unix ms. */
const LAST_MS = Date.UTC(10_000, 0, 1) - 1;

/** Tongues the privacy notice can be written in. */
export const NOTICE_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];
/** The tongue of a locale such as de-AT; English where it is none of these. */
export const noticeLanguageOf = (locale: string): NoticeLanguage => {
  const own = locale.toLowerCase().split(/[-_]/)[0];
  return NOTICE_LANGUAGES.find((language) => language === own) ?? 'en';
};
/** Drafts made from what is really held: paragraphs of a privacy notice, the record of Art. 30, the questions of an interest or impact assessment, and what to do after a breach. */
export const PAPERS = ['notice', 'record', 'interests', 'impact', 'breach'] as const;
export type Paper = (typeof PAPERS)[number];

/** One wording of a weighing of interests. */
export interface WrittenInterest {
  purpose: Purpose;
  text: string;
  atMs: number;
}

export const papers = {
  'papers.make': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'Draft a privacy notice, a record of processing, the questions of an interest or impact assessment, or a notice of a breach from what is held',
    z.strictObject({
      paper: z.enum(PAPERS),
      language: z.enum(NOTICE_LANGUAGES).default('en'),
      /** When a breach became known: from then on 72 hours run. Left out = now. */
      // Days are counted on from it, which dates beyond the year 9999 have no words for.
      knownMs: instant().min(0).max(LAST_MS).optional(),
    }),
  ),
  'papers.gpc': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'The file /.well-known/gpc.json for your site, which says that it heeds Global Privacy Control',
    z.strictObject({}),
  ),
  'papers.interests': query<WrittenInterest[]>()(
    'Why a legitimate interest outweighs those of the people, as you wrote it, newest first',
    z.strictObject({}),
  ),
  'papers.saveInterest': command<{ saved: boolean }>()(
    'Write down why a legitimate interest in a purpose outweighs those of the people; earlier wordings are kept',
    z.strictObject({ purpose: purpose(), text: z.string().trim().min(20).max(5000) }),
  ),
};
