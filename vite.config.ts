import process from 'node:process';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whatever the shell or a test says: React for developers takes twice the time, and a folder once built is used again.
process.env.NODE_ENV = 'production';

export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  // No inlined data: URLs for scripts or fonts: the Content-Security-Policy only knows 'self'.
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Zod and what tells it to do without `eval` are one piece, which comes before every piece that builds a schema.
        codeSplitting: { groups: [{ name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]app[\\/]jitless\.ts$/ }] },
      },
    },
  },
});
