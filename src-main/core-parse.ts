/** What the parser thread of an import needs of the core: no store, no analyses of the store, and so little memory. */
export { type ParseProgress, type ParseRequest, type ParserThreads, parseSteps } from './services/parse.ts';
