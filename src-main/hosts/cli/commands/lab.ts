import { type Command, EXIT, textOption, type Values } from '../arguments.ts';
import { readObject, readText } from '../given.ts';
import { textTable } from '../words.ts';

async function describe(id: string): Promise<string> {
  const { labList } = await import('../../../core.ts');
  const info = labList().find((entry) => entry.id === id);
  if (!info) return '';
  const columns = Object.entries(info.columns).map(
    ([field, names]) => `  ${`${field}:`.padEnd(10)} ${names.join(', ')}`,
  );
  return [
    `${info.id}: ${info.question}`,
    'Named columns (first line of the CSV):',
    ...columns,
    'Parameters (JSON schema):',
    JSON.stringify(info.params),
  ].join('\n');
}

const inWords = (line: object): string =>
  Object.entries(line)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('  ');

/** A write for each line takes longer than most labs do: 100,000 lines go out in a few hundred writes. */
const WRITE_CHARS = 1 << 16;

async function print(lines: AsyncIterable<object>, toText: (line: object) => string): Promise<void> {
  let waiting = '';
  const flush = () => {
    // Unlike a plain write, this bears a reader that has gone (`… | head`).
    if (waiting !== '') console.log(waiting.slice(0, -1));
    waiting = '';
  };
  try {
    for await (const line of lines) {
      waiting += `${toText(line)}\n`;
      if (waiting.length >= WRITE_CHARS) flush();
    }
  } finally {
    // What was found before a failure is shown, too.
    flush();
  }
}

/** What a lab is given: parameters as JSON, and over them the options of its own. */
function paramsOf(values: Values, own: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.keys(own).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]));
  return { ...readObject(textOption(values, 'params') ?? '{}', 'params'), ...Object.fromEntries(given) };
}

/** The command for one lab: its own question, columns and options. */
async function labNamed(argv: readonly string[]): Promise<Command> {
  const { LINE_LABS } = await import('../../../core.ts');
  const lab = LINE_LABS.find(({ id }) => id === argv[0]);
  if (!lab) return labCommand;
  const columns = Object.entries(lab.columns ?? {}).map(
    ([field, names]) => `  ${`${field}:`.padEnd(10)} ${names.join(', ')}`,
  );
  return {
    ...labCommand,
    name: `lab ${lab.id}`,
    takes: lab.takes ?? 'FILE|-',
    help: [
      lab.question,
      '',
      lab.output ?? '',
      ...(columns.length > 0 ? ['', 'Columns that are found by their name (first line of the file):', ...columns] : []),
    ].join('\n'),
    options: {
      zone: labCommand.options.zone as (typeof labCommand.options)[string],
      ...lab.options,
      ...(lab.options ? { params: PARAMS } : {}),
    },
    examples: [],
  };
}

const PARAMS = { type: 'string', help: 'parameters as JSON' } as const;

/** `inglenook lab` */
export const labCommand: Command = {
  name: 'lab',
  takes: 'NAME FILE...|-',
  help: 'Run one analysis on a CSV with named columns (or, for `sentiment` and its like, on lines of text or whole files), without a store. `-` reads standard input. Without a name: list what there is; with a name only: its columns and parameters; `lab NAME --help`: its options.',
  options: {
    params: PARAMS,
    zone: { type: 'string', help: 'time zone of the day boundaries (default UTC)' },
    idle: { type: 'string', help: 'minutes after which a visit ends (default 30)' },
  },
  examples: [
    'lab',
    'lab rfm-segments orders.csv --json',
    'lab funnel events.csv --step / --step /cart --window 7d',
    'lab clv orders.csv --customer id --date day --value amount --end 2025-09-30 --json',
    'lab sentiment - --json < comments.txt',
  ],
  specialise: labNamed,
  async run(values, [id, ...files]) {
    const [file] = files;
    const json = values.json === true;
    // Only here: every other command talks to worker threads and needs no core of its own.
    const { labList, LINE_LABS, runLab } = await import('../../../core.ts');
    if (id === undefined) {
      const all = labList();
      console.log(
        json
          ? JSON.stringify(all)
          : textTable(
              ['name', 'question'],
              all.map((entry) => [entry.id, entry.question]),
            ),
      );
      return EXIT.ok;
    }
    if (file === undefined) {
      console.log(await describe(id));
      return EXIT.usage;
    }
    const zone = textOption(values, 'zone') ?? 'UTC';
    const text = () => readText(file === '-' ? 0 : file);
    const lineLab = LINE_LABS.find((lab) => lab.id === id);
    const params = paramsOf(values, lineLab?.options ?? {});
    const lines = lineLab
      ? lineLab.run({ text, paths: files, params, zone })
      : runLab({ id, text: text(), params, zone, sessionIdleMinutes: Number(textOption(values, 'idle') ?? 30) });
    await print(lines, json ? JSON.stringify : inWords);
    return EXIT.ok;
  },
};
