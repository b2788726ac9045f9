// npm run train:sentiment -- --data DIR [--only ID…] [--out FOLDER] [--measure]
// Trains the text models of the app from labelled texts. The same texts give the same bytes. When a sentiment file changes,
// raise SENTIMENT_VERSION, so that stored scores are computed anew.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Labelled } from './sentiment/data.ts';
import { judge, learn, temperatureOf, toModelFile } from './sentiment/head.ts';
import { answersOf, calibrationError, interval, measure } from './sentiment/measure.ts';
import { type Split, TASKS, type Task } from './sentiment/tasks.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../../src-main/services/models') },
    only: { type: 'string', multiple: true },
    measure: { type: 'boolean', default: false },
  },
});

const two = (value: number) => value.toFixed(1);

/** Prints how well a model does on each held-out part. */
function report(
  split: Split,
  sums: (texts: readonly Labelled[]) => Float64Array,
  temperature: number,
  classes: number,
) {
  let f1 = 0;
  for (const [part, texts] of Object.entries(split.heldOut)) {
    const labels = texts.map(({ label }) => label);
    const found = sums(texts);
    const answers = answersOf(found, classes);
    const scores = measure(labels, answers, classes);
    f1 += scores.f1;
    const around = (figure: 'recall' | 'f1') => interval(labels, answers, classes, figure).map(two).join('–');
    console.log(
      `  ${part.padEnd(12)} n ${String(labels.length).padStart(5)}  recall ${two(scores.recall)} (${around('recall')})  F1 ${two(scores.f1)} (${around('f1')})  accuracy ${two(scores.accuracy)}  recalls ${scores.recalls.map(two).join('/')}  calibration error ${two(calibrationError(found, labels, classes, temperature))}`,
    );
  }
  const parts = Object.keys(split.heldOut).length;
  if (parts > 1) console.log(`  mean F1 over ${parts} parts: ${two(f1 / parts)}`);
}

function train(task: Task, data: string, out: string): void {
  const classes = task.recipe.labels.length;
  let temperature = 1;
  for (const [i, split] of task.splits(data).entries()) {
    if (i > 0 && !values.measure) break;
    const held = Object.values(split.heldOut).flat();
    const learnt = learn(split.train, task.recipe);
    if (i === 0) temperature = temperatureOf(learnt, held);
    console.log(`${task.id}, ${split.name}: ${split.train.length} texts`);
    report(split, (texts) => judge(learnt, texts), temperature, classes);
  }
  if (values.measure) return;
  const file = toModelFile(learn(task.all(data), task.recipe), temperature);
  writeFileSync(join(out, `${task.id}.bin`), file);
  console.log(`${task.id}: ${file.length} bytes, temperature ${temperature}`);
}

/** The folder that holds sentiment/ and aspects/, given itself or as its sentiment/; undefined where there are no texts. */
function textsIn(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  return [folder, dirname(resolve(folder))].find((parent) => existsSync(join(parent, 'sentiment', 'multilingual')));
}

const { only } = values;
const data = textsIn(values.data);
const tasks = TASKS.filter(({ id }) => only === undefined || only.includes(id));
if (data === undefined || tasks.length === 0) {
  console.error(
    `--data DIR (the folder that holds sentiment/ and aspects/, or its sentiment/); --only ${TASKS.map(({ id }) => id).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  mkdirSync(values.out, { recursive: true });
  for (const task of tasks) train(task, data, values.out);
}
