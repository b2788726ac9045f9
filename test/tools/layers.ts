// Runs the layer rules over the sources. Asserts that modules were really seen: without @swc/core the tool
// parses no TypeScript and passes vacuously.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** Violations of the zone table in the given folders, and how many modules were read. */
export async function findViolations(folders: string[], baseDir = process.cwd()) {
  const { output } = await cruise(folders, { ruleSet: config, validate: true, baseDir, ...config.options });
  if (typeof output === 'string') throw new Error('unexpected output');
  const { violations, totalCruised } = output.summary as unknown as { violations: Violation[]; totalCruised: number };
  return { violations, modules: totalCruised };
}

if (import.meta.main) {
  const { violations, modules } = await findViolations(['src-main', 'src-renderer', 'shared']);
  for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
  console.log(`layers: ${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || modules < 20 ? 1 : 0;
}
