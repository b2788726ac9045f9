import { expect, test } from 'vitest';
import { needsBySegment } from '../../src-main/analysis/needs-by-segment.ts';
import { eventColumns, type MessageSketch, messageColumns, orderColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable, tablesOf } from './run.ts';

const cellsOf = (tables: Parameters<typeof tablesOf>[0], params: Parameters<typeof runTable>[2]) =>
  runTable(needsBySegment, tablesOf(tables), params as never).rows.map(({ cells }) => cells);

test('needs-by-segment: shares of writers, each once in each half, whatever they write', () => {
  const messages = messageColumns([
    { at: at(0), author: 1, network: 'x', intents: ['wish'] },
    { at: at(1), author: 1, network: 'x', intents: ['wish'] },
    { at: at(1), author: 2, network: 'x', intents: [] },
    { at: at(9), author: 1, network: 'x', intents: ['complaint'] },
    { at: at(9), author: 3, network: 'instagram', intents: ['wish'] },
    { at: at(10), author: 0, network: 'instagram', intents: [] },
    { at: at(10), author: 0, network: 'instagram', intents: [] },
    // Left out: one's own, passed on.
    { at: at(2), own: true, network: 'x', intents: ['wish'] },
    { at: at(2), author: 8, apart: 2, network: 'x', intents: ['wish'] },
  ]);
  expect(cellsOf({ messages }, { by: 'network' })).toEqual([
    ['x', 'wish', 2, 1, 0.5, 0, 'too-few'],
    ['x', 'complaint', 1, 1, 0, 1, 'too-few'],
    ['instagram', 'wish', 1, 1, null, 1 / 3, 'too-few'],
  ]);
  expect(rowsBehind(needsBySegment, tablesOf({ messages }), {}, 'wish x').map((i) => messages.id[i])).toEqual([2, 1]);
  expect(rowsBehind(needsBySegment, tablesOf({ messages }), {}, 'wish nowhere')).toEqual([]);
  expect(rowsBehind(needsBySegment, tablesOf({ messages }), {}, 'nonsense x')).toEqual([]);
});

test('needs-by-segment: a need that grows in one segment alone is found there, and not in the other', () => {
  const rows = Array.from({ length: 400 }, (_, i): MessageSketch => {
    const late = i >= 200;
    const network = i % 2 === 0 ? 'x' : 'instagram';
    const asks = i % 10 === 0 || (late && network === 'instagram' && i % 3 === 0);
    return { at: at(i / 30), author: i + 1, network, intents: asks || i % 10 === 1 ? ['question'] : [] };
  });
  const found = cellsOf({ messages: messageColumns(rows) }, { by: 'network' });
  expect(found.map((cells) => [cells[0], cells[1], cells[6]])).toEqual([
    ['instagram', 'question', 'growing'],
    ['x', 'question', 'steady'],
  ]);
});

test('needs-by-segment: one person who writes without end makes no trend', () => {
  const rows = Array.from({ length: 200 }, (_, i): MessageSketch => ({ at: at(i / 20), author: i + 10, intents: [] }));
  const loud = Array.from(
    { length: 60 },
    (_, i): MessageSketch => ({ at: at(9 + i / 100), author: 1, intents: ['complaint'] }),
  );
  const [row] = cellsOf({ messages: messageColumns([...rows, ...loud]) }, { by: 'network' });
  expect(row?.slice(0, 4)).toEqual(['x', 'complaint', 60, 1]);
  expect(row?.[6]).toBe('too-few');
});

test('needs-by-segment: by language, by who has bought, by conditions on activity', () => {
  const messages = messageColumns([
    { at: at(1), author: 1, language: 'de', intents: ['buying'] },
    { at: at(9), author: 2, language: 'en', intents: ['buying'] },
  ]);
  const orders = orderColumns([
    { at: at(0), buyer: 1 },
    { at: at(0), buyer: 2, status: 'cancelled' },
  ]);
  const events = eventColumns([
    { at: at(1), person: 1, page: '/tea' },
    { at: at(1), person: 2, page: '/mug' },
  ]);
  const segment = (name: string, page: string) => ({
    name,
    condition: { field: 'page' as const, is: [page], in: 'person' as const },
  });
  const names = (params: object) => cellsOf({ messages, orders, events }, params).map((cells) => cells.slice(0, 3));
  expect(names({ by: 'language' })).toEqual([
    ['de', 'buying', 1],
    ['en', 'buying', 1],
  ]);
  expect(names({ by: 'buyers' })).toEqual([
    ['buyers', 'buying', 1],
    ['not-buyers', 'buying', 1],
  ]);
  expect(names({ by: 'segments', segments: [segment('Tea', '/tea'), segment('All', '/*')] })).toEqual([
    ['All', 'buying', 2],
    ['Tea', 'buying', 1],
  ]);
  expect(names({ by: 'segments' })).toEqual([]);
  expect(needsBySegment.alsoReads?.({ by: 'buyers', segments: [] })).toEqual(['orders']);
  expect(needsBySegment.alsoReads?.({ by: 'network', segments: [] })).toEqual([]);
  expect(contextOf().range.toMs).toBe(at(14));
});
