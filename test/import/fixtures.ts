import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import yazl from 'yazl';
import type { Format, ParseOptions } from '../../src-main/import/format.ts';
import { listFolder } from '../../src-main/import/source-members.ts';

export const FIXTURES = fileURLToPath(new URL('../fixtures/import/', import.meta.url));

/**
 * One case: `<format>/<case>/` holds one input (a file, a folder, or a folder named `….zip` or `….tar.gz` that is packed
 * for the test), `expected.json`, and, where needed, `options.json` with a mapping and a zone.
 */
export interface Case {
  format: string;
  name: string;
  folder: string;
  input: string;
  expected: string;
  options: ParseOptions;
}

/** Every case of one format. */
export function casesOf(format: Format): Case[] {
  const root = join(FIXTURES, format.id);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .map((name) => {
      const folder = join(root, name);
      const inputs = readdirSync(folder).filter((file) => file !== 'expected.json' && file !== 'options.json');
      if (inputs.length !== 1 || !inputs[0]) throw new Error(`${format.id}/${name} needs exactly one input`);
      const chosen = join(folder, 'options.json');
      const given = existsSync(chosen) ? (JSON.parse(readFileSync(chosen, 'utf8')) as Partial<ParseOptions>) : {};
      return {
        format: format.id,
        name,
        folder,
        input: join(folder, inputs[0]),
        expected: join(folder, 'expected.json'),
        options: { mapping: null, zone: 'UTC', ...given },
      };
    });
}

/** Path to open for a case: the input itself, or the archive made from its folder. */
export async function inputOf({ input }: Case): Promise<string> {
  const isTar = input.endsWith('.tar.gz');
  if (!(isTar || input.endsWith('.zip')) || !statSync(input).isDirectory()) return input;
  const out = join(mkdtempSync(join(tmpdir(), 'inglenook-zip-')), input.split('/').at(-1) ?? 'input.zip');
  await (isTar ? tarFolder : zipFolder)(input, out);
  return out;
}

/** Zips a folder, with fixed dates. */
export async function zipFolder(folder: string, out: string): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const { path } of await listFolder(folder)) zip.addFile(join(folder, path), path, { mtime: new Date(0) });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(out));
}

/** Packs a folder as tar.gz, with fixed dates. */
export async function tarFolder(folder: string, out: string): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(out));
  for (const { path } of await listFolder(folder))
    tar.entry({ name: path, mtime: new Date(0) }, await readFile(join(folder, path)));
  tar.finalize();
  await written;
}
