import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, type Figure, peakMegabytes } from './entry.ts';
import { runProgram, runScript, timeImports } from './programs.ts';

const DEFAULT_ROWS = 2_000_000;
/** GoAccess 1.7 is to be beaten by this factor. */
const TIMES_GOACCESS = 4;
/** The sqlite3 shell, which stores each line as it is, may be twice as fast. */
const TIMES_SQLITE = 0.5;
const TIMES_FIRST = 5;

/** The file as one column of text; every line must have arrived. */
function timeSqlite(log: string, dir: string, rows: number): number | null {
  const db = join(dir, 'lines.db');
  const load = `CREATE TABLE lines (line TEXT);\n.mode ascii\n.separator "\\037" "\\n"\n.import ${log} lines\n`;
  const imported = runProgram('sqlite3', [db], load);
  if (imported === null) return null;
  const counted = runProgram('sqlite3', [db, 'SELECT count(*) FROM lines']);
  if (Number(counted?.stdout) !== rows) throw new Error('sqlite3 did not take every line');
  return imported.ms;
}

/** A whole import, from a file on disk to stored, recognised and pseudonymised hits, beside two programs that store less. */
export const importLog: Bench = {
  name: 'import-log',
  title: 'Import of a combined access log',
  async run({ dir, rows = DEFAULT_ROWS }) {
    const log = join(dir, 'access.log');
    runScript('log-lines.ts', log, String(rows));
    const data = join(dir, 'data');
    mkdirSync(data);
    const [first, second] = await timeImports([log, log], data);
    if (!first || !second) throw new Error('two imports were asked for');
    if (first.run.kept !== rows || first.run.rejected !== 0) throw new Error('the import did not keep every line');
    if (second.run.kept !== 0 || second.run.duplicates !== rows) throw new Error('the second import was not the same');
    const { ms } = first;
    const memory = peakMegabytes();
    const goaccess = runProgram('goaccess', [
      log,
      '--log-format=COMBINED',
      '--no-progress',
      '-o',
      join(dir, 'out.json'),
    ]);
    const sqlite = timeSqlite(log, dir, rows);
    const figures: Figure[] = [
      { name: 'size of the log', value: statSync(log).size / 1e6, unit: 'MB' },
      { name: 'import', value: ms / 1000, unit: 's' },
      { name: 'import', value: rows / (ms / 1000), unit: 'lines/s', key: 'linesPerSecond' },
      { name: 'the same file again', value: second.ms / 1000, unit: 's' },
      { name: 'times faster again', value: ms / second.ms, unit: '×', least: TIMES_FIRST },
      {
        name: 'peak memory',
        value: memory,
        unit: 'MB',
        most: 400,
        note: 'whole process, all threads',
        key: 'peakMemoryMiB',
      },
    ];
    const rivals: [string, number | null, number, string][] = [
      ['GoAccess', goaccess?.ms ?? null, TIMES_GOACCESS, 'ratioToGoAccess'],
      ['sqlite3 .import', sqlite, TIMES_SQLITE, 'ratioToSqliteImport'],
    ];
    for (const [name, time, least, key] of rivals) {
      if (time === null) continue;
      figures.push({ name, value: time / 1000, unit: 's' });
      figures.push({ name: `times ${name}`, value: time / ms, unit: '×', least, key });
    }
    return figures;
  },
};
