import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { PLACES } from '../../shared/check.ts';
import { contract, METHOD_NAMES, type MethodName } from '../../shared/contract.ts';
import { placesIn } from '../../shared/places.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { createGrants, type Grants } from '../../src-main/hosts/electron/grants.ts';
import { answerCalls } from '../../src-main/hosts/electron/ipc.ts';
import { openCoreHere } from '../services/core-rig.ts';
import { fitting, type Shape } from '../services/fuzz/inputs.ts';
import { freshDir } from '../services/rig.ts';
import { buildHost } from '../standin/build-host.ts';
import type { Standin } from '../standin/launch.ts';
import { withHost } from '../standin/with-host.ts';

/** Found nowhere but in the file that nobody chose. */
const SECRET = 'zyzzyva-in-the-attic';
const TABLE = `Order ID,Order date,Email,Product,Quantity,Total,Currency\n1,2026-03-01,a@example.com,${SECRET},1,5.00,EUR\n2,2026-03-02,b@example.com,${SECRET},1,5.00,EUR\n`;
const shapeOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata: PLACES }) as Shape & Marked;

interface Marked {
  place?: string;
}
interface Leaf {
  /** Property names on the way, numbers of list entries left out. */
  names: string[];
  shape: Shape & Marked;
}

/** Every text an input can hold. References are not followed twice: what refers to itself brings nothing new. */
function textsIn(shape: Shape, names: string[] = [], defs = shape.$defs ?? {}, seen = new Set<string>()): Leaf[] {
  const into = (part: Shape | undefined | boolean, ...more: string[]) =>
    typeof part === 'object' ? textsIn(part, [...names, ...more], defs, seen) : [];
  if (shape.$ref !== undefined) {
    if (seen.has(shape.$ref)) return [];
    seen.add(shape.$ref);
    return into(defs[shape.$ref.split('/').at(-1) ?? '']);
  }
  return [
    ...(shape.type === 'string' ? [{ names, shape }] : []),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, part]) => into(part, name)),
    ...into(shape.items),
    ...into(shape.additionalProperties),
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((part) => into(part)),
  ];
}

const ALL_TEXTS = METHOD_NAMES.flatMap((name) =>
  textsIn(shapeOf(contract[name].input)).map((leaf) => ({ name, ...leaf, at: `${name} ${leaf.names.join('.')}` })),
);

/** Named like a place on disk, and is none. */
const NO_PLACES = new Set(['views.save view.path']);

describe('what names a file or folder', () => {
  test('is marked in the contract wherever it is named so', () => {
    const unmarked = ALL_TEXTS.filter(
      ({ names, shape }) =>
        shape.place === undefined &&
        (names.some((name) => /file|folder|path|direct|dir$|location/i.test(name)) || shape.maxLength === 4096),
    ).map(({ at }) => at);
    expect(unmarked.filter((at) => !NO_PLACES.has(at))).toEqual([]);
    expect([...NO_PLACES].filter((at) => !unmarked.includes(at))).toEqual([]);
    // Whatever an analysis takes is no place either: its parameters are not looked through.
    expect(ANALYSES.flatMap(({ params }) => textsIn(shapeOf(params))).filter(({ shape }) => shape.place)).toEqual([]);
  });

  test('is found in every input that holds one', () => {
    const marked = ALL_TEXTS.filter(({ shape }) => shape.place !== undefined);
    expect(marked.map(({ at }) => at).sort()).toEqual([
      'audits.start files',
      'backup.restore file',
      'backup.restore keysFile',
      'imports.expand files',
      'imports.inspect files',
      'imports.mappingExport file',
      'imports.mappingFit file',
      'imports.start sources.file',
      'watch.choose folder',
      'watch.ignore files',
    ]);
    for (const name of new Set(marked.map((leaf) => leaf.name))) {
      const { input } = contract[name];
      fc.assert(
        fc.property(
          fitting(shapeOf(input), { file: ['/marked'], files: ['/marked'], folder: ['/marked'] }),
          (given) => {
            const told = JSON.stringify(given).match(/"\/marked"/g) ?? [];
            expect(placesIn(input, given).filter((place) => place === '/marked')).toHaveLength(told.length);
          },
        ),
        { numRuns: 50 },
      );
    }
  });

  test('is not looked for in what cannot be one, whatever is sent', () => {
    for (const name of METHOD_NAMES)
      fc.assert(
        fc.property(fc.anything({ maxDepth: 3 }), (given) => {
          expect(Array.isArray(placesIn(contract[name].input, given))).toBe(true);
        }),
        { numRuns: 30 },
      );
  });
});

interface Reply {
  ok: boolean;
  value?: unknown;
  error?: { code: string };
}
type Handler = (event: object, ...given: unknown[]) => Promise<Reply>;

/** The host's own way from a page to the core, without a window. */
function pageOver(dataDir: string, grants: Grants) {
  const handlers = new Map<string, Handler>();
  // A watched file is offered once it has not changed for a while.
  const engine = openCoreHere(dataDir, { osKey: new Uint8Array(32).fill(7), now: () => Date.now() + 60_000 });
  answerCalls(
    { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) } as never,
    Promise.resolve(engine),
    grants,
  );
  const event = { senderFrame: { parent: null, url: 'app://bundle/index.html' } };
  return (name: string, input: unknown): Promise<Reply> => (handlers.get('api') as Handler)(event, name, input);
}

