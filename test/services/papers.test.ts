import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NOTICE_LANGUAGES, PAPERS } from '../../shared/contract/papers.ts';
import { NOTICE_WORDS } from '../../src-main/reports/notice-words.ts';
import { openCoreHere } from './core-rig.ts';
import { tracesIn, writePlanted } from './planted.ts';
import { freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

test('papers say what is held and on which basis, say that they are drafts, and name nobody', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const page = async (paper: (typeof PAPERS)[number], language: (typeof NOTICE_LANGUAGES)[number] = 'en') =>
    new TextDecoder().decode((await engine.call('papers.make', { paper, language })).bytes);
  for (const language of NOTICE_LANGUAGES) {
    const made = await page('notice', language);
    const words = NOTICE_WORDS[language];
    const wanted = [
      words.draft,
      words.purposes.service,
      words.bases['legitimate-interest'],
      words.categories.orders,
      words.rights,
    ];
    for (const sentence of wanted) expect(made.replaceAll('&#39;', "'"), sentence).toContain(sentence);
    // Nothing rests on a contract in this store.
    expect(made).not.toContain(words.bases.contract);
    expect(made).toContain(`<html lang="${language}">`);
  }
  expect(new Set(NOTICE_LANGUAGES.map((language) => NOTICE_WORDS[language].title)).size).toBe(7);
  const record = await page('record');
  // Three people are too few to be told exactly, and so are the days of their orders.
  expect(record).toContain('Orders of customers: rows of fewer than 10 people');
  expect(record).not.toMatch(/[1-9] (?:rows|people|identifiers)|2026-03-0[17]/);
  await engine.call('settings.save', { smallGroup: 2 });
  expect(await page('record')).toContain(
    'Orders of customers: about 5 rows of about 5 people, 2026-03-01 to 2026-03-07',
  );
  expect(record).toContain('service: legitimate-interest');
  expect(record).toContain('advertising: consent');
  expect(await page('interests')).toContain('<h2>service</h2>');
  expect(await page('interests')).not.toContain('<h2>advertising</h2>');
  for (const paper of PAPERS) expect(tracesIn(await page(paper)), paper).toEqual([]);
});

test('an empty store makes papers that claim nothing', async () => {
  const engine = openCoreHere(join(freshDir(), 'data'));
  const { bytes } = await engine.call('papers.make', { paper: 'notice', language: 'de' });
  const made = new TextDecoder().decode(bytes);
  for (const sentence of Object.values(NOTICE_WORDS.de.categories)) expect(made).not.toContain(sentence);
  for (const sentence of Object.values(NOTICE_WORDS.de.purposes)) expect(made).not.toContain(sentence);
});

const pageOf = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);

test('after a breach: 72 hours from when it became known, by the clock of the business, and what was held', async () => {
  const dir = freshDir();
  const known = Date.parse('2026-03-27T17:30:00Z');
  const clock = { now: known + 71.5 * 3_600_000 };
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => clock.now });
  await engine.call('settings.save', { zone: 'Europe/Berlin' });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const soon = pageOf(await engine.call('papers.make', { paper: 'breach', knownMs: known }));
  // The clock is set forward on 29 March: 18:30 and 72 hours later 19:30.
  expect(soon).toContain('Friday, 27 March 2026 at 18:30');
  expect(soon).toContain('Monday, 30 March 2026 at 19:30');
  expect(soon).toContain('0 hours were left');
  expect(soon).toContain('Orders of customers: rows of fewer than 10 people');
  expect(soon).toContain('not encrypted by this program');
  clock.now = known + 80 * 3_600_000;
  expect(pageOf(await engine.call('papers.make', { paper: 'breach', knownMs: known }))).toContain('8 hours late');
});

test('gpc.json is what the W3C text asks for, with the day of the business', async () => {
  const engine = openCoreHere(join(freshDir(), 'data'), { now: () => Date.parse('2026-03-01T23:30:00Z') });
  await engine.call('settings.save', { zone: 'Europe/Berlin' });
  const made = await engine.call('papers.gpc', {});
  expect([made.fileName, made.mime]).toEqual(['gpc.json', 'application/json']);
  expect(JSON.parse(pageOf(made))).toEqual({ gpc: true, lastUpdate: '2026-03-02' });
});

test('what is written down of an interest stands in its weighing, the newest wording first', async () => {
  const dir = freshDir();
  const clock = { now: Date.UTC(2026, 0, 1) };
  const engine = openCoreHere(join(dir, 'data'), { now: () => clock.now });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  await engine.call('papers.saveInterest', { purpose: 'service', text: 'We need to know what sells, to order it.' });
  clock.now = Date.UTC(2026, 1, 1);
  await engine.call('papers.saveInterest', { purpose: 'service', text: 'We need to know what sells, and where.' });
  const made = pageOf(await engine.call('papers.make', { paper: 'interests' }));
  expect(made).toContain('Written down on 2026-02-01: We need to know what sells, and where.');
  expect(made).toContain('Before that on 2026-01-01: We need to know what sells, to order it.');
  await expect(engine.call('papers.saveInterest', { purpose: 'service', text: '   short   ' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});
