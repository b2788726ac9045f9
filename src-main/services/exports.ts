import { filter as filterCheck } from '../../shared/check.ts';
import type { ExportEntry } from '../../shared/contract/exports.ts';
import {
  countExports,
  getBudget,
  listExportParts,
  listExports,
  type StoredExport,
  saveBudget,
} from '../store/tables/exports.ts';
import { countExportPeople } from '../store/tables/export-people.ts';
import type { QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { makeNoisy } from './noisy.ts';

function toEntry({ db }: QueryContext, stored: StoredExport): ExportEntry {
  const { range, segment } = filterCheck().parse(JSON.parse(stored.filter));
  return {
    id: stored.id,
    atMs: stored.at_ms,
    kind: stored.kind,
    recipient: stored.recipient,
    range,
    segment: segment !== undefined,
    analyses: listExportParts(db, stored.id),
    milliEpsilon: stored.milli_epsilon,
    sha256: Buffer.from(stored.sha256).toString('hex'),
    people: countExportPeople(db, stored.id),
  };
}

export const exportLog: Group<'exports'> = {
  'exports.list': (context, { offset, limit }) => ({
    total: countExports(context.db),
    entries: listExports(context.db, offset, limit).map((stored) => toEntry(context, stored)),
  }),
  'exports.budget': ({ db }) => getBudget(db),
  'exports.setBudget': ({ db, audit }, { milliEpsilon }) => {
    db.transaction(() => {
      saveBudget(db, milliEpsilon);
      audit('export.budget-set', { milliEpsilon });
    })();
    return getBudget(db);
  },
  'exports.noisy': makeNoisy,
};
