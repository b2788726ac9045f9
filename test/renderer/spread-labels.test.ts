import { expect, test } from 'vitest';
import { spreadLabels } from '../../src-renderer/charts/spread-labels.ts';

test('names that would touch are moved apart, and stay within the chart', () => {
  expect(spreadLabels([10, 60, 90], 15, 100)).toEqual([10, 60, 90]);
  expect(spreadLabels([10, 12, 14], 15, 100)).toEqual([10, 25, 40]);
  // All three lines end at the bottom: the names go up from there.
  expect(spreadLabels([99, 99.5, 100], 15, 100)).toEqual([70, 85, 100]);
  expect(spreadLabels([20, 98, 100], 15, 100)).toEqual([20, 85, 100]);
  expect(spreadLabels([], 15, 100)).toEqual([]);
});
