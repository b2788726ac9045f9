// node test/tools/import-once.ts FILE FOLDER – imports a file into an empty store and prints time and peak memory as JSON.
import process from 'node:process';
import { peakMegabytes } from '../bench/entry.ts';
import { timeImports } from '../bench/programs.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const [first] = await timeImports([file], folder);
console.log(JSON.stringify({ ms: first?.ms, kept: first?.run.kept, peakMb: peakMegabytes() }));
