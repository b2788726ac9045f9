import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { BasisByPurpose } from '../../shared/model.ts';
import { detectFile } from '../import/detect.ts';
import { FORMATS } from '../import/formats/index.ts';
import { openSource } from '../import/source.ts';
import { inspectTable } from '../import/table-inspect.ts';
import { makeSample, type SampleFile } from '../sample/index.ts';
import type { CommandContext } from './context.ts';
import { importFile, type SettledSource } from './import-run.ts';
import type { JobHandle } from './jobs.ts';
import { readMessages } from './reading.ts';

/** The made-up owner's answers to the question on bases: nobody is profiled for advertising without a yes. */
const SAMPLE_BASIS: BasisByPurpose = {
  service: 'legitimate-interest',
  marketing: 'consent',
  personalisation: 'legitimate-interest',
  advertising: 'consent',
  research: 'consent',
};

/** Writes the sample's files into `folder`; answers their paths. */
async function writeSample(
  folder: string,
  files: readonly SampleFile[],
  beat: () => void = () => {},
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const file of files) {
    const path = join(folder, file.name);
    const handle = await open(path, 'w', 0o600);
    try {
      for (const chunk of file.chunks()) {
        await handle.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
        beat();
      }
    } finally {
      await handle.close();
    }
    paths.push(path);
  }
  return paths;
}

/** Writes the sample shop's files for the command line; answers their paths. */
export async function generateSample(folder: string, rows: number, seed: number, endMs: number): Promise<string[]> {
  const sample = await makeSample({ rows, seed, endMs });
  return writeSample(folder, sample.files);
}

/** Makes the sample shop's files and imports them the way a user's files are; the files are removed afterwards. */
export async function importSample(context: CommandContext, job: JobHandle, rows: number, seed: number): Promise<void> {
  const folder = join(context.options.dataDir, `sample-${job.id}`);
  try {
    const sample = await makeSample({ rows, seed, endMs: context.options.now() });
    const paths = await writeSample(folder, sample.files, () => job.checkpoint());
    for (const path of paths) await importFile(context, job, await settleSample(context, path));
    context.touch();
    // Whoever opens the sample looks at once at what people like and want.
    await readMessages(context, { ...job, progress: () => {} });
  } finally {
    context.options.parser.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function settleSample(context: CommandContext, path: string): Promise<SettledSource> {
  const opened = await openSource(path);
  try {
    const { format: id } = await detectFile(opened.head, FORMATS);
    const format = FORMATS.find((entry) => entry.id === id);
    if (!format) throw new AppError('format-unknown');
    const mapping = format.needsMapping ? (await inspectTable(opened.head, context.settings().zone)).guess : null;
    return {
      path,
      name: opened.head.name,
      sizeBytes: opened.head.sizeBytes,
      format: format.id,
      mapping,
      choices: null,
      basis: SAMPLE_BASIS,
      sample: true,
    };
  } finally {
    opened.close();
  }
}
