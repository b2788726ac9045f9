import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts';
import { REPORTS } from '../../src-main/reports/index.ts';
import { PAGES } from '../../src-renderer/pages/index.ts';
import { exists, sourceFile } from './sources.ts';

/** Files of a folder that hold one entry each. */
const filesIn = (folder: string, notEntries: readonly string[] = []) =>
  readdirSync(sourceFile(folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => entry.name.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index' && !notEntries.includes(name))
    .sort();
const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id).sort();

test('every analysis file is in the registry under its own name', () => {
  expect(ids(ANALYSES)).toEqual(filesIn('src-main/analysis', ['analysis']));
});

test('every format file is in the registry under its own name', () => {
  expect(ids(FORMATS)).toEqual(filesIn('src-main/import/formats'));
});

test('every migration file is in the registry, under its number and name', () => {
  const names = MIGRATIONS.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}`);
  expect(names).toEqual(filesIn('src-main/store/migrations'));
});

test('every file that makes a report is in the registry', async () => {
  const made = await Promise.all(
    filesIn('src-main/reports', ['report']).map(async (name) => {
      const module: Record<string, unknown> = await import(`../../src-main/reports/${name}.ts`);
      return Object.values(module).filter(
        (value) => typeof value === 'object' && value !== null && 'render' in value && 'extension' in value,
      );
    }),
  );
  expect(new Set(made.flat())).toEqual(new Set(REPORTS));
});

test('every page folder is in the registry, and every page is in its folder', () => {
  const folders = readdirSync(sourceFile('src-renderer/pages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(ids(PAGES)).toEqual(folders.sort());
  for (const { id } of PAGES) {
    const view = `${id.charAt(0).toUpperCase()}${id.slice(1)}Page.tsx`;
    expect(exists(`src-renderer/pages/${id}/${view}`), view).toBe(true);
  }
});

test('no id is there twice, and pages have keys of their own', () => {
  for (const entries of [ANALYSES, FORMATS, REPORTS, PAGES]) {
    const all = ids(entries as readonly { id: string }[]);
    expect(new Set(all).size).toBe(all.length);
  }
  expect(new Set(PAGES.map(({ key }) => key)).size).toBe(PAGES.length);
});

test('every analysis says what it answers and how it counts, in whole sentences', () => {
  for (const { id, title, question, definition, version } of ANALYSES) {
    expect(title.length, id).toBeGreaterThan(3);
    expect(question, id).toMatch(/\?$/);
    expect(definition, id).toMatch(/\.$/);
    expect(`${title}${question}${definition}`, id).not.toContain('!');
    expect(version).toBeGreaterThanOrEqual(1);
  }
});
