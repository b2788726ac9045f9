import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { DAY_MS } from '../../shared/time.ts';
import { seeded } from '../../src-main/analysis/topics/anchors.ts';

const SUBJECTS = [
  'delivery parcel courier late tracking shipping doorstep driver',
  'coffee espresso beans roast latte barista cup aroma',
  'refund invoice payment charged card billing account bank',
  'shirt fabric colour size fit cotton seam sleeve',
  'staff service friendly helpful waiter counter manager team',
  'website login app checkout page password button basket',
].map((words) => words.split(' '));
const FRAMES = ['I love the', 'the', 'why is the', 'never again, the', 'please bring back the', 'is there a'];
const RATINGS = ['great', 'slow', 'lovely', 'broken', 'fine', 'not good', 'late', 'perfect'];

/** Invented messages of about fifteen words, each about one subject; the same for the same number and seed. */
export function* messageTexts(count: number, seed = 99): Generator<string> {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  for (let i = 0; i < count; i++) {
    const words = pick(SUBJECTS);
    yield `${pick(FRAMES)} ${pick(words)} and ${pick(words)} from order ${i % 9973} was ${pick(RATINGS)}, but my ${pick(words)} with the ${pick(words)} is ${pick(RATINGS)}${i % 7 === 0 ? '?' : '.'}`;
  }
}

const START = Date.UTC(2025, 0, 1);
const DAYS = 500;
const PEOPLE = 50_000;
const PART = 5000;

/** Writes messages as a table of comments over five hundred days, `from` = number of the first. */
export async function writeComments(path: string, count: number, from: number, seed: number): Promise<void> {
  const file = createWriteStream(path);
  let part = 'Comment ID,Date,Author,Comment,Likes\n';
  let i = 0;
  for (const text of messageTexts(count, seed)) {
    const at = START + Math.floor((i / count) * DAYS * DAY_MS);
    part += `c-${from + i},${new Date(at).toISOString()},@fan_${(from + i * 7) % PEOPLE},"${text}",${i % 9}\n`;
    i++;
    if (i % PART === 0) {
      if (!file.write(part)) await once(file, 'drain');
      part = '';
    }
  }
  file.end(part);
  await once(file, 'finish');
}
