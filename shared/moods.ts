/** Moods of a text or of what is said of a thing; the order is the stored code. */
export const MOODS = ['negative', 'neutral', 'positive'] as const;
export type Mood = (typeof MOODS)[number];

/** What things that are liked or disliked belong to. Stored by name. */
export const ASPECT_CATEGORIES = [
  'general',
  'product',
  'price',
  'food',
  'drinks',
  'service',
  'ambience',
  'location',
  'delivery',
  'design',
  'performance',
  'usability',
  'quality',
  'battery',
  'display',
  'hardware',
  'software',
  'company',
  'website',
  'packaging',
  'payment',
  'range',
  'waiting',
  'facilities',
  'returns',
] as const;
export type AspectCategory = (typeof ASPECT_CATEGORIES)[number];
