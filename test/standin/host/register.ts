import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { HostScript } from '../messages.ts';

const electron = new URL('./electron.ts', import.meta.url).href;
const script = JSON.parse(process.env.INGLENOOK_STANDIN ?? 'null') as HostScript | null;

/** Takes one call of the checklist out of the built host; anything but exactly one such line is an error in the test. */
function takeOut(source: string, call: string): string {
  const line = new RegExp(`^\\s*(?:await )?${call}\\(.*\\);$`, 'gm');
  if (source.match(line)?.length !== 1)
    throw new Error(`stand-in: the built host does not call ${call} exactly once on a line`);
  return source.replace(line, '');
}

// The host under test is the built one; only its `electron` is another.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    if (!script || script.without.length === 0 || !url.endsWith('/dist/main/electron.js')) return next(url, context);
    const source = script.without.reduce(takeOut, readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', source, shortCircuit: true };
  },
});
