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
  it('a few numbers of goods that read like numbers of people are none, unless their column says so', async () => {
    const goods = Array.from(
      { length: 60 },
      (_, i) => `8001015${String(i).padStart(3, '0')}${i % 30 === 0 ? '087' : '777'}`,
    );
    const fitting = goods.map(
      (code) => [...'0123456789'].map((digit) => code.slice(0, 12) + digit).find(isLuhn) as string,
    );
    const column = (name: string, values: readonly string[]) =>
      file(`${name}.csv`, `row,${name}\n${values.map((value, i) => `${i},${value}`).join('\n')}\n`);
    const found = async (name: string, values: readonly string[]) =>
      byId((await audit([column(name, values)])).findings, `personal:${name}:ZA_ID`)?.count;
    expect(await found('goods', fitting)).toBeUndefined();
    // All end as such numbers do.
    const people = fitting.map((code) => `${code.slice(0, 10)}08`);
    const all = people.map((body) => [...'0123456789'].map((digit) => body + digit).find(isLuhn) as string);
    expect(await found('reference', all)).toBeGreaterThan(40);
    expect(await found('identity_number', fitting)).toBe(60);
    const few = fitting.map((code, i) => (i < 4 ? code : `${code.slice(0, 12)}${(Number(code[12]) + 1) % 10}`));
    expect(await found('identity_no', few)).toBe(4);
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

  it('are not looked for in bytes that are no text, such as something encrypted', async () => {
    let state = 7;
    const bytes = Uint8Array.from({ length: 4000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const path = join(folder, 'sealed.dat');
    // No more zero bytes than a log may hold.
    writeFileSync(
      path,
      bytes.map((byte, i) => (byte === 0 && i % 2 === 0 ? 1 : byte)),
    );
    await expect(audit([path])).rejects.toMatchObject({ code: 'format-unknown' });
    const log = file('crashed.txt', `${'a line of a log\n'.repeat(50)}\0\0\u0001 and on\n\u001b[31mred\u001b[0m\f\n`);
    expect((await audit([log])).whole.rows).toBeGreaterThan(50);
  });
});
