import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyReport } from '../../src-main/privacy/audit/sign.ts';
import { signedIn } from '../../src-main/reports/audit-html.ts';
import { finished, freshDir, openEngine } from './rig.ts';

const LINES = [
  '203.0.113.7 - - [02/Mar/2026:08:00:00 +0000] "GET /reset?email=canary.person%40mail.example HTTP/1.1" 200 12 "-" "Firefox"',
  '203.0.113.8 - - [02/Mar/2026:08:01:00 +0000] "GET /tea HTTP/1.1" 200 12 "-" "Firefox"',
];

describe('audits', () => {
  test('a job makes a report, the next one compares, the file is signed, and nothing of a person is kept', async () => {
    const dir = freshDir();
    const log = join(dir, 'site.log');
    const data = join(dir, 'data');
    writeFileSync(log, LINES.join('\n'));
    const engine = await openEngine(data);
    expect(await engine.call('audits.last', {})).toEqual({ report: null, change: null });
    await expect(engine.call('audits.export', { as: 'html' })).rejects.toMatchObject({ code: 'not-found' });
    const start = () => engine.call('audits.start', { files: [log], retentionDays: 1 });
    expect((await finished(engine, start)).state).toBe('done');
    const { report } = await engine.call('audits.last', {});
    expect(report?.findings.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['personal:query.email:EMAIL_ADDRESS', 'personal:address:IP_ADDRESS', 'retention:older']),
    );
    writeFileSync(log, LINES.slice(1).join('\n'));
    await finished(engine, start);
    const second = await engine.call('audits.last', {});
    expect(second.change?.gone).toEqual(['personal:query.email:EMAIL_ADDRESS']);

    const page = await engine.call('audits.export', { as: 'html' });
    const json = await engine.call('audits.export', { as: 'json' });
    const signed = new TextDecoder().decode(json.bytes);
    expect(verifyReport(JSON.parse(signed))).toBe(true);
    expect(signedIn(new TextDecoder().decode(page.bytes))?.signed).toBe(signed);
    const { entries } = await engine.call('audit.list', { offset: 0, limit: 50 });
    expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['audit.made', 'audit.exported']));

    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes('canary.person'), name).toBe(false);
    expect(files.map(({ name }) => name).filter((name) => name.startsWith('audit-'))).toEqual([]);
    expect(await engine.call('audits.forget', {})).toEqual({ forgotten: true });
    expect(await engine.call('audits.last', {})).toEqual({ report: null, change: null });
  });

  test('it can be stopped, and then keeps nothing', async () => {
    const dir = freshDir();
    const log = join(dir, 'site.log');
    writeFileSync(log, `${LINES[1]}\n`.repeat(60_000));
    const engine = await openEngine(join(dir, 'data'));
    let job = 0;
    const ended = finished(engine, async () => {
      const started = await engine.call('audits.start', { files: [log], retentionDays: null });
      job = started.job;
      await engine.call('jobs.cancel', { job });
      return started;
    });
    expect((await ended).state).toBe('cancelled');
    expect(await engine.call('audits.last', {})).toEqual({ report: null, change: null });
  });

  test('a file that is not there ends the job with its code', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const job = await finished(engine, () =>
      engine.call('audits.start', { files: [join(dir, 'none.log')], retentionDays: null }),
    );
    expect(job).toMatchObject({ state: 'failed', error: 'file-missing' });
  });
});
