import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** One of the world files as plain script text: no types, no imports, no exports. */
function scriptOf(name: string): string {
  const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8');
  return stripTypeScriptTypes(source)
    .replace(/^import .*$/gm, '')
    .replace(/^export /gm, '');
}

/** What runs in the page's own world before any script of the page. */
export function mainWorldScript(bridge: string): string {
  return `(() => { if (window !== window.top) return; const BRIDGE = ${JSON.stringify(bridge)};
${scriptOf('bridge')}
${scriptOf('main-world')}
startMainWorld(); })();`;
}

/** What runs in the isolated world: the stand-in's `electron` and then the real, built preload. */
export function preloadWorldScript(bridge: string, args: readonly string[], preload: string): string {
  return `(() => { if (window !== window.top) return; const BRIDGE = ${JSON.stringify(bridge)}; const ARGUMENTS = ${JSON.stringify(args)};
${scriptOf('bridge')}
${scriptOf('codec')}
${scriptOf('preload-world')}
startPreloadWorld((require, process) => { const module = { exports: {} }; const exports = module.exports;
${preload}
}); })();`;
}
