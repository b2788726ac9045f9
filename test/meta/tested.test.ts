import { expect, test } from 'vitest';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts';
import { REPORTS } from '../../src-main/reports/index.ts';
import { exists, filesLike, read } from './sources.ts';

const testsOf = (folder: string) => filesLike(`test/${folder}/**/*.test.ts`).map(read).join('\n');

test('every analysis has a test of its own figures', () => {
  const tests = testsOf('analysis');
  const untested = ANALYSES.filter(
    ({ id }) => !tests.includes(`src-main/analysis/${id}.ts'`) || !new RegExp(`test\\('${id}: `).test(tests),
  );
  expect(untested.map(({ id }) => id)).toEqual([]);
});

test('every format has files to read and what they should give', () => {
  const untested = FORMATS.filter(({ id }) => filesLike(`test/fixtures/import/${id}/**/*expected*.json`).length === 0);
  expect(untested.map(({ id }) => id)).toEqual([]);
});

test('every migration has a test', () => {
  const untested = MIGRATIONS.filter(({ number }) => !exists(`test/store/${String(number).padStart(4, '0')}.test.ts`));
  expect(untested.map(({ name }) => name)).toEqual([]);
});

test('every kind of report has a test', () => {
  const tests = testsOf('reports');
  expect(REPORTS.filter(({ id }) => !tests.includes(`src-main/reports/${id}.ts'`)).map(({ id }) => id)).toEqual([]);
});

test('no test is left out or run alone', () => {
  const marked = filesLike('test/**/*.{test,spec}.{ts,tsx}').filter((path) =>
    /^\s*(?:test|it|describe)\.(?:only|todo|fails)\b|^\s*(?:test|it|describe)\.skip\(\s*['"`]/m.test(read(path)),
  );
  expect(marked).toEqual([]);
});
