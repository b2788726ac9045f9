import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { contentsOf, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });

const ORDERS = 'order id,customer,date,total\nA1,17,2026-03-01,12.50\nA2,18,2026-03-02,20\n';

test('a workspace has files, keys and settings of its own, and is opened again by the next window', async () => {
  const dir = freshDir();
  const file = join(dir, 'orders.csv');
  writeFileSync(file, ORDERS);
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  await engine.call('settings.save', { workspaceName: 'Tea room' });
  await importFiles(engine, [file]);
  const full = await contentsOf(engine);
  expect(full.orders).toBe(2);

  const heard: string[] = [];
  engine.on('workspace.changed', ({ workspace }) => heard.push(workspace));
  const { workspace } = await engine.call('workspaces.create', { name: ' Client A ', kind: 'adviser' });
  await engine.call('workspaces.open', { workspace });
  expect(heard).toEqual([workspace]);
  const status = await engine.call('app.status', {});
  expect(status.settings).toMatchObject({ workspaceName: 'Client A', workspaceKind: 'adviser' });
  expect((await contentsOf(engine)).orders).toBe(0);
  expect(await engine.call('workspaces.list', {})).toMatchObject([
    { id: 'main', name: 'Tea room', kind: 'own', open: false },
    { id: workspace, name: 'Client A', kind: 'adviser', open: true },
  ]);
  // The same file is new here: the two know nothing of each other.
  await importFiles(engine, [file]);
  expect((await contentsOf(engine)).orders).toBe(2);
  await engine.call('settings.save', { workspaceName: 'Client B' });
  await engine.close();

  const again = await openEngine(data, { workspace: 'last' });
  expect((await again.call('app.status', {})).settings.workspaceName).toBe('Client B');
  await again.call('workspaces.open', { workspace: 'main' });
  expect((await again.call('app.status', {})).settings.workspaceName).toBe('Tea room');
  expect(await contentsOf(again)).toEqual(full);
  await expect(again.call('workspaces.remove', { workspace: 'main' })).rejects.toMatchObject({
    code: 'not-allowed-here',
  });
  await again.call('workspaces.remove', { workspace });
  expect(readdirSync(join(data, 'workspaces'))).toEqual([]);
  expect((await again.call('workspaces.list', {})).map(({ id }) => id)).toEqual(['main']);
  await again.close();

  // By name, as the command line asks; what is no workspace is refused and nothing is made.
  await expect(openEngine(data, { workspace: 'Client B' })).rejects.toMatchObject({ code: 'not-found' });
  expect(existsSync(join(data, 'workspaces', 'Client B'))).toBe(false);
});

test('calls asked while another workspace is being opened wait for it and are answered by it', async () => {
  const engine = await openEngine(join(freshDir(), 'data'), { readers: 2 });
  const { workspace } = await engine.call('workspaces.create', { name: 'Other', kind: 'own' });
  const opened = engine.call('workspaces.open', { workspace });
  await opened;
  const statuses = await Promise.all([
    engine.call('app.status', {}),
    engine.call('workspaces.open', { workspace: 'main' }).then(() => engine.call('app.status', {})),
  ]);
  expect(statuses.map(({ settings }) => settings.workspaceName)).toContain('My business');
});

test('a store that cannot be opened leaves the present one open', async () => {
  const data = join(freshDir(), 'data');
  const engine = await openEngine(data);
  const { workspace } = await engine.call('workspaces.create', { name: 'Broken', kind: 'own' });
  writeFileSync(join(data, 'workspaces', workspace, 'inglenook.db'), 'this is no database at all, and never was one');
  await expect(engine.call('workspaces.open', { workspace })).rejects.toMatchObject({ code: 'store-damaged' });
  expect((await engine.call('workspaces.list', {})).find(({ open }) => open)?.id).toBe('main');
  await engine.close();
  const next = await openEngine(data, { workspace: 'last' });
  expect((await next.call('workspaces.list', {})).find(({ open }) => open)?.id).toBe('main');
});

test('ids that lead elsewhere are refused', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  for (const workspace of ['..', '../..', 'a/b', '', 'MAIN'])
    await expect(engine.call('workspaces.open', { workspace })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(engine.call('workspaces.open', { workspace: '0123456789ab' })).rejects.toMatchObject({
    code: 'not-found',
  });
});
