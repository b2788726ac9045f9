import { runServe, SERVE_OPTIONS } from '../../loopback/serve-command.ts';
import { type Command, textOption } from '../arguments.ts';
import { dataDirOf } from '../data-dir.ts';

/** `inglenook serve` */
export const serveCommand: Command = {
  name: 'serve',
  takes: '',
  help: 'Open Inglenook in a browser of this computer, on 127.0.0.1 only.',
  options: SERVE_OPTIONS,
  run: (values) => runServe(values, dataDirOf(textOption(values, 'data'))),
};
