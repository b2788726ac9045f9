import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, loadConfigFromFile } from 'vite';

const REPOSITORY = join(import.meta.dirname, '../..');

// A page of our own making, so that the host is tested without the user interface.
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>someone@example.org</title>
<link rel="stylesheet" href="./assets/page.css"><script type="module" src="./assets/page.js"></script></head>
<body><h1>Stand-in page</h1><input type="file" multiple aria-label="files"><a id="out" href="https://outside.example/">out</a>
<a id="tab" target="_blank" href="https://outside.example/tab">tab</a></body></html>`;
const SCRIPT = `
window.chosen = [];
document.querySelector('input').addEventListener('change', async (event) => {
  window.chosen.push(...(await window.inglenook.pathsOf([...event.target.files])));
});
window.heard = [];
window.inglenook.on('data.changed', (payload) => window.heard.push(payload));
const nonce = document.querySelector('meta[property="csp-nonce"]').nonce;
const style = document.createElement('style');
style.nonce = nonce;
style.textContent = 'h1 { letter-spacing: 7px }';
document.head.append(style);
`;

async function buildInto(dist: string, mode: 'main' | 'preload', input?: Record<string, string>): Promise<void> {
  const loaded = await loadConfigFromFile({ command: 'build', mode }, join(REPOSITORY, 'vite.main.config.ts'));
  if (!loaded) throw new Error('vite.main.config.ts is not there');
  const { build: settings = {}, ...config } = loaded.config;
  const { input: every, ...rollup } = settings.rollupOptions ?? {};
  await build({
    ...config,
    configFile: false,
    root: REPOSITORY,
    logLevel: 'error',
    build: {
      ...settings,
      outDir: join(dist, mode),
      emptyOutDir: true,
      rollupOptions: { ...rollup, input: input ?? every ?? {} },
    },
  });
}

/**
 * Builds the host from the sources as they are now, with the project's own build settings, beside a small page, and gives
 * the folder that holds `dist/`. It lies inside the project so that better-sqlite3 is found.
 */
export async function buildHost(name: string): Promise<string> {
  const root = join(REPOSITORY, 'out', 'standin', name);
  const dist = join(root, 'dist');
  await buildInto(dist, 'main', {
    electron: join(REPOSITORY, 'src-main/hosts/electron/main.ts'),
    'core.worker': join(REPOSITORY, 'src-main/workers/core.worker.ts'),
  });
  await buildInto(dist, 'preload');
  mkdirSync(join(dist, 'web/assets'), { recursive: true });
  writeFileSync(join(dist, 'web/index.html'), PAGE);
  writeFileSync(join(dist, 'web/assets/page.js'), SCRIPT);
  writeFileSync(join(dist, 'web/assets/page.css'), 'body { color: rgb(1, 2, 3) }');
  writeFileSync(join(dist, 'secret.txt'), 'outside the web folder');
  return root;
}
