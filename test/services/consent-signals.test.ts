import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { PURPOSES, type Purpose } from '../../shared/model.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { encodeCore } from '../privacy/consent/encode.ts';
import { openCoreHere } from './core-rig.ts';
import { finished, freshDir } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });
const FREE = Object.fromEntries(PURPOSES.map((purpose) => [purpose, 'legitimate-interest'])) as Record<
  Purpose,
  'legitimate-interest'
>;
const NOW = Date.UTC(2026, 6, 1);

async function open(files: Record<string, string>): Promise<Engine> {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { now: () => NOW });
  await engine.call('settings.save', { zone: 'UTC' });
  const sources = Object.entries(files).map(([name, text]) => {
    const file = join(dir, name);
    writeFileSync(file, text);
    return { file, basis: FREE };
  });
  const job = await finished(engine, () => engine.call('imports.start', { sources }));
  expect(job.state).toBe('done');
  return engine;
}

async function saidBy(engine: Engine, value: string) {
  const { people } = await engine.call('rights.find', { value });
  expect(people).toHaveLength(1);
  return (people[0]?.card.consents ?? []).map(({ purpose, state, wording, line, source }) => ({
    purpose,
    state,
    wording,
    line,
    source,
  }));
}

const hit = (address: string, second: number, more: Record<string, string> = {}) =>
  `${JSON.stringify({
    time: `2026-05-01T10:00:${String(second).padStart(2, '0')}Z`,
    remote_addr: address,
    request: `GET /page-${second} HTTP/1.1`,
    status: '200',
    body_bytes_sent: '100',
    http_referer: '',
    http_user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    ...more,
  })}\n`;

test('a browser that sends Sec-GPC or DNT is out of advertising at once, whatever the basis; undone with its import', async () => {
  const engine = await open({
    'access.json': [
      hit('203.0.113.1', 1, { http_sec_gpc: '1' }),
      hit('203.0.113.1', 2),
      hit('203.0.113.1', 3, { http_sec_gpc: '1' }),
      hit('203.0.113.2', 4, { http_dnt: '1' }),
      // Neither of these is the signal.
      hit('203.0.113.3', 5, { http_sec_gpc: '?1', http_dnt: '0' }),
      hit('203.0.113.4', 6),
    ].join(''),
  });
  const uses = async () =>
    Object.fromEntries(
      (await engine.call('privacy.purposes', {})).map(({ purpose, allowed, denied }) => [purpose, [allowed, denied]]),
    );
  expect(await uses()).toEqual({
    service: [4, 0],
    marketing: [4, 0],
    personalisation: [3, 1],
    advertising: [2, 2],
    research: [4, 0],
  });
  const { people } = await engine.call('privacy.people', { offset: 0, limit: 10 });
  const history = people.flatMap(({ consents }) => consents);
  expect(history.filter(({ wording }) => wording === 'Sec-GPC: 1').map(({ atMs, line }) => [atMs, line])).toEqual([
    [Date.UTC(2026, 4, 1, 10, 0, 3), 3],
    [Date.UTC(2026, 4, 1, 10, 0, 1), 1],
  ]);
  expect(
    history
      .filter(({ wording }) => wording === 'DNT: 1')
      .map(({ purpose }) => purpose)
      .sort(),
  ).toEqual(['advertising', 'personalisation']);
  const [run] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: run?.id ?? 0 }));
  expect((await uses()).advertising).toEqual([0, 0]);
});

test('a signal reaches the orders of the same person, and a consent between two signals does not outlast the second', async () => {
  const engine = await open({
    'orders.csv': `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,ada@example.com,paid,2026-04-01T10:00:00Z,EUR,5,2026-04-01T10:00:00Z,1,Mug,5
#2,ben@example.com,paid,2026-04-02T10:00:00Z,EUR,7,2026-04-02T10:00:00Z,1,Mug,7
`,
    'events.csv': `visitor id,email,timestamp,page,Sec-GPC,TC String
v1,ada@example.com,2026-04-01T10:00:00Z,/a,1,
v2,ben@example.com,2026-04-02T10:00:00Z,/a,,
`,
  });
  expect(await saidBy(engine, 'ada@example.com')).toEqual([
    { purpose: 'advertising', state: 'denied', wording: 'Sec-GPC: 1', line: 2, source: 'events.csv' },
  ]);
  expect(await saidBy(engine, 'ben@example.com')).toEqual([]);
});

const tcString = (consent: number[], updatedMs: number) =>
  encodeCore({
    createdMs: updatedMs,
    updatedMs,
    cmpId: 300,
    policy: 4,
    consent,
    interest: [],
    vendorsConsent: [],
    vendorsInterest: [],
    asRanges: false,
    restrictions: [],
  });

test('signals in columns are decoded: TCF, GPP, US Privacy; what cannot be read or only “did not opt out” is no consent', async () => {
  const updated = Date.UTC(2026, 5, 1);
  const yes = tcString([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], updated);
  const some = tcString([1, 8], updated);
  const old = tcString([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Date.UTC(2024, 0, 1));
  const engine = await open({
    'people.csv': `Email,Name,euconsent-v2,us_privacy,GPP
yes@example.com,A,${yes},,
some@example.com,B,${some},,
old@example.com,C,${old},,
broken@example.com,D,CQ***,,
out@example.com,E,,1YYN,
in@example.com,F,,1YNN,
none@example.com,G,,,
`,
  });
  const states = async (who: string) =>
    Object.fromEntries((await saidBy(engine, `${who}@example.com`)).map(({ purpose, state }) => [purpose, state]));
  expect(await states('yes')).toEqual({ advertising: 'granted', personalisation: 'granted', service: 'granted' });
  expect(await states('some')).toEqual({ advertising: 'denied', personalisation: 'denied', service: 'granted' });
  expect(await states('old')).toEqual({ advertising: 'unknown', personalisation: 'unknown', service: 'unknown' });
  expect(await states('broken')).toEqual({ advertising: 'unknown', personalisation: 'unknown' });
  expect(await states('out')).toEqual({ advertising: 'denied' });
  expect(await states('in')).toEqual({});
  expect(await states('none')).toEqual({});
  // Undated rows take the time of the string itself.
  const { people } = await engine.call('rights.find', { value: 'yes@example.com' });
  expect(people[0]?.card.consents.every(({ atMs }) => atMs === updated)).toBe(true);
});
