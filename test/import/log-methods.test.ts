import { describe, expect, it } from 'vitest';
import { accessLog } from '../../src-main/import/formats/access-log.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

describe('methods', () => {
  it.each([
    ['GET', 200, 'view'],
    ['GET', 304, 'view'],
    ['HEAD', 200, 'asset'],
    ['OPTIONS', 204, 'asset'],
    ['PROPFIND', 207, 'asset'],
    ['HEAD', 404, 'missing'],
    ['POST', 200, 'custom'],
    ['PUT', 201, 'custom'],
    ['PATCH', 200, 'custom'],
    ['DELETE', 204, 'custom'],
    ['POST', 302, 'redirect'],
  ])('%s answered with %i is %s: what only asks about a page is no act', async (method, status, kind) => {
    const text = `203.0.113.5 - - [02/Mar/2026:08:00:00 +0000] "${method} /tea HTTP/1.1" ${status} 12 "-" "Firefox"\n`;
    const { source } = memorySource({ name: 'a.log', bytes: Buffer.from(text), members: [] });
    expect((await collect(accessLog, source, { mapping: null, zone: 'UTC' })).rows).toMatchObject([{ kind }]);
  });
});
