import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, tablesOf } from './run.ts';

class Unwanted extends Error {}

const OF_EVENTS = ANALYSES.filter(({ reads, params }) => reads.includes('events') && params.safeParse({}).success);
const rows = fc.array(anEvent(instants(0, 12)), { minLength: 1, maxLength: 60 });

test('law: an analysis that was stopped leaves nothing half made: asked again it answers as if it had not been', () => {
  const context = contextOf({ zone: 'Europe/Berlin', range: { fromMs: at(0), toMs: at(12) }, dataEndMs: at(12) });
  const stopped = new Set<string>();
  fc.assert(
    fc.property(rows, fc.nat(3), (sketches, looks) => {
      const tables = tablesOf({ events: eventColumns(sketches, KNOWN) });
      for (const { id, run, params } of OF_EVENTS) {
        let left = looks;
        const checkWanted = () => {
          if (left-- <= 0) throw new Unwanted();
        };
        try {
          run(tables, params.parse({}), { ...context, checkWanted });
        } catch (error) {
          if (!(error instanceof Unwanted)) throw error;
          stopped.add(id);
        }
        const fresh = tablesOf({ events: eventColumns(sketches, KNOWN) });
        expect(run(tables, params.parse({}), context), id).toEqual(run(fresh, params.parse({}), context));
      }
    }),
    { numRuns: 25 },
  );
  expect(stopped).toContain('top-pages');
  expect(stopped).toContain('bandwidth-over-time');
});
