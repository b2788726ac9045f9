import { runServe, SERVE_OPTIONS } from '../../loopback/serve-command.ts';
import { type Command, textOption } from '../arguments.ts';
import { dataDirOf } from '../data-dir.ts';

/** `inglenook serve`: the app in a browser of this computer. */
export const serveCommand: Command = {
  name: 'serve',
  takes: '',
  help: 'Open Inglenook in a browser on this computer. Ends when its last window is closed; --json tells the address as one line of JSON.',
  options: SERVE_OPTIONS,
  examples: ['serve', 'serve --no-open --port 8123'],
  run: (values) => runServe(values, dataDirOf(textOption(values, 'data'))),
};
