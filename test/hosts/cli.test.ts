import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Status } from '../../shared/contract/app.ts';
import type { AnalysisInfo, AnalysisReply } from '../../shared/contract/analyses.ts';
import type { Inspection, RunSummary } from '../../shared/contract/imports.ts';
import type { TableResult } from '../../shared/results.ts';
import { inglenook, jsonLines, unheard } from './cli-process.ts';

const EMAIL = 'kestrel.canary.4711@example.com';
const PHONE = '+44 7700 900471';
const ORDERS = `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Phone
#1,${EMAIL},paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,0.00,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00,M1,${PHONE}
#2,ben@example.com,paid,2026-03-02 10:00:00 +0000,no,EUR,20.00,0.00,20.00,2026-03-02 10:00:00 +0000,2,Mug,10.00,M1,
#3,${EMAIL},paid,some day,yes,EUR,10.00,0.00,10.00,some day,1,Mug,10.00,M1,${PHONE}
`;
const ERROR_LOG = Array.from(
  { length: 20 },
  (_, i) =>
    `[Sun Mar 01 04:47:${10 + i} 2026] [error] [client 10.0.0.${i}] File does not exist: /srv/www/mail ${EMAIL}\n`,
).join('');

/** Each command is a process that opens a store; on a busy machine that takes its time. */
const SLOW_MS = 240_000;

let dir: string;
let orders: string;
let errorLog: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'inglenook-cli-'));
  orders = join(dir, 'orders_export.csv');
  errorLog = join(dir, 'error_log');
  writeFileSync(orders, ORDERS);
  writeFileSync(errorLog, ERROR_LOG);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test(
  'a reader that goes away early is no failure',
  async () => {
    for (const args of [['lab'], ['status', '--data', join(dir, 'unheard')]])
      expect(await unheard(args), args[0]).toEqual({ code: 0, err: '' });
  },
  SLOW_MS,
);