/** The input with another text in each place that holds one, one at a time. */
function* withTextReplaced(value: unknown, by: string): Generator<unknown> {
  if (typeof value === 'string') yield by;
  else if (Array.isArray(value))
    for (const [i, part] of value.entries()) for (const other of withTextReplaced(part, by)) yield value.with(i, other);
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value))
      for (const other of withTextReplaced(part, by)) yield { ...value, [name]: other };
}

/** Ends the store's life, or takes long on purpose; their texts are passphrases and ids, never places. */
const NOT_HERE: ReadonlySet<MethodName> = new Set<MethodName>([
  'vault.setPassphrase',
  'vault.unlock',
  'vault.makeRecovery',
  'vault.recover',
  'vault.seal',
  'vault.unseal',
  'vault.lock',
  'backup.make',
  'workspaces.open',
]);

/** The least that can be sent, by what names a place in it. */
const plain = (place: string): unknown[] => [
  { files: [place] },
  { file: place },
  { folder: place },
  { sources: [{ file: place }] },
];

/** What stands in a file, or the name of one that no input names: all else could be an echo. */
const tells = ({ value }: Reply): boolean => {
  const text = JSON.stringify(value) ?? '';
  return text.includes(SECRET) || text.includes('unseen.csv');
};

/** Every method with the place in each of its texts in turn; answers which of them told what the file holds. */
async function tellers(grants: Grants): Promise<string[]> {
  const dir = freshDir();
  const folder = join(dir, 'attic');
  const file = join(folder, 'secret.csv');
  mkdirSync(folder);
  writeFileSync(file, TABLE);
  writeFileSync(join(folder, 'unseen.csv'), `${TABLE}3,2026-03-03,c@example.com,Tea,1,5.00,EUR\n`);
  const call = pageOver(join(dir, 'data'), grants);
  const told = new Set<string>();
  // Imports come last: a file that was imported is offered by no watched folder.
  const names = [...METHOD_NAMES.filter((method) => method !== 'imports.start'), 'imports.start' as const];
  for (const name of names.filter((method) => !NOT_HERE.has(method))) {
    const inputs = fc.sample(fitting(shapeOf(contract[name].input), {}), { numRuns: 3, seed: 7 });
    for (const place of [file, folder])
      for (const input of [...plain(place), ...inputs.flatMap((given) => [...withTextReplaced(given, place)])]) {
        if (tells(await call(name, input))) told.add(name);
        if (name === 'watch.choose' && tells(await call('watch.list', {}))) told.add(name);
      }
  }
  const busy = async () => {
    const { value } = await call('jobs.list', {});
    return (value as { state: string }[]).filter(({ state }) => state === 'running' || state === 'waiting').length;
  };
  await expect.poll(busy, { timeout: 30_000 }).toBe(0);
  const { value: runs } = await call('imports.list', {});
  if ((runs as unknown[]).length > 0) told.add('imports.start');
  return [...told].sort();
}

describe('a file that nobody chose', () => {
  test('is told by no method, whichever of its texts names it', async () => {
    expect(await tellers(createGrants())).toEqual([]);
  });
  test('…because of the grants', async () => {
    const told = await tellers({ ...createGrants(), check: async () => {} });
    expect(told).toEqual(
      expect.arrayContaining(['imports.expand', 'imports.inspect', 'imports.start', 'watch.choose']),
    );
  });
});

// What the page of the test has on its window.
declare const inglenook: {
  call(name: string, input: unknown): Promise<Reply>;
  chooseFolder(): Promise<Reply>;
  pathsOf(files: File[]): Promise<string[]>;
};
declare const chosen: string[];

let root = '';
beforeAll(async () => {
  root = await buildHost('grants');
}, 60_000);

const ask = ({ page }: Standin, name: string, input: unknown): Promise<Reply> =>
  page.evaluate(([method, given]) => inglenook.call(method as string, given), [name, input] as const);
const inspect = async (host: Standin, file: string): Promise<string> => {
  const { ok, value, error } = await ask(host, 'imports.inspect', { files: [file] });
  return ok ? ((value as { problem: string | null }[])[0]?.problem ?? 'read') : (error?.code ?? '');
};

/** A folder with a sub-folder, two tables, and a link that leads out of it to a third. */
function lay(): { folder: string; inside: string; deep: string; outside: string; link: string } {
  const dir = freshDir();
  const folder = join(dir, 'export');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  const paths = {
    inside: join(folder, 'a.csv'),
    deep: join(folder, 'deep', 'b.csv'),
    outside: join(dir, 'outside.csv'),
  };
  for (const path of Object.values(paths)) writeFileSync(path, TABLE);
  const link = join(folder, 'link.csv');
  symlinkSync(paths.outside, link);
  return { folder, ...paths, link };
}

