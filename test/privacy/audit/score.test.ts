import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type AuditReport, type Finding, SEVERITIES, type Severity } from '../../../shared/audit.ts';
import { Audit } from '../../../src-main/privacy/audit/audit.ts';
import { PeopleCount } from '../../../src-main/privacy/audit/people-count.ts';
import { comparedScores, RECIPE, scored, scoreOf } from '../../../src-main/privacy/audit/score.ts';
import { isShortened } from '../../../src-main/privacy/audit/shortened.ts';

const one = (severity: Severity, reach: number, confidence = 1) => ({ severity, reach, confidence }) as Finding;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const finding = fc
  .record({ severity: fc.constantFrom(...SEVERITIES), reach: share, confidence: share })
  .map((some) => some as Finding);
const findings = fc.array(finding, { maxLength: 60 });

describe('the score of an audit', () => {
  it('is 100 without findings, and each severity alone costs what the definition says', () => {
    expect(scoreOf([])).toBe(100);
    expect(SEVERITIES.map((severity) => scoreOf([one(severity, 1)]))).toEqual([50, 71, 89, 98]);
    expect(SEVERITIES.map((severity) => scoreOf([one(severity, 0)]))).toEqual([80, 94, 98, 99]);
    // One in a hundred weighs a tenth of the way.
    expect(scoreOf([one('critical', 0.01)])).toBe(75);
  });
  it('tells a nearly clean site from a bad one, and bad ones from each other', () => {
    const clean = [one('medium', 1), one('low', 0.3)];
    const bad = [one('critical', 0.2), ...Array.from({ length: 4 }, () => one('high', 0.3))];
    const worse = [...bad, ...bad, ...bad];
    expect([clean, bad, worse].map(scoreOf)).toEqual([88, 39, 18]);
  });
  it('stays between 1 and 99 with findings, whatever they are', () => {
    fc.assert(
      fc.property(findings, (some) => {
        const score = scoreOf(some);
        expect(Number.isInteger(score)).toBe(true);
        if (some.length === 0) expect(score).toBe(100);
        else {
          expect(score).toBeLessThanOrEqual(99);
          expect(score).toBeGreaterThan(0);
        }
      }),
    );
    expect(scoreOf([{ severity: 'high', confidence: Number.NaN, reach: Number.NaN }])).toBe(71);
  });
  it('never says that all is well while something serious stands', () => {
    fc.assert(
      fc.property(findings, share, (some, reach) => {
        // What is told at all is sure to 60 % at least.
        expect(scoreOf([...some, one('critical', reach, 0.6)])).toBeLessThanOrEqual(87);
        expect(scoreOf([...some, one('high', reach, 0.6)])).toBeLessThanOrEqual(97);
      }),
    );
  });
  it('never rises with a new finding, and never falls with one mended, wholly or in part', () => {
    fc.assert(
      fc.property(findings, finding, fc.nat(), share, (some, added, at, less) => {
        const score = scoreOf(some);
        expect(scoreOf([...some, added])).toBeLessThanOrEqual(score);
        if (some.length === 0) return;
        const i = at % some.length;
        expect(scoreOf(some.filter((_, j) => j !== i))).toBeGreaterThanOrEqual(score);
        const part = (change: (whole: Finding) => Partial<Finding>) =>
          scoreOf(some.map((whole, j) => (j === i ? { ...whole, ...change(whole) } : whole)));
        expect(part(({ reach = 1 }) => ({ reach: reach * less }))).toBeGreaterThanOrEqual(score);
        expect(part(({ confidence }) => ({ confidence: confidence * less }))).toBeGreaterThanOrEqual(score);
        const milder = SEVERITIES[Math.min(3, SEVERITIES.indexOf(some[i]?.severity as Severity) + 1)] as Severity;
        expect(part(() => ({ severity: milder }))).toBeGreaterThanOrEqual(score);
      }),
    );
  });
  it('is explained: points add up to what is missing, and each says what mending it brings', () => {
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1, maxLength: 60 }), (some) => {
        const { score, findings: told, recipe, bySeverity } = scored(some);
        expect(recipe).toBe(RECIPE);
        expect(Object.values(bySeverity).reduce((sum, count) => sum + count, 0)).toBe(some.length);
        const weighty = told.some(({ points = 0 }) => points > 0);
        const sum = told.reduce((all, { points = 0 }) => all + points, 0);
        if (weighty) expect(Math.abs(sum - (100 - score))).toBeLessThanOrEqual(0.05 * some.length + 1e-6);
        told.forEach(({ without }, i) => {
          const rest = scoreOf(some.filter((_, j) => j !== i));
          expect(Math.abs((without ?? 0) - rest)).toBeLessThanOrEqual(1);
          expect(without).toBeGreaterThanOrEqual(score);
        });
      }),
    );
  });
});

