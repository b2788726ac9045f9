import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectFile, THRESHOLD } from '../../src-main/import/detect.ts';
import type { Format } from '../../src-main/import/format.ts';
import { accessLog } from '../../src-main/import/formats/access-log.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { openSource } from '../../src-main/import/source.ts';
import { memorySource } from './memory-source.ts';

const DATA = process.env.INGLENOOK_DATA ?? '../shared/data';

const headOf = (text: string | Uint8Array, name = 'file') =>
  memorySource({ name, bytes: Buffer.from(text), members: [] }).head;

const saying = (id: string, score: number): Format => ({
  ...accessLog,
  id,
  title: id,
  detect: () => ({ score, reason: 'A test.' }),
});

describe('detectFile', () => {
  it('puts the best first and names it', async () => {
    const found = await detectFile(headOf('x'), [saying('low', 0.4), saying('high', 0.8), saying('none', 0.1)]);
    expect(found.candidates.map((one) => one.format)).toEqual(['high', 'low']);
    expect(found.format).toBe('high');
    expect(found.refusal).toBeNull();
  });

  it('leaves a tie to the user, whatever the order of the registry', async () => {
    const formats = [saying('b', 0.8), saying('a', 0.8)];
    const found = await detectFile(headOf('x'), formats);
    expect(found.format).toBeNull();
    expect(found.candidates.map((one) => one.format)).toEqual(['a', 'b']);
    expect(await detectFile(headOf('x'), formats.toReversed())).toEqual(found);
  });

  it('survives a format that fails while looking', async () => {
    const failing: Format = { ...accessLog, id: 'failing', detect: () => Promise.reject(new Error('no')) };
    expect((await detectFile(headOf('x'), [failing, saying('ok', 0.9)])).format).toBe('ok');
  });

  it.each([
    ['[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6\n'.repeat(20), /Apache error log/],
    ['[Fri Jan 05 10:00:00.123456 2024] [core:error] [pid 35708:tid 4328] AH00124: no\n'.repeat(3), /Apache error log/],
    ['2024/05/05 10:00:00 [error] 123#123: *1 open() failed\n'.repeat(3), /nginx error log/],
    ['#Software: Microsoft IIS\n#Fields: date time\n', /W3C/],
    ['<!DOCTYPE html><html></html>', /web page/],
    ['', /empty/],
    [Buffer.from('BZh91AY&SY'), /bzip2/],
    [Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d]), /PDF/],
    [Buffer.from([1, 2, 0, 3]), /not a text file/],
    ['just some words\nand more words\n', /text file of a kind/],
  ])('says politely what a refused file looks like (%#)', async (bytes, words) => {
    const found = await detectFile(headOf(bytes), [accessLog]);
    expect(found.candidates).toEqual([]);
    expect(found.format).toBeNull();
    expect(found.refusal).toMatch(words);
    expect(found.refusal).toMatch(/\.$/);
  });

  it('goes by the lines of a log and not by its name', async () => {
    const line = '192.0.2.1 - - [10/Oct/2023:13:55:36 -0700] "GET / HTTP/1.0" 200 5\n';
    const dirt = 'something else entirely\n';
    const score = async (text: string, name: string) => (await accessLog.detect(headOf(text, name))).score;
    expect(await score(line.repeat(30), 'holiday.jpg')).toBeGreaterThan(0.95);
    expect(await score(dirt.repeat(30), 'access.log')).toBe(0);
    expect(await score(line.repeat(30) + dirt.repeat(5), 'a')).toBeGreaterThan(0.9);
    expect(await score(line.repeat(3) + dirt.repeat(30), 'a')).toBeLessThan(THRESHOLD);
  });
});

describe('real files', () => {
  const absent = !existsSync(join(DATA, 'logs'));
  if (absent) console.warn('No shared data: real logs not looked at.');

  const detected = async (path: string) => {
    const opened = await openSource(join(DATA, 'logs', path));
    const found = await detectFile(opened.head, FORMATS);
    opened.close();
    return found;
  };

  it.skipIf(absent)('knows the real combined log, and refuses the error log', async () => {
    expect((await detected('apache-combined/apache_logs')).format).toBe('access-log');
    const refused = await detected('not-an-access-log/Apache_2k.log');
    expect(refused.candidates).toEqual([]);
    expect(refused.refusal).toMatch(/Apache error log/);
  });

  it.skipIf(absent)('tells the access logs from logs of other formats', async () => {
    const ours: string[] = [];
    for (const file of readdirSync(join(DATA, 'logs', 'formats'))) {
      const { candidates } = await detected(`formats/${file}`);
      if (candidates[0]?.format === 'access-log') ours.push(file);
    }
    expect(ours).toEqual([
      'common.log',
      'common.log.bz2',
      'common.log.gz',
      'common_complete.log',
      'common_encoding_big5.log',
      'common_vhost.log',
      'gandi.log',
      'icecast2.log',
      'logs_to_tests.log',
      'ncsa_extended.log',
      'ovh.log',
      'static_ignores.log',
    ]);
  });
});
