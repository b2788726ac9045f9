/** Messages by mood. `scored`: those whose mood is known at all. */
export interface MoodCounts {
  negative: number;
  positive: number;
  scored: number;
}

/** Of what nine in ten messages say nothing of, the rest tells little: in a language without a model it is those with emoji. */
const FEWEST_SCORED = 0.1;

/**
 * Share of positive less that of negative messages among the scored ones, −1..1; null where fewer than a tenth of the messages
 * are scored.
 */
export const netMood = ({ negative, positive, scored }: MoodCounts, messages: number): number | null =>
  scored > 0 && scored >= FEWEST_SCORED * messages ? (positive - negative) / scored : null;

/** Share of messages whose mood is known: what a net mood rests on. */
export const scoredShare = ({ scored }: MoodCounts, messages: number): number | null =>
  messages > 0 ? scored / messages : null;
