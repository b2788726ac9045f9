import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { eachStretch, findSessions } from '../../src-main/analysis/base/sessions.ts';
import { agentsOfVisits } from '../../src-main/analysis/base/visit-agents.ts';
import { kindsOfVisits } from '../../src-main/analysis/base/visit-kinds.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf } from './run.ts';

test('kinds and agent of a visit are those of its acts', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(-1, 2)), { maxLength: 150 }), (rows) => {
      const events = eventColumns(rows, KNOWN);
      const context = contextOf({ range: { fromMs: at(-3), toMs: at(5) } });
      eachStretch(findSessions(events, context), (whole, from, to) => {
        const acts = Array.from({ length: to - from }, (_, k) => [
          ...whole.acts.subarray(whole.start[from + k], whole.start[from + k + 1]),
        ]);
        const kinds = acts.map((own) => new Set(own.map((row) => events.kind[row] as number)));
        const agents = acts.map((own) => [...new Set(own.map((row) => events.agent[row] as number))]);
        expect([...kindsOfVisits(events, whole).subarray(from, to)]).toEqual(
          kinds.map((own) => [...own].reduce((bits, kind) => bits + 2 ** kind, 0)),
        );
        expect([...agentsOfVisits(events, whole).subarray(from, to)]).toEqual(
          agents.map((own) => (own.length === 1 ? own[0] : -1)),
        );
      });
    }),
  );
});

test('there is a bit for every kind', () => {
  expect(EVENT_KINDS.length).toBeLessThanOrEqual(16);
});
