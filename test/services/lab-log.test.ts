import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LINE_LABS } from '../../src-main/services/line-labs.ts';
import { FIXTURES } from '../import/fixtures.ts';

async function lab(
  id: string,
  paths: string[],
  params: Record<string, unknown> = {},
  text = '',
): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const found = LINE_LABS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  for await (const line of found.run({ text: () => text, paths, params, zone: 'UTC' })) lines.push(line);
  return lines;
}
const fixture = (path: string): string => join(FIXTURES, path);

describe('lab log', () => {
  test('one line of output for each line of the file, headers too, and never an address', async () => {
    const lines = await lab('log', [fixture('w3c-log/iis/u_ex260302.log')]);
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(lines[3]).toEqual({ line: 4, skipped: 'header' });
    expect(lines[6]).toEqual({
      line: 7,
      time: '2026-03-02T08:00:09Z',
      method: 'GET',
      host: null,
      path: '/tea/caf%C3%A9.aspx',
      query: 'utm_source=newsletter&utm_medium=email&utm_campaign=Spring+tea',
      status: 200,
      bytes: null,
      referrer: null,
      agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      durationMs: 120,
    });
    expect(JSON.stringify(lines)).not.toContain('203.0.113');
  });

  test('parts of a second only where the log has them', async () => {
    const times = async (path: string) => (await lab('log', [fixture(path)])).flatMap(({ time }) => time ?? []);
    expect((await times('json-log/nginx/access.json')).slice(1, 3)).toEqual([
      '2026-03-02T09:00:01Z',
      '2026-03-02T09:00:02.345Z',
    ]);
    expect((await times('load-balancer-log/alb/123456789012_elasticloadbalancing_eu-west-1_app.shop.log'))[1]).toBe(
      '2026-03-02T10:00:01.000Z',
    );
  });

  test('lines that cannot be read say why; members of a folder are read one after the other', async () => {
    const broken = await lab('log', [fixture('gcs-log/broken/shop_usage_2026_03_02_11_00_00_00abc_v0')]);
    expect(broken[2]).toEqual({ line: 3, rejected: 'bad-date' });
    const folder = await lab('log', [fixture('w3c-log/rotated/iis-logs.zip')]);
    expect(folder.filter(({ path }) => path !== undefined).map(({ line, path }) => [line, path])).toEqual([
      [3, '/one'],
      [5, '/two'],
      [6, '/three'],
      [8, '/four'],
    ]);
  });

  test('standard input, a format of the owner’s, and what is no log', async () => {
    const text = '192.0.2.1 - - [10/Oct/2023:13:55:36 +0200] "GET /a?b=c HTTP/1.1" 404 - "-" "-"\n\n';
    const [hit, empty] = await lab('log', ['-'], {}, text);
    expect(hit).toMatchObject({ time: '2023-10-10T11:55:36Z', path: '/a', query: 'b=c', status: 404, bytes: null });
    expect(empty).toEqual({ line: 2, skipped: 'empty' });
    const own = await lab('log', ['-'], { format: '$msec $request_uri $status' }, '1696937736.5 /x 200\nhello\n');
    expect(own).toMatchObject([
      { time: '2023-10-10T11:35:36.500Z', path: '/x' },
      { line: 2, rejected: 'not-this-format' },
    ]);
    await expect(lab('log', ['-'], {}, 'Dear diary\n')).rejects.toMatchObject({ code: 'format-unknown' });
    await expect(lab('log', ['-'], { format: 5 }, text)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(lab('log', [fixture('nowhere')])).rejects.toMatchObject({ code: 'file-missing' });
  });
});

test('lab detect: one line for each path, over all formats', async () => {
  const paths = ['access-log/combined/access.log', 'w3c-log/rotated/iis-logs.zip', 'table-file/shopify', 'nowhere'].map(
    fixture,
  );
  const found = await lab('detect', paths);
  expect(found.map(({ path }) => path)).toEqual(paths);
  expect(found.slice(0, 2).map(({ format }) => format)).toEqual(['access-log', 'w3c-log']);
  expect(found[0]).toMatchObject({ title: 'Web server access log', confidence: 0.99 });
  expect(found[3]).toMatchObject({ format: null, candidates: [], problem: 'file-missing' });
  await expect(lab('detect', [])).rejects.toMatchObject({ code: 'invalid-input' });
});
