import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { customLog } from './custom-log.ts';
import { gcsLog } from './gcs-log.ts';
import { jsonLog } from './json-log.ts';
import { loadBalancerLog } from './load-balancer-log.ts';
import { proxyLog } from './proxy-log.ts';
import { s3Log } from './s3-log.ts';
import { tableFile } from './table-file.ts';
import { w3cLog } from './w3c-log.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  customLog,
  gcsLog,
  jsonLog,
  loadBalancerLog,
  proxyLog,
  s3Log,
  tableFile,
  w3cLog,
  xArchive,
];
