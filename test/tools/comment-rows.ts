// Writes a table of invented comments: node test/tools/comment-rows.ts FILE COUNT FIRST SEED
// In a process of its own, as the memory of the one that measures is part of what it measures.
import process from 'node:process';
import { writeComments } from '../bench/listening-texts.ts';

const [, , file, ...numbers] = process.argv;
const [count, first, seed] = numbers.map(Number);
if (!file || count === undefined || first === undefined || seed === undefined)
  throw new Error('Which file, how many comments, the number of the first, which seed?');
await writeComments(file, count, first, seed);
