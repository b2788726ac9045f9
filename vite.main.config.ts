import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const external = ['electron', 'better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

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

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node22',
    outDir: mode === 'preload' ? 'dist/preload' : 'dist/main',
    emptyOutDir: true,
    rollupOptions: { external, ...(mode === 'preload' ? preload : main) },
  },
}));
