import * as z from 'zod';
import { command } from './define.ts';

/** Tongues the privacy notice can be written in. */
export const NOTICE_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];
/** Drafts made from what is really held: paragraphs of a privacy notice, the record of Art. 30, and the questions of an interest or impact assessment. */
export const PAPERS = ['notice', 'record', 'interests', 'impact'] as const;
export type Paper = (typeof PAPERS)[number];

export const papers = {
  'papers.make': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'Draft a privacy notice, a record of processing, or the questions of an interest or impact assessment from what is held',
    z.strictObject({ paper: z.enum(PAPERS), language: z.enum(NOTICE_LANGUAGES).default('en') }),
  ),
};
