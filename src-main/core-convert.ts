/** What the thread that copies a store needs of the core: no services. */
export { type ConversionRequest, type ConversionStep, convertSteps } from './services/convert-steps.ts';
