/** Who may import whom: the zone table of the house. `test/meta/layers.test.ts` proves that the rules bite. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src-main|src-renderer|shared)/', pathNot: allowed },
});
const kept = (name, module, home) => ({
  name,
  severity: 'error',
  from: { path: '^(src-main|src-renderer|shared)/', pathNot: home },
  to: { path: module },
});

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing-imports-test', severity: 'error', from: { path: '^(src-main|src-renderer|shared)/' }, to: { path: '^test/' } },
    { name: 'shared-imports-nothing', severity: 'error', from: { path: '^shared/' }, to: { pathNot: ['^shared/', '^node_modules/zod/'] } },
    only('hosts', '^src-main/hosts/', ['^src-main/hosts/', '^src-main/(core\\.ts$|workers/)', '^shared/']),
    only('host-electron-alone', '^src-main/hosts/electron/', ['^src-main/hosts/electron/', '^src-main/workers/', '^shared/']),
    only('host-loopback-alone', '^src-main/hosts/loopback/', ['^src-main/hosts/loopback/', '^src-main/workers/', '^shared/']),
    only('workers', '^src-main/workers/', ['^src-main/workers/', '^src-main/core(-parse|-topics|-reading|-convert|-backup)?\\.ts$', '^shared/']),
    only('core', '^src-main/core(-parse|-topics|-reading|-convert|-backup)?\\.ts$', ['^src-main/(services|store)/', '^shared/']),
    only('services', '^src-main/services/', ['^src-main/(services|store|import|analysis|privacy|reports|sample)/', '^shared/']),
    only('store', '^src-main/store/', ['^src-main/store/', '^shared/']),
    only('import', '^src-main/import/', ['^src-main/import/', '^shared/']),
    only('analysis', '^src-main/analysis/', ['^src-main/analysis/', '^shared/']),
    only('privacy', '^src-main/privacy/', ['^src-main/privacy/', '^shared/']),
    only('reports', '^src-main/reports/', ['^src-main/reports/', '^shared/']),
    only('sample', '^src-main/sample/', ['^src-main/sample/', '^shared/']),
    only('renderer', '^src-renderer/', ['^src-renderer/', '^shared/']),
    only('pages', '^src-renderer/pages/', ['^src-renderer/(pages|charts|ui|state|api)/', '^shared/']),
    only('charts', '^src-renderer/charts/', ['^src-renderer/(charts|ui)/', '^shared/']),
    only('ui', '^src-renderer/ui/', ['^src-renderer/ui/', '^shared/']),
    // Stores never import each other; what they share is a place to remember choices and the window's address.
    only('state', '^src-renderer/state/', ['^src-renderer/state/(remember|place)\\.ts$', '^shared/']),
    only('api', '^src-renderer/api/', ['^src-renderer/api/', '^shared/']),
    { name: 'sibling-formats', severity: 'error', from: { path: '^src-main/import/formats/([^/]+)\\.ts$', pathNot: 'formats/index\\.ts$' }, to: { path: '^src-main/import/formats/' } },
    { name: 'sibling-analyses', severity: 'error', from: { path: '^src-main/analysis/[^/]+\\.ts$', pathNot: 'analysis/index\\.ts$' }, to: { path: '^src-main/analysis/[^/]+\\.ts$', pathNot: 'analysis/analysis\\.ts$' } },
    { name: 'sibling-pages', severity: 'error', from: { path: '^src-renderer/pages/([^/]+)/' }, to: { path: '^src-renderer/pages/([^/]+)/', pathNot: '^src-renderer/pages/$1/' } },
    kept('only-electron-host-imports-electron', '^(electron|node_modules/electron/)', '^src-main/hosts/electron/'),
    kept('only-loopback-opens-sockets', '^(node:)?(http|https|http2|net|tls|dgram|dns)(/|$)', '^src-main/hosts/loopback/'),
    kept('only-workers-start-threads', '^(node:)?worker_threads$', '^src-main/workers/'),
    kept('only-store-opens-sqlite', 'better-sqlite3-multiple-ciphers', '^src-main/store/'),
    kept('only-chart-owner-imports-chartjs', '^node_modules/chart\\.js/', '^src-renderer/charts/Chart\\.tsx$'),
    kept('only-rims-start-processes', '^(node:)?child_process$', '^src-main/hosts/'),
    { name: 'pure-layers-touch-no-disk', severity: 'error', from: { path: '^src-main/(analysis|privacy|reports|sample|import/formats)/' }, to: { path: '^(node:)?(fs|fs/promises|os|process|path)$' } },
    { name: 'renderer-has-no-node', severity: 'error', from: { path: '^(src-renderer|shared)/' }, to: { dependencyTypes: ['core'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'], exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
