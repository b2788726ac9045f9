import { type Command, EXIT, PASSPHRASE_OPTION } from '../arguments.ts';
import { withEngine } from '../session.ts';
import { formatCount, textTable } from '../words.ts';
import { summaryOf } from './import.ts';

const day = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

/** `inglenook status` */
export const statusCommand: Command = {
  name: 'status',
  takes: '',
  help: 'What the store holds, how it is protected, and what was imported.',
  options: PASSPHRASE_OPTION,
  run: (values) =>
    withEngine(values, async (engine) => {
      const status = await engine.call('app.status', {});
      const runs = await engine.call('imports.list', {});
      if (values.json === true) {
        console.log(JSON.stringify({ ...status, runs }));
        return EXIT.ok;
      }
      const { counts, vault, dataRange, settings } = status;
      console.log(
        `${settings.workspaceName} (${settings.workspaceKind === 'own' ? 'your own data' : 'someone else’s data'}), days in ${settings.zone}`,
      );
      console.log(
        textTable(
          ['', 'rows'],
          [
            ['people (pseudonyms)', counts.people],
            ['posts, comments, reviews', counts.messages],
            ['visits and events', counts.events],
            ['orders', counts.orders],
            ['campaign figures', counts.campaigns],
            ['figures of other tools', counts.figures],
          ],
        ),
      );
      if (dataRange) console.log(`from ${day(dataRange.fromMs)} to ${day(dataRange.toMs - 1)}`);
      console.log(
        vault.protection === 'none'
          ? 'No passphrase is set: no readable names or addresses are kept at all.'
          : `The vault is protected by ${vault.protection === 'os' ? 'this system' : 'a passphrase'} and ${vault.state}.`,
      );
      if (vault.sealed) console.log('Everything in this workspace is encrypted.');
      for (const run of runs) console.log(`${String(run.id).padStart(4)}  ${run.state.padEnd(9)} ${summaryOf(run)}`);
      console.log(`${formatCount(runs.length)} imports. Nothing leaves this computer.`);
      return EXIT.ok;
    }),
};
