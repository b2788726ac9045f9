import { describe, expect, it } from 'vitest';
import { pseudonymOf } from '../../shared/ids.ts';
import { NO_BASIS_DATES, PURPOSES, SAFE_BASIS } from '../../shared/model.ts';
import { basisRows, factsWords, isSafe, standingOf, standingWords } from '../../src-renderer/pages/privacy/series.ts';
import { actionWords } from '../../src-renderer/pages/privacy/words.ts';

const nobody = { allowed: 0, denied: 0, unknown: 0, restricted: 0 };

describe('basisRows', () => {
  it('turns bases listed by purpose into one row per import, newest first', () => {
    const uses = PURPOSES.map((purpose) => ({
      purpose,
      ...nobody,
      basisBySource: [
        { run: 1, file: 'a.csv', basis: SAFE_BASIS[purpose], dates: NO_BASIS_DATES },
        {
          run: 2,
          file: 'b.csv',
          basis: purpose === 'research' ? ('none' as const) : SAFE_BASIS[purpose],
          dates: { fromMs: null, untilMs: 7 },
        },
      ],
    }));
    const rows = basisRows(uses);
    expect(rows.map((row) => row.file)).toEqual(['b.csv', 'a.csv']);
    expect(rows[0]?.basis.research).toBe('none');
    expect(rows.map((row) => row.dates)).toEqual([{ fromMs: null, untilMs: 7 }, NO_BASIS_DATES]);
    expect(rows.map((row) => isSafe(row.basis))).toEqual([false, true]);
  });
});

describe('standingOf', () => {
  const said = (purpose: 'marketing' | 'advertising', state: 'granted' | 'denied', atMs: number) => ({
    purpose,
    state,
    atMs,
    source: 'x',
    line: 7,
    wording: '',
  });

  it('takes the latest word whatever the order of the entries', () => {
    const early = said('marketing', 'granted', 1);
    const late = said('marketing', 'denied', 2);
    expect(standingOf({ consents: [early, late] }).marketing).toBe('denied');
    expect(standingOf({ consents: [late, early] }).marketing).toBe('denied');
    expect(standingOf({ consents: [] }).service).toBe('unknown');
  });

  it('lets a refusal win at the same instant, and what was recorded by hand win over both', () => {
    const yes = said('marketing', 'granted', 1);
    const no = said('marketing', 'denied', 1);
    const byHand = { ...yes, source: 'recorded by you' };
    for (const consents of [
      [yes, no],
      [no, yes],
    ])
      expect(standingOf({ consents }).marketing).toBe('denied');
    expect(standingOf({ consents: [no, byHand, yes] }).marketing).toBe('granted');
  });

  it('says it in one line', () => {
    const consents = [said('marketing', 'granted', 1), said('advertising', 'denied', 1)];
    expect(standingWords({ consents })).toBe('Agreed to marketing · objected to advertising');
    expect(standingWords({ consents: [] })).toBe('Nothing on record');
  });
});

describe('factsWords', () => {
  it('shows a person by pseudonym, never by number', () => {
    const line = factsWords({ person: 7, purpose: 'marketing', state: 'denied' });
    expect(line).toBe(`${pseudonymOf(7)} · marketing · objected`);
  });

  it('names purposes with their basis and leaves what it does not know readable', () => {
    expect(factsWords({ run: 3, marketing: 'none' })).toBe('import 3 · Marketing: not used');
    expect(factsWords({ bytes: 12 })).toBe('bytes 12');
    expect(factsWords({})).toBe('');
  });
});

describe('actionWords', () => {
  it('never hides an action that has no words', () => {
    expect(actionWords('report.made')).toBe('Report written');
    expect(actionWords('something.new-happened')).toBe('Something new happened');
  });
});
