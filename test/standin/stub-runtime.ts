import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Where Electron keeps its fuses: a sentinel, the version of the wire, its length, and one character per fuse.
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_COUNT = 9;

/** Files that electron-builder expects of a Linux runtime; all but the program are empty. */
const FILES = [
  'version',
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'libffmpeg.so',
  'resources.pak',
  'locales/en-US.pak',
];

/** Makes a folder that electron-builder takes for Electron's Linux runtime. It cannot run; its fuses can be set and read. */
export function makeStubRuntime(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of FILES) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  const wire = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, FUSE_COUNT]), Buffer.alloc(FUSE_COUNT, '0')]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('no program\n'), wire, Buffer.from('\n')]), {
    mode: 0o755,
  });
}
