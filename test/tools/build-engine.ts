// Builds the engine as it is shipped: node test/tools/build-engine.ts FOLDER
// Run from source, every thread carries a TypeScript stripper of its own, some 15 MB that no user ever has.
import { cpSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const workers = fileURLToPath(new URL('../../src-main/workers/', import.meta.url));
const outDir = process.argv[2];
if (!outDir) throw new Error('Which folder?');
await build({
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node22',
    outDir,
    emptyOutDir: true,
    rollupOptions: {
      external: ['better-sqlite3-multiple-ciphers', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      input: {
        pool: `${workers}pool.ts`,
        'core.worker': `${workers}core.worker.ts`,
        cli: fileURLToPath(new URL('../../src-main/hosts/cli/main.ts', import.meta.url)),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
// Where text-models.ts looks for them.
cpSync(join(workers, '../services/models'), join(outDir, 'models'), { recursive: true });
// As in the app's own folder: without it every thread reads each module twice to find out what it is.
writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }\n');
