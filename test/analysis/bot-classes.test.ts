import { expect, test } from 'vitest';
import { BOT_CLASSES } from '../../shared/model.ts';
import { botClasses } from '../../src-main/analysis/bot-classes.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), agent: 'finder one', bot: true, botClass: 'search' },
  { person: 1, at: at(1), agent: 'finder one', bot: true, botClass: 'search', kind: 'asset' },
  { person: 2, at: at(1), agent: 'finder two', bot: true, botClass: 'search' },
  { person: 2, at: at(1), agent: 'pinger', bot: true, botClass: 'monitor' },
  { person: 4, at: at(2), agent: 'of an earlier import', bot: true },
  { person: 3, at: at(1), agent: 'browser' },
  { person: 1, at: at(20), agent: 'finder one', bot: true, botClass: 'search' },
]);

test('bot-classes: robots and requests by purpose, as a share of all requests, about nobody', () => {
  const result = runTable(botClasses, { events }, {});
  expect(result.rows.map(({ cells, people }) => [...cells, people])).toEqual([
    ['search', 2, 3, 3 / 6, 0],
    ['monitor', 1, 1, 1 / 6, 0],
    ['other', 1, 1, 1 / 6, 0],
  ]);
  expect(result).toMatchObject({ n: 5, people: 0, total: 3 });
  expect(rowsBehind(botClasses, { events }, {}, String(BOT_CLASSES.indexOf('search')))).toHaveLength(3);
});

test('bot-classes: the answer is the same whether other figures show robots or not', () => {
  expect(runTable(botClasses, { events }, {}, contextOf({ bots: true }))).toEqual(runTable(botClasses, { events }, {}));
});
