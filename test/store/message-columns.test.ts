import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadMessages, type LoadedMessages } from '../../src-main/store/columns/messages.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { doAct, messageActs } from './message-acts.ts';
import { plainMessages } from './plain-messages.ts';

test('law: whatever happens to messages, columns brought up to date are those loaded anew, in every byte', () => {
  fc.assert(
    fc.property(messageActs, (acts) => {
      const db = openMemory();
      let held: LoadedMessages | null = null;
      for (const act of acts) {
        doAct(db, act);
        if (!act.looks) continue;
        held = loadMessages(db, held);
        expect(isDeepStrictEqual(held.columns, plainMessages(db))).toBe(true);
      }
      expect(loadMessages(db, held)).toEqual(loadMessages(db));
      expect(loadMessages(db).columns).toEqual(plainMessages(db));
      db.close();
    }),
    { numRuns: 60 },
  );
});
