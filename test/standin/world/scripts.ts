import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

const BRIDGE = new URL('./bridge.ts', import.meta.url);
const CODEC = new URL('./codec.ts', import.meta.url);
const MAIN_WORLD = new URL('./main-world.ts', import.meta.url);
const PRELOAD_WORLD = new URL('./preload-world.ts', import.meta.url);

/** One of the world files as plain script text: no types, no imports, no exports. */
function scriptOf(file: URL): string {
  const source = readFileSync(file, 'utf8');
  return stripTypeScriptTypes(source)
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '');
}

/** What runs in the page's own world before any script of the page. */
export function mainWorldScript(bridge: string): string {
  return `(() => { if (window !== window.top) return; const BRIDGE = ${JSON.stringify(bridge)};
${scriptOf(BRIDGE)}
${scriptOf(MAIN_WORLD)}
startMainWorld(); })();`;
}

/** What runs in the isolated world: the stand-in's `electron` and then the real, built preload. */
export function preloadWorldScript(bridge: string, args: readonly string[], preload: string): string {
  return `(() => { if (window !== window.top) return; const BRIDGE = ${JSON.stringify(bridge)}; const ARGUMENTS = ${JSON.stringify(args)};
${scriptOf(BRIDGE)}
${scriptOf(CODEC)}
${scriptOf(PRELOAD_WORLD)}
startPreloadWorld((require, process) => { const module = { exports: {} }; const exports = module.exports;
${preload}
}); })();`;
}
