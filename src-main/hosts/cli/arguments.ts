import { parseArgs } from 'node:util';

/** Options every command understands. */
export const COMMON_OPTIONS = {
  data: { type: 'string', help: 'folder of the store (default: the system’s place for app data)' },
  workspace: { type: 'string', help: 'name or id of a workspace in that folder (default: the main one)' },
  json: { type: 'boolean', help: 'print JSON instead of words' },
  help: { type: 'boolean', short: 'h', help: 'explain this command' },
} as const;

/** One option of a command. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  help: string;
}
export type Options = Readonly<Record<string, Option>>;
export type Values = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** Of every command that opens a workspace. */
export const PASSPHRASE_OPTION = {
  'passphrase-file': { type: 'string', help: 'file that holds the passphrase of the workspace (- = standard input)' },
} as const;

/** A command of the command line. */
export interface Command {
  name: string;
  /** Positional arguments in words, e.g. "FILE...". */
  takes: string;
  help: string;
  options: Options;
  examples?: readonly string[];
  /** The command with the options of what the arguments name, where they differ by that. */
  specialise?(argv: readonly string[]): Promise<Command>;
  /** Answers the exit code. */
  run(values: Values, positionals: string[]): Promise<number>;
}

/** Exit codes, documented in `--help`. */
export const EXIT = { ok: 0, failed: 1, usage: 2, locked: 3, cancelled: 130 } as const;

/** How many positional arguments a command takes: what it would not look at is no answer to anything. */
const mostOf = ({ takes }: Command): number =>
  /\.\.\.|\|/.test(takes) ? Number.POSITIVE_INFINITY : takes.split(' ').filter(Boolean).length;

/** Parses one command's arguments; null when they do not fit. */
export function parse(command: Command, argv: string[]): { values: Values; positionals: string[] } | null {
  const entries = Object.entries({ ...COMMON_OPTIONS, ...command.options } as Options).map(
    ([name, { type, short, multiple }]) => [
      name,
      { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
    ],
  );
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: Object.fromEntries(entries),
      allowPositionals: true,
    });
    return positionals.length > mostOf(command) ? null : { values: values as Values, positionals };
  } catch {
    return null;
  }
}

/** The command's help text. */
export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS } as Options).map(
    ([name, { type, help }]) => `  ${`--${name}${type === 'string' ? ' VALUE' : ''}`.padEnd(26)} ${help}`,
  );
  const examples = command.examples?.length
    ? ['', 'Examples:', ...command.examples.map((line) => `  inglenook ${line}`)]
    : [];
  return [
    `inglenook ${command.name} ${command.takes}`.trim(),
    '',
    command.help,
    '',
    'Options:',
    ...options,
    ...examples,
  ].join('\n');
}

export const textOption = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
export const listOption = (values: Values, name: string): string[] => {
  const value = values[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
};
