/** What each segment means and what a shop can do with it. `rule` speaks of scores from 1 (lowest fifth) to 5 (highest fifth). */
export const SEGMENTS: readonly { id: string; label: string; rule: string; todo: string }[] = [
  {
    id: 'champions',
    label: 'Champions',
    rule: 'Bought lately (recency 4–5), often and for much (4–5 on average).',
    todo: 'Thank them, show new things first, ask for a review.',
  },
  {
    id: 'new',
    label: 'New',
    rule: 'Bought very lately (recency 5), on one day only.',
    todo: 'Make the second purchase easy.',
  },
  {
    id: 'loyal',
    label: 'Loyal',
    rule: 'Recency 3 or more, frequency and money 3 or more on average.',
    todo: 'Keep the rhythm; suggest what goes with what they have.',
  },
  {
    id: 'promising',
    label: 'Promising',
    rule: 'Bought lately (recency 4–5), not yet often or for much.',
    todo: 'Remind them while the shop is fresh in mind.',
  },
  {
    id: 'need-attention',
    label: 'Need attention',
    rule: 'In the middle of recency (3), below it in frequency and money.',
    todo: 'A small occasion to come back is often enough.',
  },
  {
    id: 'cannot-lose',
    label: 'Cannot lose',
    rule: 'Most valuable (4–5), longest gone (recency 1).',
    todo: 'Write to them yourself.',
  },
  {
    id: 'at-risk',
    label: 'At risk',
    rule: 'Worth 3 or more, but not seen lately (recency 1–2).',
    todo: 'Ask what was missing.',
  },
  {
    id: 'hibernating',
    label: 'Hibernating',
    rule: 'Everyone else: little bought, long ago.',
    todo: 'Leave them in peace, or say goodbye nicely.',
  },
];