describe('scores of two audits', () => {
  const report = (more: object) =>
    ({
      rows: 100,
      reIdentification: { people: 10, combinations: 10, alone: 5, peopleAlone: 5 },
      score: 77,
      recipe: RECIPE,
      findings: [],
      ...more,
    }) as unknown as AuditReport;
  const mail = { ...one('high', 0.9), area: 'personal-data', id: 'personal:path:EMAIL_ADDRESS', count: 25, share: 1 };
  it('by the same recipe stand side by side', () => {
    expect(comparedScores(report({ score: 40 }), report({ score: 60 }))).toEqual({
      before: 40,
      after: 60,
      recounted: false,
    });
  });
  it('by the first recipe are both counted anew from what both tell', () => {
    const old = report({ recipe: undefined, score: 0, findings: [{ ...mail, reach: undefined }] });
    // 25 of 100 rows: the root is a half, 6 + 34 / 2 = 23.
    expect(comparedScores(old, report({ findings: [mail] }))).toEqual({ before: 81, after: 81, recounted: true });
    expect(comparedScores(old, report({}))).toEqual({ before: 81, after: 100, recounted: true });
    const parts = [
      { ...one('high', 0), area: 'third-parties', id: 'third-party:x', count: 1, share: 0.01 },
      { ...one('high', 0), area: 're-identification', id: 're-identification:x', count: 1, share: 0.01 },
      { ...one('medium', 0), area: 'retention', id: 'retention:older', count: 1, share: 1 },
    ];
    // 40 + (6 + 34 × √0.5) + 12 = 82.04
    expect(comparedScores(report({ recipe: undefined, findings: parts }), report({}))?.before).toBe(55);
  });
  it('by a recipe of a later version are not compared', () => {
    expect(comparedScores(report({ recipe: RECIPE + 1 }), report({}))).toBeNull();
  });
});

interface Row {
  mail: boolean;
  token: boolean;
  person: number;
}

/** An audit of synthetic rows; a value that is not personal stands in for one that was mended. */
function audited(rows: readonly Row[]): AuditReport {
  const audit = new Audit({ nowMs: 0, retentionDays: null });
  audit.begin('site.log', 'log');
  rows.forEach(({ mail, token, person }, i) => {
    audit.add(
      {
        line: i + 1,
        atMs: Number.NaN,
        person: `visitor ${person}`,
        fields: [
          ['path', mail ? '/thanks/anna@mail.example' : '/thanks'],
          ['query.q', token ? 'anna@mail.example' : 'tea'],
        ],
      },
      [],
    );
  });
  return audit.report();
}

