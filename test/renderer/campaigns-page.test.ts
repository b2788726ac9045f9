import { describe, expect, it } from 'vitest';
import { FIGURE_METRICS } from '../../shared/model.ts';
import { METRIC_WORDS, partsShown } from '../../src-renderer/pages/campaigns/metrics.ts';

describe('the page Campaigns', () => {
  it('has words for every figure, each once', () => {
    expect(METRIC_WORDS.map(({ id }) => id).sort()).toEqual([...FIGURE_METRICS].sort());
    expect(new Set(METRIC_WORDS.map(({ label }) => label)).size).toBe(METRIC_WORDS.length);
  });

  it('shows only what the store can fill', () => {
    expect(partsShown({ campaigns: 0, figures: 0, messages: 0 })).toEqual({ ads: false, figures: false, posts: false });
    expect(partsShown({ campaigns: 3, figures: 0, messages: 1 })).toEqual({ ads: true, figures: false, posts: true });
    expect(partsShown({ campaigns: 0, figures: 2, messages: 0 })).toEqual({ ads: false, figures: true, posts: false });
  });
});
