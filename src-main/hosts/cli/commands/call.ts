import { contract, isMethodName, METHOD_NAMES } from '../../../../shared/contract.ts';
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { type Command, EXIT, PASSPHRASE_OPTION, textOption } from '../arguments.ts';
import { readJson, readText } from '../given.ts';
import { followJob, withEngine } from '../session.ts';
import { textTable } from '../words.ts';

/** Methods that answer with a job and go on afterwards. */
const JOB_METHODS: ReadonlySet<string> = new Set([
  'audits.start',
  'imports.start',
  'imports.undo',
  'imports.sample',
  'listening.read',
  'vault.seal',
  'vault.unseal',
]);

/** Writes the bytes of an answer to the file asked for, and says how many they are in their place. */
function handOut(answer: unknown, out: string | undefined): unknown {
  if (out === undefined || typeof answer !== 'object' || answer === null || !('bytes' in answer)) return answer;
  const { bytes } = answer;
  if (!(bytes instanceof Uint8Array)) return answer;
  const path = resolve(out);
  if (existsSync(path)) throw new AppError('invalid-input', { option: 'out', taken: true });
  writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
  return { ...answer, bytes: bytes.length };
}

/** `inglenook call` – the contract itself, for scripts. */
export const callCommand: Command = {
  name: 'call',
  takes: '[METHOD] [INPUT]',
  help: 'Call any method of the program with a JSON input (- reads it from standard input) and print its JSON answer. Without a method: list them all.',
  options: {
    ...PASSPHRASE_OPTION,
    out: { type: 'string', help: 'where to write the file that the answer holds; never over one that is there' },
  },
  examples: [
    'call',
    'call app.status',
    'call privacy.people \'{"offset":0,"limit":5}\'',
    'call vault.seal - < passphrase.json',
    'call rights.package \'{"person":7}\' --out person-7.zip',
  ],
  async run(values, [name, input]) {
    if (name === undefined) {
      console.log(
        textTable(
          ['method', 'kind', 'what it does'],
          METHOD_NAMES.map((method) => [method, contract[method].kind, contract[method].help]),
        ),
      );
      return EXIT.ok;
    }
    if (!isMethodName(name)) return EXIT.usage;
    // A passphrase in an argument could be read by every program of this computer.
    const given = readJson(input === '-' ? readText(0) : (input ?? '{}'), 'input');
    return withEngine(values, async (engine) => {
      const call = () => engine.callUnchecked(name, given);
      // A method that starts a job is only done when its job is.
      const answer = JOB_METHODS.has(name)
        ? await followJob(engine, call as () => Promise<{ job: number }>, true)
        : await call();
      console.log(JSON.stringify(handOut(answer, textOption(values, 'out'))));
      return EXIT.ok;
    });
  },
};