describe('the score of rows', () => {
  it('never falls when values are mended', () => {
    const row = fc.record({ mail: fc.boolean(), token: fc.boolean(), person: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 40 }), (rows) => {
        const before = audited(rows.map(([one]) => one));
        const after = audited(
          rows.map(([one, mail, token]) => ({ ...one, mail: one.mail && mail, token: one.token && token })),
        );
        expect(after.score).toBeGreaterThanOrEqual(before.score);
      }),
      { numRuns: 60 },
    );
  });
  it('counts people, and reaches as far as people or rows do', () => {
    // Ten people; one of them has ten of the 19 rows, and a mail address in one of these.
    const rows = Array.from({ length: 19 }, (_, i) => ({ mail: i === 0, token: i >= 18, person: Math.max(0, i - 9) }));
    const { findings: found, people } = audited(rows);
    expect(people).toBe(10);
    const mail = found.find(({ id }) => id === 'personal:path:EMAIL_ADDRESS');
    expect(mail).toMatchObject({ count: 1, people: 1, reach: 0.1 });
    expect(mail?.share).toBeCloseTo(1 / 19);
  });
  it('counts visits where a browser recorded them', () => {
    const audit = new Audit({ nowMs: 0, retentionDays: null });
    const request = (host: string) => ({
      host,
      page: 'www.shop.example',
      cookies: [],
      sentCookies: [],
      ids: [],
      gpc: false,
      dnt: false,
    });
    for (const [file, hosts] of [
      ['a.har', ['www.shop.example', 'connect.facebook.net', 'www.shop.example']],
      ['b.har', ['www.shop.example']],
    ] as const) {
      audit.begin(file, 'visit');
      hosts.forEach((host, i) => {
        audit.add({ line: i + 1, atMs: 0, person: '', fields: [['path', '/']], request: request(host) }, []);
      });
    }
    const report = audit.report();
    expect(report.people).toBe(2);
    expect(report.findings.find(({ id }) => id === 'third-party:facebook.net')).toMatchObject({ reach: 0.5 });
  });
});

describe('what an adviser would not complain of', () => {
  test.each([
    ['203.0.113.0', true],
    ['203.0.113.7', false],
    ['2001:db8:85a3::', true],
    ['2001:db8:85a3:0:0:0:0:0', true],
    ['2001:db8:85a3:1::', false],
    ['2001:db8::1', false],
    ['::', true],
    ['1::2::3', false],
  ])('%s is shortened: %s', (address, expected) => expect(isShortened(address)).toBe(expected));
  it('an address cut off as advised is no finding any more', () => {
    const found = (address: string) => {
      const audit = new Audit({ nowMs: 0, retentionDays: null });
      audit.begin('site.log', 'log');
      audit.add({ line: 1, atMs: 0, person: '', fields: [['address', address]] }, []);
      return audit.report().findings.map(({ id }) => id);
    };
    expect(found('203.0.113.7')).toEqual(['personal:address:IP_ADDRESS']);
    expect(found('203.0.113.0')).toEqual([]);
  });
  it('the number of a visit is a secret in an address only', () => {
    const severities = (field: string) => {
      const audit = new Audit({ nowMs: 0, retentionDays: null });
      audit.begin('site.log', 'log');
      audit.add({ line: 1, atMs: 0, person: '', fields: [[field, '4f3b2a19c8d7e6f54f3b2a19c8d7e6f5']] }, []);
      return audit.report().findings.map(({ severity }) => severity);
    };
    expect(severities('query.PHPSESSID')).toEqual(['critical']);
    expect(severities('session_id')).toEqual(['medium']);
    expect(severities('cookie.PHPSESSID')).toEqual([]);
  });
});

describe('people are counted', () => {
  it('one by one where they are few, closely where they are many, and never fewer when somebody is added', () => {
    const count = new PeopleCount();
    let before = 0;
    for (let i = 0; i < 100_000; i++) {
      count.add(Math.imul(i, 0x9e3779b1) >>> 0);
      if (i % 97 === 0 || (i > 1000 && i < 1100)) {
        expect(count.count).toBeGreaterThanOrEqual(before);
        if (i < 1024) expect(count.count).toBe(i + 1);
        before = count.count;
      }
    }
    expect(count.count).toBeGreaterThan(98_000);
    expect(count.count).toBeLessThan(102_000);
    const known = count.count;
    count.add(0);
    expect(count.count).toBe(known);
  });
});