describe('in the window', () => {
  test('a file can be named once it was chosen, and only that one', async () => {
    await withHost({ root }, async (host) => {
      const { folder, inside, outside } = lay();
      expect(await inspect(host, inside)).toBe('file-not-allowed');
      await host.page.setInputFiles('input', [inside]);
      await expect.poll(() => host.page.evaluate(() => chosen)).toEqual([inside]);
      expect(await inspect(host, inside)).toBe('read');
      for (const other of [outside, folder, join(folder, 'deep/b.csv'), `${folder}/./a.csv`, `${inside}\0`, 'a.csv'])
        expect(await inspect(host, other), other).toBe('file-not-allowed');
      expect(
        await host.page.evaluate(async (path) => {
          await inglenook.pathsOf([new File(['x'], path), Object.assign(new File(['x'], 'a.csv'), { path })]);
          const replies = [{ files: [path] }].map((input) => inglenook.call('imports.expand', input));
          return (await Promise.all(replies)).map(({ error }) => error?.code);
        }, outside),
      ).toEqual(['file-not-allowed']);
    });
  });

  test('without the check the same page reads any file', async () => {
    await withHost({ root, without: ['grants.check'] }, async (host) => {
      expect(await inspect(host, lay().outside)).toBe('read');
    });
  });

  test('a folder chosen whole is open with all that lies in it, and nothing beside it', async () => {
    await withHost({ root }, async (host) => {
      const { folder, inside, deep, outside } = lay();
      await host.page.evaluate(() => document.querySelector('input')?.setAttribute('webkitdirectory', ''));
      await host.page.setInputFiles('input', folder);
      await expect.poll(() => host.page.evaluate(() => chosen.length)).toBeGreaterThan(0);
      for (const path of [inside, deep]) expect(await inspect(host, path)).toBe('read');
      expect(await ask(host, 'imports.expand', { files: [folder] })).toMatchObject({ ok: true });
      for (const path of [outside, join(folder, '..'), join(folder, '..', 'outside.csv')])
        expect(await inspect(host, path)).toBe('file-not-allowed');
    });
  });

  test('a folder to watch comes from the system’s dialog, not from the page, and a link in it leads nowhere', async () => {
    await withHost({ root }, async (host) => {
      const { folder, inside, link } = lay();
      const watch = (path: string) => ask(host, 'watch.choose', { folder: path });
      expect(await watch(folder)).toMatchObject({ error: { code: 'file-not-allowed' } });
      const asked: unknown[] = [];
      host.electron.browser.openDialog = (options) => {
        asked.push(options);
        return asked.length === 1 ? [] : [folder];
      };
      const choose = () => host.page.evaluate(() => inglenook.chooseFolder());
      expect(await choose()).toEqual({ ok: true, value: '' });
      expect(await watch(folder)).toMatchObject({ error: { code: 'file-not-allowed' } });
      expect(await choose()).toEqual({ ok: true, value: folder });
      expect(asked).toEqual([{ properties: ['openDirectory'] }, { properties: ['openDirectory'] }]);
      expect(await watch(folder)).toMatchObject({ ok: true, value: { folder: 'export' } });
      expect(await inspect(host, inside)).toBe('read');
      expect(await inspect(host, link)).toBe('file-not-allowed');
      expect(await watch('')).toMatchObject({ ok: true, value: { folder: '' } });
    });
  });

  test('only our own page may choose', async () => {
    await withHost({ root }, async ({ electron }) => {
      const { outside } = lay();
      const from = (url: string, channel: string, args: unknown[]) =>
        electron.ask('invoke', 1, { url, isTop: true }, channel, args);
      for (const channel of ['chosen', 'choose-folder'])
        expect(await from('https://outside.example/', channel, [])).toMatchObject({
          error: { code: 'not-allowed-here' },
        });
      for (const wrong of [null, 'x', [{ path: outside }], [{ path: 7, below: '' }], [outside]])
        expect(await from('app://bundle/index.html', 'chosen', [wrong])).toMatchObject({
          error: { code: 'invalid-input' },
        });
    });
  });
});

describe('a folder from a file in it', () => {
  const after = async (path: string, below: string, place: string) => {
    const grants = createGrants();
    await grants.addChosen([{ path, below }]);
    return grants.check('imports.expand', { files: [place] }).then(
      () => true,
      () => false,
    );
  };
  test('is what the browser calls it, and nothing above', async () => {
    expect(await after('/u/x/export/deep/b.csv', 'export/deep/b.csv', '/u/x/export')).toBe(true);
    for (const [below, place] of [
      ['', '/u/x/export/deep'],
      ['b.csv', '/u/x/export/deep'],
      ['deep/b.csv', '/u/x/export'],
      ['other/deep/b.csv', '/u/x/export'],
      ['../../export/deep/b.csv', '/u/x'],
      ['x/../x/export/deep/b.csv', '/u'],
      ['export/deep/b.csv', '/u/x'],
      ['export/deep/b.csv', '/u/x/export2'],
    ] as const)
      expect(await after('/u/x/export/deep/b.csv', below, place), `${below} ${place}`).toBe(false);
  });
});
