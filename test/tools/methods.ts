// Writes docs/methods.md: every method of the contract, from the contract itself. A test compares.
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { contract, EVENT_NAMES, METHOD_NAMES } from '../../shared/contract.ts';

export const METHODS_FILE = new URL('../../docs/methods.md', import.meta.url);

interface Shape {
  properties?: Record<string, unknown>;
  required?: readonly string[];
}

/** Names of a method's fields; those that may be left out in brackets. */
function fieldsOf(name: (typeof METHOD_NAMES)[number]): string {
  const shape = z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' }) as Shape;
  const fields = Object.keys(shape.properties ?? {}).map((field) =>
    shape.required?.includes(field) ? `\`${field}\`` : `[\`${field}\`]`,
  );
  return fields.join(', ') || '–';
}

/** The whole page. */
export function methodsPage(): string {
  const rows = METHOD_NAMES.map(
    (name) => `| \`${name}\` | ${contract[name].kind} | ${contract[name].help} | ${fieldsOf(name)} |`,
  );
  return [
    '# Methods',
    '',
    'Written from `shared/contract.ts` by `node test/tools/methods.ts`. A query reads and may be repeated; a command may',
    'change the store. Fields in brackets may be left out. Every host offers exactly these:',
    'Electron over one channel, the local page as `POST /api/<method>`, the command line as `inglenook call <method>`.',
    '',
    '| method | kind | what it does | fields |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `Events pushed to every window: ${EVENT_NAMES.map((name) => `\`${name}\``).join(', ')}.`,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(METHODS_FILE, methodsPage());
