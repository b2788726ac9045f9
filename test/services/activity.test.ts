import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { ALL, finished, freshDir, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

test('timeline, segments and visits that end at midnight, over a real store', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  await finished(engine, () => engine.call('imports.sample', { rows: 3000, seed: 4 }));
  const [buyer] = (await engine.call('privacy.people', { offset: 0, limit: 1, order: 'orders' })).people;
  if (!buyer?.orders) throw new Error('nobody bought');
  const bought = buyer.orders;

  const { entries, total, notCovered } = await engine.call('privacy.timeline', { person: buyer.person });
  expect(total).toBeGreaterThanOrEqual(bought);
  expect(entries.filter(({ type }) => type === 'order')).toHaveLength(bought);
  expect(entries.map(({ atMs }) => atMs)).toEqual(entries.map(({ atMs }) => atMs).sort((a, b) => b - a));
  const shorter = await engine.call('privacy.timeline', { person: buyer.person, limit: 1 });
  expect(shorter).toEqual({ entries: entries.slice(0, 1), total, notCovered, withheld: null });
  await expect(engine.call('privacy.timeline', { person: 999_999 })).rejects.toMatchObject({ code: 'not-found' });

  const devices = async (segment?: object) => {
    const filter = { ...ALL, ...(segment ? { segment } : {}) };
    const { result } = await engine.call('analyses.run', { id: 'devices', filter: filter as typeof ALL });
    return Object.fromEntries((result as TableResult).rows.map(({ cells }) => [String(cells[0]), Number(cells[2])]));
  };
  const all = await devices();
  const phones = { field: 'device', is: ['phone'], in: 'act' };
  expect(await devices(phones)).toEqual({ phone: all.phone });
  const { phone: _phone, ...others } = all;
  expect(await devices({ not: phones })).toEqual(others);
  await expect(devices({ field: 'nothing' })).rejects.toMatchObject({ code: 'invalid-input' });

  const visits = async () => {
    const { result } = await engine.call('analyses.run', { id: 'devices', filter: ALL });
    return (result as TableResult).n;
  };
  const before = await visits();
  await engine.call('settings.save', { sessionEndsAtMidnight: true, sessionEndsAtSource: true });
  expect(await visits()).toBeGreaterThanOrEqual(before);

  await engine.call('settings.save', { workspaceKind: 'adviser' });
  await expect(engine.call('privacy.timeline', { person: buyer.person })).rejects.toMatchObject({
    code: 'not-allowed-here',
  });
});
