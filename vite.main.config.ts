import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const external = [
  'electron',
  'better-sqlite3-multiple-ciphers',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

const main = {
  input: {
    electron: 'src-main/hosts/electron/main.ts',
    cli: 'src-main/hosts/cli/main.ts',
    'core.worker': 'src-main/workers/core.worker.ts',
  },
  output: { format: 'es' as const, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
};
// A sandboxed preload must be one CommonJS file.
const preload = {
  input: { preload: 'src-main/hosts/electron/preload.ts' },
  output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
};

const MODELS = join(import.meta.dirname, 'src-main/services/models');
/** Puts the text models beside the bundle, where `text-models.ts` looks for them. */
const textModels: Plugin = {
  name: 'text-models',
  generateBundle() {
    for (const file of readdirSync(MODELS))
      this.emitFile({ type: 'asset', fileName: `models/${file}`, source: readFileSync(join(MODELS, file)) });
  },
};

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true },
  plugins: mode === 'main' ? [textModels] : [],
  build: {
    ssr: true,
    target: 'node22',
    outDir: mode === 'preload' ? 'dist/preload' : 'dist/main',
    emptyOutDir: true,
    rollupOptions: { external, ...(mode === 'preload' ? preload : main) },
  },
}));
