import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, the longest first: begun last, one of them would go on alone while the other workers are done. */
const LONGEST = [
  'services/crash-clear',
  'services/crash-sealed',
  'services/sealed',
  'hosts/cli',
  'hosts/electron-security',
  'hosts/electron-life',
  'services/analyses',
  'hosts/nothing-leaves',
  'import/fuzz',
  'services/journey',
  'services/reading',
  'services/canary',
  'analysis/laws',
  'store/events-remove',
  'services/vault',
  'store/events',
  'services/workspaces',
  'services/listening',
  'hosts/electron-downloads',
  'store/convert',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? LONGEST.length : place;
};

/** The order of a run: the longest first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    // Sorting is stable: what takes no time worth mentioning stays in the usual order.
    return usual.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
