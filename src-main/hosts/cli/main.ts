import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { endQuietly } from '../../workers/quiet-end.ts';
import { type Command, EXIT, helpOf, parse } from './arguments.ts';
import { analyzeCommand } from './commands/analyze.ts';
import { callCommand } from './commands/call.ts';
import { demoCommand } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { labCommand } from './commands/lab.ts';
import { reportCommand } from './commands/report.ts';
import { sampleCommand } from './commands/sample.ts';
import { serveCommand } from './commands/serve.ts';
import { statusCommand } from './commands/status.ts';
import { watchCommand } from './commands/watch.ts';
import { wordsOf } from './words.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  statusCommand,
  analyzeCommand,
  reportCommand,
  labCommand,
  serveCommand,
  watchCommand,
  sampleCommand,
  demoCommand,
  callCommand,
];

/** Failures that have an exit code of their own. */
const EXIT_OF: Readonly<Partial<Record<ErrorCode, number>>> = {
  'invalid-input': EXIT.usage,
  'vault-locked': EXIT.locked,
  'workspace-locked': EXIT.locked,
  'wrong-passphrase': EXIT.locked,
  cancelled: EXIT.cancelled,
};

const overview = () =>
  [
    'inglenook COMMAND [ARGUMENTS]   understand your customers on your own computer; nothing leaves it',
    '',
    ...COMMANDS.map(
      ({ name, takes, help }) => `  ${`${name} ${takes}`.padEnd(24)} ${help.split('. ')[0]?.replace(/\.$/, '')}`,
    ),
    '',
    'inglenook COMMAND --help explains one command.',
    `Exit codes: ${EXIT.ok} done, ${EXIT.failed} failed, ${EXIT.usage} the words do not fit, ${EXIT.locked} the vault is locked, ${EXIT.cancelled} stopped.`,
  ].join('\n');

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const named = COMMANDS.find((entry) => entry.name === name);
  const command = (await named?.specialise?.(rest)) ?? named;
  if (!command) {
    console.error(overview());
    return EXIT.usage;
  }
  const parsed = parse(command, rest);
  if (!parsed || parsed.values.help === true) {
    (parsed ? console.log : console.error)(helpOf(command));
    return parsed ? EXIT.ok : EXIT.usage;
  }
  const code = await command.run(parsed.values, parsed.positionals);
  if (code === EXIT.usage) console.error(helpOf(command));
  return code;
}

endQuietly(process);

// `inglenook status | head`: the reader may go before all is said. The work goes on to its end; there is only nobody to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(wordsOf(error));
  const code = error instanceof AppError ? error.code : 'internal';
  process.exitCode = EXIT_OF[code] ?? EXIT.failed;
}
