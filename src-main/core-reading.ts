/** What the thread that reads texts needs of the core: no store. */
export { readingHere, type TextThread } from './services/read-texts.ts';
