// Run by events-remove.test.ts in a process of its own: brings 1000 events, then dies in the middle of a second import.
import process from 'node:process';
import { openEventWriter } from '../../src-main/store/events/writer.ts';
import { openWriter } from '../../src-main/store/open.ts';
import { bring, line, newRun, toBatch } from './events-model.ts';

const db = openWriter(process.argv[2] ?? '');
const lines = (from: number) => Array.from({ length: 1000 }, (_, i) => line((from + i) * 1000, 1 + (i % 40), 1, i + 1));
bring(db, lines(0));
const writer = openEventWriter(db, newRun(db), { flushRows: 300 });
for (let batch = 1; ; batch++) {
  writer.append(toBatch(lines(batch * 1000)));
  if (batch === 2)
    db.transaction(() => {
      writer.append(toBatch(lines(9000)));
      process.kill(process.pid, 'SIGKILL');
    })();
}
