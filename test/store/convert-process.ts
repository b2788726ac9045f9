import { writeFileSync } from 'node:fs';
import { convertStore } from './convert-alone.ts';

/** Converts a store in a process that a test kills: DATA-DIR TO KEY-IN-HEX MARKER. The marker is written when it begins. */
const [dataDir = '', to = '', key = '', marker = ''] = process.argv.slice(2);
writeFileSync(marker, '');
convertStore(dataDir, to === 'seal' ? 'seal' : 'unseal', Uint8Array.from(Buffer.from(key, 'hex')));