describe('help and wrong words', () => {
  const COMMANDS = ['import', 'status', 'analyze', 'report', 'lab', 'serve', 'sample', 'demo', 'call'];

  test('the overview names every command and exit code', async () => {
    const { code, out, err } = await inglenook(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    for (const number of [0, 1, 2, 3, 130]) expect(out).toMatch(new RegExp(`\\b${number} `));
  });

  test.each(COMMANDS)('%s --help explains itself and opens no store', async (command) => {
    const data = join(dir, 'untouched');
    const { code, out, err } = await inglenook([command, '--help', '--data', data]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`inglenook ${command}`);
    expect(out).toContain('--data');
    expect(existsSync(data)).toBe(false);
  });

  test.each([
    [[]],
    [['fly']],
    [['status', '--wings']],
    [['sample', 'a-folder']],
    [['call', 'app.status', '{}', 'more']],
    [['import']],
    [['lab', 'funnel']],
    [['call', 'no.such.method']],
    [['call', 'app.status', '{oops']],
    [['call', 'privacy.person', '{}']],
    [['analyze', 'top-pages', '--params', '{oops']],
    [['analyze', 'top-pages', '--params', '[1]']],
    [['analyze', 'top-pages', '--params', '{"limit":0}']],
    [['analyze', 'top-pages', '--from', 'yesterdayish']],
    [['import', '--undo', 'first', 'x.csv']],
    [['import', '--basis', 'fun=yes', 'x.csv']],
    [['import', '--basis-until', '2026-02-30', 'x.csv']],
    [['import', '--basis-from', '2026-02-02', '--basis-until', '2026-02-01', 'x.csv']],
    [['import', '--year', 'soon', 'x.csv']],
    [['import', '--visitor-salt', 'week', 'x.csv']],
    [['import', '--save-mapping', 'm.json', 'x.csv', 'y.csv']],
    [['sample', '--rows', 'many']],
    [['sample', '--end', 'someday']],
    [['serve', '--port', 'nine']],
  ])('%j does not fit: exit code 2, and nothing on standard output but the overview', async (args) => {
    const { code, out, err } = await inglenook([...args, ...(args.length > 0 ? ['--data', join(dir, 'wrong')] : [])]);
    expect(code).toBe(2);
    if (args.length > 0 && args[0] !== 'lab') expect(out).toBe('');
    expect(err).not.toMatch(/went wrong inside|\n\s+at /);
  });

  test.each([
    [['import', 'nowhere.csv']],
    [['lab', 'funnel', 'nowhere.csv']],
    [['import', '--mapping', 'nowhere.json', 'x.csv']],
    [['import', '--undo', '99']],
    [['analyze', 'no-such-analysis']],
  ])('%j fails in words: exit code 1', async (args) => {
    const { code, out, err } = await inglenook([...args, '--data', join(dir, 'wrong')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/went wrong inside|\n\s+at |nowhere/);
    expect(err.trim().split('\n').length).toBe(1);
  });
});

describe('a file from import to undo', () => {
  test(
    'import, status, analyze, report, undo',
    async () => {
      const data = ['--data', join(dir, 'journey')];
      const [run, ...others] = jsonLines<RunSummary>(await inglenook(['import', orders, '--json', ...data]));
      expect(others).toEqual([]);
      // Two orders, and what their buyers agreed to.
      expect(run).toMatchObject({ file: 'orders_export.csv', state: 'ready', rejected: 1, duplicates: 0 });

      const [status] = jsonLines<Status & { runs: RunSummary[] }>(await inglenook(['status', '--json', ...data]));
      expect(status?.counts).toMatchObject({ orders: 2, people: 2, imports: 1 });
      expect(status?.runs.map(({ id }) => id)).toEqual([run?.id]);

      const [all] = jsonLines<AnalysisInfo[]>(await inglenook(['analyze', '--json', ...data]));
      expect(all?.map(({ id }) => id)).toContain('sales-summary');
      const [reply] = jsonLines<AnalysisReply>(await inglenook(['analyze', 'sales-summary', '--json', ...data]));
      const summary = reply?.result as TableResult | undefined;
      const value = (key: string) => summary?.rows.find((row) => row.key === key)?.cells[1];
      expect([value('orders'), value('revenue'), value('buyers')]).toEqual([2, 30, 2]);
      const [march] = jsonLines<AnalysisReply>(
        await inglenook([
          'analyze',
          'sales-summary',
          '--json',
          '--from',
          '2026-03-02',
          '--to',
          '2026-03-03',
          '--compare',
          ...data,
        ]),
      );
      expect([march?.result, march?.previous]).toMatchObject([{ n: 1 }, { n: 1 }]);

      const path = join(dir, 'shop.html');
      const [report] = jsonLines<{ file: string; bytes: number }>(await inglenook(['report', path, '--json', ...data]));
      expect(report).toEqual({ file: path, bytes: readFileSync(path).length });
      expect(readFileSync(path, 'utf8')).toContain('Sales at a glance');
      const csv = join(dir, 'sales.csv');
      expect((await inglenook(['report', csv, '--analysis', 'sales-summary', ...data])).code).toBe(0);
      expect(readFileSync(csv, 'utf8')).not.toContain('<');

      const again = jsonLines<RunSummary>(await inglenook(['import', orders, '--json', ...data]))[0];
      expect([again?.kept, again?.updated]).toEqual([0, 0]);
      expect(again?.duplicates).toBe(run?.kept);

      for (const { id } of [run, again] as RunSummary[])
        expect(jsonLines(await inglenook(['import', '--undo', String(id), '--json', ...data]))).toEqual([
          { undone: id },
        ]);
      const [empty] = jsonLines<Status>(await inglenook(['status', '--json', ...data]));
      expect(empty?.counts).toEqual({
        people: 0,
        messages: 0,
        events: 0,
        orders: 0,
        campaigns: 0,
        figures: 0,
        imports: 0,
      });
      expect((await inglenook(['import', '--undo', String(run?.id), ...data])).code).toBe(1);
    },
    SLOW_MS,
  );

  test('a dry run looks and stores nothing', async () => {
    const data = ['--data', join(dir, 'dry')];
    const [seen] = jsonLines<Inspection[]>(await inglenook(['import', '--dry-run', '--json', orders, ...data]));
    expect(seen?.[0]).toMatchObject({ name: 'orders_export.csv', format: 'table-file', alreadyImported: false });
    const [status] = jsonLines<Status & { runs: unknown[] }>(await inglenook(['status', '--json', ...data]));
    expect(status?.counts).toEqual({
      people: 0,
      messages: 0,
      events: 0,
      orders: 0,
      campaigns: 0,
      figures: 0,
      imports: 0,
    });
    expect(status?.runs).toEqual([]);
  });

  test(
    'a mapping goes out as a file, and a file with the same columns is read by it',
    async () => {
      const data = ['--data', join(dir, 'mapped')];
      const mapping = join(dir, 'orders.inglenook-mapping.json');
      expect((await inglenook(['import', '--dry-run', '--save-mapping', mapping, orders, ...data])).code).toBe(0);
      expect(readFileSync(mapping, 'utf8')).not.toContain(EMAIL);
      const [run] = jsonLines<RunSummary>(await inglenook(['import', '--mapping', mapping, orders, '--json', ...data]));
      expect(run).toMatchObject({ state: 'ready', rejected: 1 });
      const other = join(dir, 'reviews.csv');
      writeFileSync(other, 'Rating,Review,Date\n5,A fine mug indeed,2026-03-01\n4,It holds well,2026-03-02\n');
      const misfit = await inglenook(['import', '--mapping', mapping, other, ...data]);
      expect([misfit.code, misfit.out]).toEqual([1, '']);
      expect(misfit.err).toContain('for a table with other columns');
    },
    SLOW_MS,
  );

  test('words instead of JSON: the same figures, for people', async () => {
    const data = ['--data', join(dir, 'words')];
    const told = await inglenook(['import', orders, ...data]);
    expect(told.out).toMatch(/^orders_export\.csv .*1 not readable\n.*lines 4\)\n$/s);
    expect((await inglenook(['status', ...data])).out).toContain('Nothing leaves this computer.');
    expect((await inglenook(['analyze', 'sales-summary', ...data])).out).toMatch(/revenue +30 +money/);
    expect((await inglenook(['analyze', ...data])).out).toContain('rfm-segments');
    expect((await inglenook(['call', ...data])).out).toContain('imports.inspect');
  });
});

test(
  'call: a file that the answer holds is written where asked, and over nothing',
  async () => {
    const data = ['--data', join(dir, 'handed-out')];
    const out = join(dir, 'register.csv');
    const register = ['call', 'rights.register', '{}', '--out', out, ...data];
    const made = await inglenook(register);
    expect(JSON.parse(made.out)).toMatchObject({ mime: 'text/csv', bytes: readFileSync(out).length });
    expect((await inglenook(register)).code).toBe(2);
  },
  SLOW_MS,
);

test('an error log is refused in plain words, and nothing is kept', async () => {
  const data = ['--data', join(dir, 'refused')];
  const dry = await inglenook(['import', '--dry-run', errorLog, ...data]);
  expect([dry.code, dry.out]).toEqual([1, expect.stringContaining('This looks like an Apache error log.')]);
  const { code, out, err } = await inglenook(['import', errorLog, ...data]);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('This looks like an Apache error log.');
  expect(err + dry.out + dry.err).not.toMatch(/canary|10\.0\.0\./);
  const [status] = jsonLines<Status & { runs: unknown[] }>(await inglenook(['status', '--json', ...data]));
  expect([status?.counts.imports, status?.runs]).toEqual([0, []]);
});

test(
  'an encrypted workspace opens with the passphrase from environment, file or standard input, and never without',
  async () => {
    const data = ['--data', join(dir, 'sealed')];
    const passphrase = 'a quiet well-lit workroom';
    const input = JSON.stringify({ passphrase });
    const env = { INGLENOOK_PASSPHRASE: passphrase };
    expect((await inglenook(['call', 'vault.setPassphrase', '-', ...data], { input })).code).toBe(0);
    const sealed = await inglenook(['call', 'vault.seal', '-', ...data], { input });
    expect([sealed.code, sealed.err, JSON.parse(sealed.out)]).toEqual([
      0,
      '',
      expect.objectContaining({ kind: 'sealing', state: 'done' }),
    ]);
    const shut = await inglenook(['status', ...data]);
    expect([shut.code, shut.out]).toEqual([3, '']);
    expect(shut.err).toContain('This workspace is encrypted.');
    const wrong = await inglenook(['status', ...data], { env: { INGLENOOK_PASSPHRASE: 'not this one at all' } });
    expect([wrong.code, wrong.err.trim()]).toEqual([3, 'That is not the passphrase.']);
    expect((await inglenook(['import', orders, ...data], { env })).code).toBe(0);
    const status = await inglenook(['status', '--passphrase-file', '-', ...data], { input: `${passphrase}\n` });
    expect([status.code, status.out]).toEqual([
      0,
      expect.stringContaining('Everything in this workspace is encrypted'),
    ]);
    for (const name of readdirSync(join(dir, 'sealed')))
      expect(readFileSync(join(dir, 'sealed', name)).includes('Mug'), name).toBe(false);
  },
  SLOW_MS,
);

test(
  'a locked store says so with exit code 3; the passphrase comes by environment or file',
  async () => {
    const store = join(dir, 'locked');
    const data = ['--data', store];
    const passphrase = 'a quiet well-lit workroom';
    const set = await inglenook(['call', 'vault.setPassphrase', JSON.stringify({ passphrase }), ...data]);
    expect([set.code, set.out]).toEqual([0, '{"protection":"passphrase"}\n']);
    const locked = await inglenook(['import', orders, ...data]);
    expect([locked.code, locked.out]).toEqual([3, '']);
    expect(locked.err).toContain('INGLENOOK_PASSPHRASE');
    const wrong = await inglenook(['import', orders, ...data], {
      env: { INGLENOOK_PASSPHRASE: 'not this one at all' },
    });
    expect([wrong.code, wrong.out]).toEqual([3, '']);
    const opened = await inglenook(['import', orders, '--json', ...data], {
      env: { INGLENOOK_PASSPHRASE: passphrase },
    });
    expect(opened.code).toBe(0);
    expect(jsonLines<RunSummary>(opened)[0]?.kept).toBeGreaterThan(0);
    const file = join(dir, 'passphrase.txt');
    writeFileSync(file, `${passphrase}\n`, { mode: 0o600 });
    expect((await inglenook(['import', orders, '--passphrase-file', file, ...data])).code).toBe(0);
    // Reading needs no passphrase: names are not in what is read.
    const status = await inglenook(['status', ...data]);
    expect([status.code, status.out]).toEqual([0, expect.stringContaining('protected by a passphrase and locked')]);
    expect((await inglenook(['analyze', 'sales-summary', ...data])).code).toBe(0);
    for (const said of [set, locked, wrong, opened]) expect(said.out + said.err).not.toContain(passphrase);
  },
  SLOW_MS,
);

test(
  'nothing about a person is said, whatever is asked',
  async () => {
    const data = ['--data', join(dir, 'canary')];
    const bad = join(dir, 'nearly.csv');
    writeFileSync(bad, `${EMAIL};${PHONE}\n"unfinished ${EMAIL}`);
    const commands = [
      ['import', '--dry-run', orders],
      ['import', '--dry-run', '--json', orders, bad, errorLog],
      ['import', orders],
      ['import', bad],
      ['analyze', 'suggestions', '--params', JSON.stringify({ person: EMAIL })],
      ['analyze', 'no-such', '--params', EMAIL],
      ['call', 'privacy.people', '{"offset":0,"limit":50}'],
      ['lab', 'rfm-segments', orders],
    ];
    for (const args of commands) {
      const said = await inglenook([...args, ...data]);
      expect(said.out + said.err, args.join(' ')).not.toMatch(/canary|900471|900 ?471/);
    }
  },
  SLOW_MS,
);

test('the lab reads standard input and needs no store', async () => {
  const input = 'person,at,page\na,2026-01-01T10:00:00Z,/\na,2026-01-01T10:01:00Z,/cart\nb,2026-01-01T11:00:00Z,/\n';
  const said = await inglenook(['lab', 'funnel', '-', '--json', '--params', '{"steps":["/","/cart"]}'], { input });
  expect([said.code, said.err]).toEqual([0, '']);
  expect(jsonLines<Record<string, unknown>>(said)).toMatchObject([
    { step: '/', people: 2 },
    { step: '/cart', people: 1, 'of-first': 0.5 },
  ]);
  const missing = await inglenook(['lab', 'funnel', '-', '--params', '{"steps":["/","/cart"]}'], {
    input: 'person,page\n1,2\n',
  });
  expect([missing.code, missing.out]).toEqual([1, '']);
  expect(missing.err).toContain('column: at');
});

test('sample: the same files again, and a folder of one’s own', async () => {
  const files = async (name: string) => {
    const out = join(dir, name);
    const said = await inglenook([
      'sample',
      '--rows',
      '1000',
      '--seed',
      '9',
      '--end',
      '2026-11-01',
      '--out',
      out,
      '--json',
    ]);
    return jsonLines<{ files: string[] }>(said)[0]?.files.map((file) => readFileSync(file).toString('base64'));
  };
  const first = await files('sample-a');
  expect(first?.length).toBe(8);
  expect(await files('sample-b')).toEqual(first);
});
