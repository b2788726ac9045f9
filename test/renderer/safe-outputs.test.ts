import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPIENTS } from '../../shared/contract/exports.ts';
import { safeFileName } from '../../src-renderer/charts/file-name.ts';
import { epsilonWords, fileKindWords, RECIPIENT_OPTIONS } from '../../src-renderer/pages/export-words.ts';
import { notedOf } from '../../src-renderer/pages/privacy/series.ts';
import { keyLossWords } from '../../src-renderer/pages/settings/key-loss-words.ts';

describe('names of files that are saved', () => {
  it.each([
    ['Visits per day.png', 'Visits per day.png'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..\\..\\start.bat', 'start.bat'],
    ['/etc/cron.d/x', 'etc-cron.d-x'],
    ['C:\\Windows\\win.ini', 'C-Windows-win.ini'],
    ['\u202Etxt.exe', 'txt.exe'],
    ['a\u0000b\u200Bc.csv', 'abc.csv'],
    ['', 'inglenook'],
    ['...', 'inglenook'],
    ['.csv', 'csv'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  it('are never a path, never empty, never hidden, never longer than systems allow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeFileName(text);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
        expect(name).not.toMatch(/^\.|\.\.|\.$/);
        expect(name.length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(130);
      }),
    );
  });
});

describe('words', () => {
  it('every recipient has its own', () => {
    expect(RECIPIENT_OPTIONS.map(({ id }) => id)).toEqual([...RECIPIENTS]);
    expect(new Set(RECIPIENT_OPTIONS.map(({ label }) => label)).size).toBe(RECIPIENTS.length);
  });

  it('kinds of files and epsilon', () => {
    expect(['html', 'csv', 'json', 'noisy', 'new'].map((kind) => fileKindWords({ kind }))).toEqual([
      'Report (page)',
      'Report (table file)',
      'Report (JSON)',
      'Figures with noise',
      'new',
    ]);
    expect([epsilonWords(300), epsilonWords(2000), epsilonWords(0)]).toEqual(['0.3', '2', '0']);
  });

  it('losing the key is told for every kind of protection: what is lost, what is not, what helps', () => {
    for (const protection of ['none', 'passphrase', 'os'] as const) {
      const { title, parts } = keyLossWords(protection);
      expect(title).toMatch(/\?$/);
      for (const { lines } of parts) expect(lines.length).toBeGreaterThan(0);
    }
    for (const protection of ['passphrase', 'os'] as const)
      expect(keyLossWords(protection).parts.map(({ heading }) => heading)).toEqual([
        'What is lost',
        'What is not lost',
        'What helps',
      ]);
  });

  it('a fingerprint is read as it was written down, and nothing else is', () => {
    const noted = { entries: 64, fingerprint: '0123456789abcdef' };
    expect(notedOf('64 / 0123456789abcdef')).toEqual(noted);
    expect(notedOf(' 64/0123456789ABCDEF ')).toEqual(noted);
    for (const wrong of ['', '64', '0 / 0123456789abcdef', '64 / 0123456789abcde', '64 0123456789abcdef', 'x / y'])
      expect(notedOf(wrong)).toBeNull();
  });
});
