// npm run bench                      every entry, each in a process of its own (peak memory is per process)
// npm run bench -- NAME [--rows N]   one entry
// npm run bench -- NAME --json       one JSON line per entry, for machines
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { programEnv } from '../../src-main/hosts/launch/node-choice.mjs';
import type { Figure } from './entry.ts';
import { BENCHES } from './index.ts';

const reached = ({ value, most, least }: Figure): boolean | null =>
  most === undefined && least === undefined ? null : value <= (most ?? value) && value >= (least ?? value);

const round = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });

function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) {
    const ok = reached(figure);
    const target = figure.most === undefined ? `≥ ${round(figure.least ?? 0)}` : `≤ ${round(figure.most)}`;
    const verdict = ok === null ? '' : `  (to reach: ${target}${ok ? '' : ' – missed'})`;
    const note = figure.note ? `  ${figure.note}` : '';
    console.log(`  ${figure.name.padEnd(width)}  ${round(figure.value).padStart(12)} ${figure.unit}${verdict}${note}`);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rows: { type: 'string' } },
});
const names = positionals.length > 0 ? positionals : BENCHES.map(({ name }) => name);
const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
const rows = values.rows === undefined ? undefined : Number(values.rows);

if (unknown.length > 0 || (rows !== undefined && !(rows > 0))) {
  console.error(`Entries: ${BENCHES.map(({ name }) => name).join(', ')}. Options: --rows N, --json.`);
  process.exitCode = 2;
} else if (names.length > 1 || process.env.MALLOC_ARENA_MAX === undefined) {
  const rest = process.argv.slice(2).filter((word) => !positionals.includes(word));
  for (const name of names) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, name, ...rest], {
      stdio: 'inherit',
      // As the program is started.
      env: programEnv(),
    });
    if (status !== 0) process.exitCode = 1;
  }
} else {
  const bench = BENCHES.find(({ name }) => name === names[0]);
  const dir = mkdtempSync(join(tmpdir(), 'inglenook-bench-'));
  try {
    const figures = (await bench?.run({ dir, ...(rows === undefined ? {} : { rows }) })) ?? [];
    const machine = { node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) };
    const bare = Object.fromEntries(figures.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value]])));
    if (values.json) console.log(JSON.stringify({ name: bench?.name, machine, ...bare, figures }));
    else print(`${bench?.title} (${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node})`, figures);
    if (figures.some((figure) => reached(figure) === false)) process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
