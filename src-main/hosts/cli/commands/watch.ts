import { resolve } from 'node:path';
import { type Command, EXIT, PASSPHRASE_OPTION } from '../arguments.ts';
import { withEngine } from '../session.ts';
import { textTable } from '../words.ts';

/** `inglenook watch` */
export const watchCommand: Command = {
  name: 'watch',
  takes: '[FOLDER]',
  help: 'Choose a folder whose new files are offered for import, or list what is new in it. Nothing is imported by itself.',
  options: { ...PASSPHRASE_OPTION, off: { type: 'boolean', help: 'watch no folder any more' } },
  examples: ['watch ~/Downloads', 'watch', 'watch --off'],
  run: (values, [folder]) =>
    withEngine(values, async (engine) => {
      if (values.off === true || folder !== undefined)
        await engine.call('watch.choose', { folder: values.off === true ? '' : resolve(folder ?? '') });
      const seen = await engine.call('watch.list', {});
      if (values.json === true) console.log(JSON.stringify(seen));
      else if (seen.folder === '') console.log('No folder is watched.');
      else {
        console.log(`Watching “${seen.folder}”: ${seen.files.length} new files.`);
        if (seen.files.length > 0)
          console.log(
            textTable(
              ['file', 'kind'],
              seen.files.map(({ name, title }) => [name, title]),
            ),
          );
      }
      return EXIT.ok;
    }),
};
