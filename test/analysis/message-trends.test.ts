import { expect, test } from 'vitest';
import { messageSpikes } from '../../src-main/analysis/message-spikes.ts';
import { negativeShare } from '../../src-main/analysis/negative-share.ts';
import { messageColumns } from './columns.ts';
import { at, contextOf, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

test('negative-share: the share of each week with its Wilson range; weeks without scores are gaps', () => {
  const messages = messageColumns([
    ...Array.from({ length: 10 }, (_, i) => ({ at: at(1), author: i + 1, sentiment: i === 0 ? -0.5 : 0.5 })),
    { at: at(1), own: true, sentiment: -0.9 },
    { at: at(1), apart: 1, sentiment: -0.9 },
    { at: at(8), author: 1, sentiment: null },
  ]);
  const result = runSeries(negativeShare, { messages }, { bucket: 'week' });
  const lines = linesOf(result);
  expect(lines['negative']).toEqual([0.1, null]);
  expect(lines['low']?.[0]).toBeCloseTo(0.0179, 4);
  expect(lines['high']?.[0]).toBeCloseTo(0.4042, 4);
  expect(result).toMatchObject({ n: 10, people: 10 });
  expect(rowsBehind(negativeShare, { messages }, { bucket: 'week' }, `negative@${at(0)}`)).toHaveLength(10);
});

const context = contextOf({ range: { fromMs: at(0), toMs: at(40) }, dataEndMs: at(40) });
const days = (counts: readonly number[]) =>
  messageColumns(
    counts.flatMap((count, day) =>
      Array.from({ length: count }, (_, k) => ({
        at: at(day, 10),
        author: k + 1,
        sentiment: -0.5,
        topic: 'Late parcels',
      })),
    ),
  );

test('message-spikes: a day far above the month before, with its topic and mood', () => {
  const counts = Array.from({ length: 40 }, (_, day) => (day === 30 ? 40 : 3 + (day % 3)));
  const messages = days(counts);
  const result = runTable(messageSpikes, { messages }, {}, context);
  expect(result.rows.map(({ cells }) => cells)).toEqual([[at(30), 40, 4, 40, -1, 'Late parcels']]);
  expect(rowsBehind(messageSpikes, { messages }, {}, String(at(30)), context)).toHaveLength(40);
});

test('message-spikes: ordinary ups and downs are none, nor is a day without a month before it', () => {
  expect(
    runTable(messageSpikes, { messages: days(Array.from({ length: 40 }, (_, d) => 5 + (d % 5))) }, {}, context).rows,
  ).toEqual([]);
  expect(runTable(messageSpikes, { messages: days([1, 1, 90]) }, {}, context).rows).toEqual([]);
});
