/** Kinds of personal data that only context tells; named as in Microsoft Presidio. */
export const TAGGED_TYPES = [
  'PERSON',
  'STREET_ADDRESS',
  'GPE',
  'ORGANIZATION',
  'TITLE',
  'NRP',
  'DATE_TIME',
  'AGE',
  'ZIP_CODE',
  'PHONE_NUMBER',
] as const;
export type TaggedType = (typeof TAGGED_TYPES)[number];

/** Labels of a token: 0 is outside; 2t + 1 begins type t, 2t + 2 goes on with it. */
export const LABELS = 1 + 2 * TAGGED_TYPES.length;
export const beginLabel = (type: number): number => 2 * type + 1;
export const insideLabel = (type: number): number => 2 * type + 2;
/** Type number of a label that is not 0. */
export const typeOfLabel = (label: number): number => (label - 1) >> 1;
export const isInside = (label: number): boolean => label > 0 && (label & 1) === 0;
