import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../tools/layers.ts';

const RULES: readonly { name: string }[] = createRequire(import.meta.url)('../../.dependency-cruiser.cjs').forbidden;

/** One import per rule that must bite: file, what it imports. The files imported are made empty. */
const BAD: Record<string, readonly [from: string, imports: string]> = {
  'no-cycle': ['src-main/store/a.ts', './b.ts'],
  'not-found': ['src-main/store/lost.ts', './nowhere.ts'],
  'nothing-imports-test': ['src-main/store/c.ts', '../../test/made-up.ts'],
  'shared-imports-nothing': ['shared/d.ts', '../src-main/store/a.ts'],
  hosts: ['src-main/hosts/cli/e.ts', '../../store/a.ts'],
  'host-electron-alone': ['src-main/hosts/electron/f.ts', '../loopback/server.ts'],
  'host-loopback-alone': ['src-main/hosts/loopback/g.ts', '../electron/main.ts'],
  workers: ['src-main/workers/h.ts', '../store/a.ts'],
  core: ['src-main/core.ts', './analysis/one.ts'],
  services: ['src-main/services/i.ts', '../workers/pool.ts'],
  store: ['src-main/store/j.ts', '../services/k.ts'],
  import: ['src-main/import/l.ts', '../store/a.ts'],
  analysis: ['src-main/analysis/base/m.ts', '../../store/a.ts'],
  privacy: ['src-main/privacy/n.ts', '../analysis/one.ts'],
  reports: ['src-main/reports/o.ts', '../privacy/p.ts'],
  sample: ['src-main/sample/q.ts', '../import/r.ts'],
  renderer: ['src-renderer/app/s.ts', '../../src-main/core.ts'],
  pages: ['src-renderer/pages/one/t.ts', '../../app/u.ts'],
  charts: ['src-renderer/charts/v.ts', '../state/w.ts'],
  ui: ['src-renderer/ui/x.ts', '../api/y.ts'],
  state: ['src-renderer/state/z.ts', './other.ts'],
  api: ['src-renderer/api/aa.ts', '../state/w.ts'],
  'sibling-formats': ['src-main/import/formats/one.ts', './two.ts'],
  'sibling-analyses': ['src-main/analysis/two.ts', './one.ts'],
  'sibling-pages': ['src-renderer/pages/one/bb.ts', '../two/cc.ts'],
  'only-electron-host-imports-electron': ['src-main/services/dd.ts', 'electron'],
  'only-loopback-opens-sockets': ['src-main/services/ee.ts', 'node:http'],
  'only-workers-start-threads': ['src-main/services/ff.ts', 'node:worker_threads'],
  'only-store-opens-sqlite': ['src-main/services/gg.ts', 'better-sqlite3-multiple-ciphers'],
  'only-chart-owner-imports-chartjs': ['src-renderer/charts/hh.ts', 'chart.js'],
  'only-rims-start-processes': ['src-main/services/ii.ts', 'node:child_process'],
  'pure-layers-touch-no-disk': ['src-main/analysis/base/jj.ts', 'node:fs'],
  'renderer-has-no-node': ['src-renderer/ui/kk.ts', 'node:path'],
};
/** Imports that every layer rule allows. */
const GOOD: readonly (readonly [from: string, imports: string])[] = [
  ['src-main/services/good.ts', '../store/a.ts'],
  ['src-main/store/good.ts', '../../shared/words.ts'],
  ['src-main/hosts/loopback/good.ts', 'node:http'],
  ['src-main/analysis/good.ts', './base/good-base.ts'],
  ['src-renderer/pages/one/good.ts', '../../charts/good-chart.ts'],
];

let root = '';
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { flag: 'a' });
};
let found: Awaited<ReturnType<typeof findViolations>>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'inglenook-layers-'));
  // Stand-ins of the packages named above: a link to the real folder would give them paths outside the root.
  for (const name of ['electron', 'chart.js', 'better-sqlite3-multiple-ciphers']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    put(`node_modules/${name}/index.js`, 'export const made = 1;\n');
  }
  let names = 0;
  for (const [from, imports] of [...Object.values(BAD), ...GOOD]) {
    names++;
    put(from, `import type * as n${names} from '${imports}';\nexport type T${names} = typeof n${names};\n`);
    if (imports.startsWith('.') && !imports.includes('nowhere')) put(join(dirname(from), imports), '');
  }
  put('src-main/store/b.ts', "import type * as back from './a.ts';\nexport type Back = typeof back;\n");
  found = await findViolations(['src-main', 'src-renderer', 'shared'], root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the layer rules, on bad samples', () => {
  test('the sources were really read', () => {
    expect(found.modules).toBeGreaterThan(Object.keys(BAD).length);
  });

  test('every rule has a sample', () => {
    expect(Object.keys(BAD).sort()).toEqual(RULES.map(({ name }) => name).sort());
  });

  test.each(Object.entries(BAD))('%s bites', (name, [from]) => {
    expect(
      found.violations.filter((violation) => violation.rule.name === name).map((violation) => violation.from),
    ).toContain(from);
  });

  test('what is allowed is let through', () => {
    const good = new Set(GOOD.map(([from]) => from));
    expect(found.violations.filter(({ from }) => good.has(from))).toEqual([]);
  });
});

test('type imports are held to the rules too: every sample above is one', () => {
  expect(found.violations.length).toBeGreaterThanOrEqual(Object.keys(BAD).length);
});
