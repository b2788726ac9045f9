import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AuditChange, AuditReport } from '../../../shared/audit.ts';
import { newSigningKey, signReport } from '../../../src-main/privacy/audit/sign.ts';
import { auditHtml } from '../../../src-main/reports/audit-html.ts';
import { labAudit } from '../../../src-main/services/lab-audit.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function whole(path: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
  for await (const line of labAudit.run({ paths: [path], params: { now: '2026-03-10', ...params }, zone: 'UTC' }))
    return line;
  return {};
}

const LINES = [
  '203.0.113.7 - - [02/Mar/2026:08:00:00 +0000] "GET /reset?email=anna%40mail.example HTTP/1.1" 200 12 "-" "Firefox/120"',
  '203.0.113.8 - - [02/Mar/2026:08:01:00 +0000] "GET /tea HTTP/1.1" 200 12 "-" "Firefox/120"',
];
/** What reports of the first recipe did not hold. */
const LATER = new Set(['recipe', 'people', 'reach', 'points', 'without']);

test('a report made before scores told why can still be verified, shown and compared', async () => {
  const [out, kept, log] = [join(folder, 'today.json'), join(folder, 'kept.json'), join(folder, 'site.log')];
  writeFileSync(log, LINES.join('\n'));
  await whole(log, { out });
  const text = (JSON.parse(readFileSync(out, 'utf8')) as { report: string }).report;
  const today = JSON.parse(text) as AuditReport;
  expect(auditHtml(today)).toContain(`Why ${today.score}?`);

  const old = JSON.parse(text, (key, value) => (LATER.has(key) ? undefined : value)) as AuditReport;
  old.score = 0;
  const page = auditHtml(old);
  expect(page).toContain('Score: 0 of 100');
  expect(page).not.toMatch(/Why|undefined|NaN/);
  writeFileSync(kept, JSON.stringify(signReport(JSON.stringify(old), newSigningKey())));
  expect((await whole(kept, { verify: true })).verified).toBe(true);

  writeFileSync(log, LINES.slice(1).join('\n'));
  const { score } = (await whole(log, { before: kept })).change as AuditChange;
  expect(score?.recounted).toBe(true);
  expect(score?.before).toBeGreaterThan(0);
  expect(score?.after).toBeGreaterThan(score?.before ?? 100);
});
