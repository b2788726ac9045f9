import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { RECIPIENTS } from '../../shared/contract/exports.ts';
import { NOTICE_LANGUAGES, type NoticeLanguage, noticeLanguageOf } from '../../shared/contract/papers.ts';
import { BASES, CONSENT_STATES, EVENT_KINDS, IDENTIFIER_KINDS, MESSAGE_KINDS, PURPOSES } from '../../shared/model.ts';
import { rfmSegments } from '../../src-main/analysis/rfm-segments.ts';
import { ACCESS_WORDS, tongueOf } from '../../src-main/reports/access-words/index.ts';
import { ORDER_STATES } from '../../src-main/store/orders/block.ts';
import { openCoreHere } from './core-rig.ts';
import { PLANTED, writePlanted } from './planted.ts';
import { freshDir, importFiles } from './rig.ts';
import { filesOf } from './zip-entries.ts';

vi.setConfig({ testTimeout: 120_000 });
const OTHERS = NOTICE_LANGUAGES.filter((language) => language !== 'en');

async function filled() {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => 1_772_800_000_000 });
  await engine.call('settings.save', { zone: 'UTC', locale: 'de-AT' });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const find = async (value: string) => (await engine.call('rights.find', { value })).people[0]?.card.person ?? 0;
  const pack = async (value: string, language?: NoticeLanguage, scope: 'access' | 'portability' = 'access') =>
    filesOf((await engine.call('rights.package', { person: await find(value), scope, language })).bytes);
  return pack;
}

const leaves = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap((part) => leaves(part));

test('every tongue has every text: none is empty, and none but short words reads as in another', () => {
  const { de } = ACCESS_WORDS;
  for (const language of OTHERS) {
    const own = leaves(ACCESS_WORDS[language]);
    expect(own).toHaveLength(leaves(de).length);
    expect(own.filter((text) => text.trim() === '')).toEqual([]);
    expect(Object.keys(ACCESS_WORDS[language].sections).sort()).toEqual(Object.keys(de.sections).sort());
    for (const other of OTHERS.filter((one) => one !== language)) {
      const theirs = new Set(leaves(ACCESS_WORDS[other]));
      expect([language, other, own.filter((text) => text.length > 24 && theirs.has(text))]).toEqual([
        language,
        other,
        [],
      ]);
    }
    expect(tongueOf(language).frame.made).toMatch(/\{day\}.*\{name\}/);
  }
});

test('every kind, state, purpose, basis, group and receiver that may stand in a package has a word in every tongue', () => {
  const groups = [...(rfmSegments.definition ?? '').matchAll(/([A-Z][a-z]+(?: [a-z]+)?): /g)].map(
    ([, name]) => name ?? '',
  );
  expect(groups).toHaveLength(8);
  const fixed = [
    ...EVENT_KINDS,
    ...PURPOSES,
    ...BASES,
    ...CONSENT_STATES,
    ...IDENTIFIER_KINDS,
    ...MESSAGE_KINDS,
    ...ORDER_STATES.filter((state) => state !== ''),
    ...groups,
  ];
  for (const language of OTHERS) {
    const { cells, recipients } = ACCESS_WORDS[language];
    expect([language, fixed.filter((word) => !Object.hasOwn(cells, word))]).toEqual([language, []]);
    expect(Object.keys(recipients).sort()).toEqual([...RECIPIENTS].sort());
  }
});

test('the page is in the tongue asked for, and nothing of ours in it is left in English; files for programs stay the same', async () => {
  const pack = await filled();
  const english = await pack(PLANTED.email, 'en');
  const page = english.get('index.html') ?? '';
  const parts = (html: string, tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text ?? '');
  for (const language of OTHERS) {
    const files = await pack(PLANTED.email, language);
    const html = files.get('index.html') ?? '';
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(PLANTED.email);
    // Title, headings, what each part is for, links and the foot: all of them were English.
    for (const tag of ['title', 'h1', 'h2', 'p', 'a']) {
      const there = parts(html, tag);
      expect(there).toHaveLength(parts(page, tag).length);
      expect([language, tag, there.filter((text) => parts(page, tag).includes(text))]).toEqual([language, tag, []]);
    }
    const { columns, cells } = ACCESS_WORDS[language];
    const heads = parts(page, 'th');
    expect(heads.filter((name) => !Object.hasOwn(columns, name.replaceAll('&#39;', "'")))).toEqual([]);
    expect(parts(html, 'th')).toEqual(heads.map((name) => tongueOf(language).column(name)));
    for (const wanted of ['legitimate-interest', 'kept as a fingerprint only', 'paid', 'view', 'worked out'] as const) {
      const [before, after] = [parts(page, 'td'), parts(html, 'td')];
      expect(before, wanted).toContain(wanted);
      before.forEach((cell, i) => {
        if (cell === wanted) expect(after[i]).toBe(cells[wanted].replaceAll("'", '&#39;'));
      });
    }
    files.delete('index.html');
    for (const [name, text] of files) expect([name, text]).toEqual([name, english.get(name)]);
  }
});

test('what the person wrote stays, whatever words of ours it holds; contacts of others are replaced in the tongue', async () => {
  const pack = await filled();
  const html = (await pack('ben@example.com', 'fr')).get('index.html') ?? '';
  expect(html).toContain('[e-mail de quelqu’un]');
  expect(html).not.toContain('of somebody]');
  const { cell, text } = tongueOf('de');
  expect(text('[e-mail of somebody] and [whatever of somebody]')).toBe(
    '[E-Mail von jemandem] and [whatever of somebody]',
  );
  expect(cell('toString')).toBe('toString');
});

test('left out, it is the tongue of the settings, and English where there is none', async () => {
  const pack = await filled();
  expect((await pack(PLANTED.email, undefined, 'portability')).get('index.html')).toContain('Ihre Daten zum Mitnehmen');
  expect(['de-CH', 'pt_BR', 'FR', 'nl', 'ja-JP', '', 'english'].map(noticeLanguageOf)).toEqual([
    'de',
    'pt',
    'fr',
    'nl',
    'en',
    'en',
    'en',
  ]);
});
