import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCoreHere } from './core-rig.ts';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

const ORDERS = `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
#1,ada@example.com,paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,0.00,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00,M1
#2,ben@example.com,paid,2026-03-02 10:00:00 +0000,no,EUR,20.00,0.00,20.00,2026-03-02 10:00:00 +0000,2,Mug,10.00,M1
`;
const PASSPHRASE = 'a quiet well-lit workroom';

function writeOrders(dir: string): string {
  const path = join(dir, 'orders_export.csv');
  writeFileSync(path, ORDERS);
  return path;
}

test('without a passphrase nothing readable is kept; with one it is, encrypted, and revealing is noted', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const file = writeOrders(dir);
  await importFiles(engine, [file]);
  expect((await engine.call('app.status', {})).vault).toEqual({ state: 'none', protection: 'none', sealed: false });
  const [first] = (await engine.call('privacy.people', { offset: 0, limit: 10 })).people;
  const person = first?.person ?? 0;
  expect(first?.identifiers.every((identifier) => !identifier.inVault)).toBe(true);
  expect(await engine.call('privacy.reveal', { person })).toEqual({ identifiers: [] });

  await expect(engine.call('vault.setPassphrase', { passphrase: 'short' })).rejects.toMatchObject({
    code: 'passphrase-too-short',
  });
  expect(await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE })).toEqual({ protection: 'passphrase' });
  // Importing again fills the vault for people who are already known, and adds nothing else.
  await importFiles(engine, [file]);
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 2, people: 2 });
  const { identifiers } = await engine.call('privacy.reveal', { person });
  expect(identifiers.map((identifier) => identifier.value)).toContainEqual(expect.stringMatching(/@example\.com$/));
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 50 });
  expect(entries[0]).toMatchObject({ action: 'person.revealed', facts: { person } });
  expect(JSON.stringify(entries)).not.toContain('example.com');
});

test('a locked vault stops imports and revealing, and nothing else', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const file = writeOrders(dir);
  const engine = await openEngine(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, [file]);
  await engine.close();

  const again = await openEngine(data);
  expect((await again.call('app.status', {})).vault).toEqual({
    state: 'locked',
    protection: 'passphrase',
    sealed: false,
  });
  await expect(again.call('imports.start', { sources: [{ file }] })).rejects.toMatchObject({ code: 'vault-locked' });
  await expect(again.call('privacy.reveal', { person: 1 })).rejects.toMatchObject({ code: 'vault-locked' });
  expect(
    (await again.call('analyses.run', { id: 'sales-summary', filter: { range: null, bots: false } })).result.kind,
  ).toBe('table');
  await expect(again.call('vault.unlock', { passphrase: 'not this one at all' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(await again.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({ state: 'open' });
  await importFiles(again, [file]);
  expect((await again.call('app.status', {})).counts).toMatchObject({ orders: 2, people: 2 });
});

test('a passphrase is changed only by who knows it; the same people are recognised afterwards', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const file = writeOrders(dir);
  await importFiles(engine, [file]);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await expect(
    engine.call('vault.setPassphrase', { passphrase: 'another good sentence', current: 'wrong wrong wrong' }),
  ).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await engine.call('vault.setPassphrase', { passphrase: 'another good sentence', current: PASSPHRASE });
  await importFiles(engine, [file]);
  expect((await engine.call('app.status', {})).counts.people).toBe(2);
});

test('with a key of the operating system everything is protected from the start', async () => {
  const dir = freshDir();
  const osKey = new Uint8Array(32).fill(7);
  const engine = await openEngine(join(dir, 'data'), { osKey });
  await importFiles(engine, [writeOrders(dir)]);
  expect((await engine.call('app.status', {})).vault).toEqual({ state: 'open', protection: 'os', sealed: false });
  const { identifiers } = await engine.call('privacy.reveal', { person: 1 });
  expect(identifiers.length).toBeGreaterThan(0);
  const { recovery } = await engine.call('vault.makeRecovery', {});
  const held = await contentsOf(engine);
  await engine.close();
  // With another key ring, or none, names are locked; all else is there, and the recovery key opens them.
  for (const lost of [new Uint8Array(32), null]) {
    const there = openCoreHere(join(dir, 'data'), { osKey: lost });
    expect((await there.call('app.status', {})).vault).toEqual({ state: 'locked', protection: 'os', sealed: false });
    expect(await contentsOf(there)).toEqual(held);
    await expect(there.call('privacy.reveal', { person: 1 })).rejects.toMatchObject({ code: 'vault-locked' });
    await there.close();
  }
  const there = openCoreHere(join(dir, 'data'));
  await there.call('vault.recover', { recovery, passphrase: 'a quiet well-lit workroom' });
  expect((await there.call('app.status', {})).vault).toMatchObject({ state: 'open', protection: 'passphrase' });
  expect((await there.call('privacy.reveal', { person: 1 })).identifiers).toEqual(identifiers);
});

test('an adviser’s workspace shows no single people and lists no single rows', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, [writeOrders(dir)]);
  await engine.call('settings.save', { workspaceKind: 'adviser' });
  await expect(engine.call('privacy.reveal', { person: 1 })).rejects.toMatchObject({ code: 'not-allowed-here' });
  await expect(
    engine.call('analyses.rows', { id: 'top-items', key: '1', filter: { range: null, bots: false } }),
  ).rejects.toMatchObject({ code: 'too-few-people' });
  const { result, leftOut } = await engine.call('analyses.run', {
    id: 'top-items',
    filter: { range: null, bots: false },
  });
  expect(result.kind === 'table' && result.rows).toEqual([]);
  expect(leftOut.map((entry) => entry.reason)).toContain('small-group');
});

test('an objection takes a person out of every use of that purpose at once, and is told', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [writeOrders(dir)]);
  const sales = async () => {
    const { result, leftOut } = await engine.call('analyses.run', {
      id: 'sales-summary',
      filter: { range: null, bots: false },
    });
    return { orders: result.kind === 'table' ? result.rows[0]?.cells[1] : null, leftOut };
  };
  expect((await sales()).orders).toBe(2);
  await engine.call('privacy.setConsent', { person: 1, purpose: 'service', state: 'denied' });
  const after = await sales();
  expect(after.orders).toBe(1);
  expect(after.leftOut).toContainEqual(expect.objectContaining({ reason: 'objected', people: 1 }));
  await engine.call('privacy.setConsent', { person: 1, purpose: 'service', state: 'granted' });
  await engine.call('privacy.setRestricted', { person: 1, restricted: true });
  expect((await sales()).orders).toBe(1);
});

test('uploads resolve only inside the inbox; a page cannot name a path', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { allowPaths: false, inboxDir: join(dir, 'inbox') });
  for (const file of ['/etc/passwd', 'upload:../../data', 'upload:short', 'C:\\x']) {
    const [seen] = await engine.call('imports.inspect', { files: [file] });
    expect(seen?.problem).toBe('file-not-allowed');
  }
  const job = await finished(engine, () => engine.call('imports.start', { sources: [{ file: '/etc/passwd' }] }));
  expect(job).toMatchObject({ state: 'failed', error: 'file-not-allowed' });
});
