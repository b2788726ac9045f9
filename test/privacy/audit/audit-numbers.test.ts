import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/audit.ts';
import { isLuhn } from '../../../src-main/privacy/checksums.ts';
import { runAudit } from '../../../src-main/services/audit-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'inglenook-audit-numbers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const audit = async (paths: string[]) => {
  const whole = await runAudit({ paths, zone: 'UTC', nowMs: Date.UTC(2026, 2, 10), retentionDays: null });
  return { whole, findings: whole.findings };
};
const byId = (findings: readonly Finding[], id: string) => findings.find((one) => one.id === id);

describe('numbers that are nobody’s', () => {
  it('numbers of a column of which no more than chance would have fit a card are none; a column of cards is one', async () => {
    // Consecutive numbers with the first digits of a card: one in ten has a check digit that fits.
    const orders = Array.from({ length: 60 }, (_, i) => `4539${String(10_000_000_000 + 7 * i).padStart(12, '0')}`);
    const table = (name: string, column: string, values: readonly string[]) =>
      file(name, `id,${column}\n${values.map((value, i) => `${i},${value}`).join('\n')}\n`);
    const luhn = (body: string) => Array.from({ length: 10 }, (_, i) => body + i).find(isLuhn) as string;
    const paid = orders.map((order) => luhn(order.slice(0, 15)));
    const mixed = orders.map((order, i) => (i % 3 === 0 ? luhn(order.slice(0, 15)) : order));
    expect(orders.filter(isLuhn).length).toBeGreaterThan(2);
    for (const [name, values, isFound] of [
      ['orders', orders, false],
      ['paid', paid, true],
      ['mixed', mixed, true],
      ['few', [...orders.slice(0, 4).filter((order) => !isLuhn(order)), luhn('453998016022919')], true],
    ] as const) {
      const { whole, findings } = await audit([table(`${name}.csv`, 'reference', values)]);
      expect([name, byId(findings, 'personal:reference:CREDIT_CARD') !== undefined]).toEqual([name, isFound]);
      expect(JSON.stringify(whole.fields).includes('CREDIT_CARD')).toBe(isFound);
    }
  });
  it('finds no card, paper or number to call in a table of orders read as text', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, i) =>
        ` ${String(59 * i).padStart(5, '0')} 1997${String((i % 12) + 1).padStart(2, '0')}${String((i % 28) + 1).padStart(2, '0')} ${String(i % 13).padStart(2)}  ${(i * 1.37).toFixed(2)}`,
    );
    const { findings } = await audit([file('orders.txt', `${rows.join('\n')}\n`)]);
    expect(findings.map(({ id }) => id).filter((id) => id.startsWith('personal:'))).toEqual([]);
  });
});
