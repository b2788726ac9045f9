import { describe, expect, it } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { segmentBars, segmentOfMark } from '../../src-renderer/pages/segments/series.ts';
import { markKey } from '../../src-renderer/charts/chart-data.ts';

describe('segmentBars', () => {
  const table: TableResult = {
    kind: 'table',
    columns: [
      { id: 'segment', label: 'Segment', type: 'text' },
      { id: 'people', label: 'People', type: 'number', unit: 'people' },
    ],
    rows: [
      { key: 'champions', cells: ['Champions', 12], people: 12 },
      { key: 'at-risk', cells: ['At risk', 30], people: 30 },
    ],
    total: 2,
    n: 42,
    people: 42,
  };

  it('draws people per segment in the order of the table', () => {
    const data = segmentBars(table);
    expect(data.names).toEqual(['Champions', 'At risk']);
    expect(data.lines[0]?.values).toEqual([12, 30]);
  });

  it('leads from a mark back to its row', () => {
    const data = segmentBars(table);
    const [line] = data.lines;
    expect(line && segmentOfMark(markKey(data, line, 1))).toBe('at-risk');
  });
});
