import { expect, test } from 'vitest';
import { makesObjects, seemsToMakeObjects } from '../../src-main/services/import-run.ts';

test('what a name says of a file’s rows is what its format says, where it says anything', () => {
  for (const name of ['orders.csv', 'Orders.XLSX', 'events.jsonl', 'events.ndjson.gz', 'users.parquet'])
    expect([name, seemsToMakeObjects(name)]).toEqual([name, makesObjects('table-file')]);
  for (const name of ['access.log', 'access.log.1', 'access.log.2.gz', 'access_log-20240101'])
    expect([name, seemsToMakeObjects(name)]).toEqual([name, makesObjects('access-log')]);
  for (const name of ['posts.json', 'tweets.js', 'archive.zip', 'catalog', ''])
    expect(seemsToMakeObjects(name)).toBeNull();
});
