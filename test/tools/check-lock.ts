// `npm install` can silently write a lock that `npm ci` refuses: when the registry lacks another platform's build
// of a native package, the optional dependency is named but not held. This finds such gaps, registry addresses in
// the lock, and install scripts that nobody decided on.
import { readFileSync } from 'node:fs';

interface Entry {
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
  resolved?: string;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };

const problems: string[] = [];
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const held = new Set(Object.keys(lock.packages).map(nameOf));
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!held.has(name)) problems.push(`missing from the lock: ${path || '.'} → ${name}`);
  }
  if (entry.hasInstallScript && !Object.hasOwn(allowScripts, nameOf(path)))
    problems.push(`install script not decided on: ${path}`);
  if (entry.resolved) problems.push(`registry address in the lock: ${path}`);
}
for (const problem of problems) console.error(problem);
console.log(`lock: ${held.size - 1} packages, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
