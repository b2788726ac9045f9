import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseKeyFile, unlockWithPassphrase } from '../../src-main/privacy/keys.ts';
import { personSeal } from '../../src-main/privacy/person-seal.ts';
import { readBackup, ringOfBackup } from '../../src-main/services/backup-file.ts';
import { openKeysFile } from '../../src-main/services/backup-keys.ts';
import { open as openValue } from '../../src-main/privacy/vault.ts';
import { openFile } from '../../src-main/store/cipher.ts';
import { openWriter } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { folderOf } from '../../src-main/store/workspaces.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, contentsOf, freshDir, importFiles, neededParams } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';
const BACKUP = 'carried on a memory stick';

/** Invented, and found nowhere else; nobody else writes of them. */
const PLANTED = {
  email: 'isolde.vantresk@example.com',
  phone: '+44 7700 900654',
  name: 'Isolde Vantresk',
  handle: 'isoldevt',
  order: 'ORD-77120',
  page: '/account/private-17-isolde',
  text: 'The zephyrine kettle wobbles on my hob',
  tag: '#zephyrinelove',
  referrer: 'https://isoldeblog.example/',
  review: 'vt-review-900',
} as const;
/** Every value, and words of it that nobody else has. */
const NEEDLES = [...Object.values(PLANTED), 'vantresk', 'zephyrine', 'isolde', 'private-17', '900654', '77120'];

const shopFile = (n: number) => {
  const rows = Array.from(
    { length: n },
    (_, i) =>
      `ORD-${1000 + i},buyer${i % 7}@example.com,paid,2026-03-0${1 + (i % 9)} 10:00:00 +0000,yes,EUR,${10 + i}.00,0.00,${10 + i}.00,2026-03-0${1 + (i % 9)} 10:00:00 +0000,1,Mug,${10 + i}.00,M1,Buyer ${i % 7} Oak,+44 7700 90011${i % 7}`,
  );
  return `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Phone
${PLANTED.order},${PLANTED.email},paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,0.00,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00,M1,${PLANTED.name},${PLANTED.phone}
${rows.join('\n')}
`;
};
const REVIEWS = `Review ID,Date,Rating,Review,Author,Author email
${PLANTED.review},2026-03-04T10:00:00Z,5,"${PLANTED.text} ${PLANTED.tag}",${PLANTED.handle},${PLANTED.email}
r2,2026-03-04T11:00:00Z,1,"The mug broke after a week #mugs",ben_o,buyer1@example.com
r3,2026-03-05T11:00:00Z,4,"Great mug and quick delivery #mugs",cleo_a,buyer2@example.com
r4,2026-03-06T11:00:00Z,2,"Delivery was slow, the mug is fine",dan_x,buyer3@example.com
`;
const EVENTS = `visitor id,email,timestamp,page,referrer
c-9${PLANTED.handle},${PLANTED.email},2026-03-02T10:00:00Z,${PLANTED.page},${PLANTED.referrer}
c-9${PLANTED.handle},${PLANTED.email},2026-03-02T10:01:00Z,/cart,
c-2,buyer1@example.com,2026-03-02T10:01:00Z,/cart,
c-2,buyer1@example.com,2026-03-02T10:02:00Z,/mugs,
c-3,buyer2@example.com,2026-03-03T10:02:00Z,/mugs,https://search.example/
c-4,buyer3@example.com,2026-03-03T11:02:00Z,/cart,https://search.example/
`;
const CUSTOMERS = `Customer ID,Email,Phone,Name,Accepts Email Marketing,Country
990,${PLANTED.email},${PLANTED.phone},${PLANTED.name},yes,GB
882,buyer1@example.com,+44 7700 900111,Buyer 1 Oak,no,GB
`;

function writeFiles(dir: string): string[] {
  mkdirSync(dir, { recursive: true });
  const files: [string, string][] = [
    ['orders_export.csv', shopFile(30)],
    ['reviews.csv', REVIEWS],
    ['events.csv', EVENTS],
    ['customers.csv', CUSTOMERS],
  ];
  return files.map(([name, content]) => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  });
}

const findIn = (bytes: Buffer): string[] => {
  // Copies of even length that begin at their own place: Node's decoder writes beyond its room for others.
  const even = (from: number) => Buffer.from(bytes.subarray(from, from + ((bytes.length - from) & ~1)));
  const texts = [bytes.toString('latin1'), even(0).toString('utf16le'), even(1).toString('utf16le')].map((text) =>
    text.toLowerCase(),
  );
  return NEEDLES.filter((needle) => texts.some((text) => text.includes(needle.toLowerCase())));
};

/**
 * What somebody reads from a backup who has its passphrase, a file of keys and every secret of the folder that it was made in:
 * all bytes of the store in it, with every row opened that any key opens, and every sealed identifier in those.
 */
async function attack(data: string, backup: string, keysFile: string, scratch: string): Promise<string[]> {
  mkdirSync(scratch, { recursive: true });
  const ring = (await ringOfBackup(backup)) ?? '';
  const file = join(scratch, 'inglenook.db');
  rmSync(file, { force: true });
  for await (const _ of readBackup(backup, BACKUP, file));
  const { keys, keep } = openKeysFile(readFileSync(keysFile), BACKUP, ring);
  const { dataKey } = unlockWithPassphrase(
    parseKeyFile(JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8'))),
    PASSPHRASE,
  );
  const seal = personSeal(keys, ring, (size) => new Uint8Array(size));
  const read: Buffer[] = [readFileSync(file), Buffer.from(JSON.stringify(keep))];
  const db = openFile(file, null, { readonly: true });
  const rows = all<{ number: number; data: Uint8Array }>(db, 'SELECT number, data FROM sealed_rows');
  const orders = all<{ number: number; segment: number; data: Uint8Array }>(
    db,
    'SELECT number, segment_id AS segment, data FROM sealed_orders',
  );
  const opened = [
    ...rows.map((row) => seal.open(row.number, 'rows', row.data)),
    ...orders.map((row) => seal.open(row.number, `orders ${row.segment}`, row.data)),
    ...all<{ name: string; data: Uint8Array }>(db, 'SELECT name, data FROM sealed_for_all').map((row) =>
      seal.openForAll(
        rows.map(({ number }) => number),
        row.name,
        row.data,
      ),
    ),
  ];
  expect(opened.some((clear) => clear !== null)).toBe(true);
  for (const clear of opened) {
    if (!clear) continue;
    read.push(Buffer.from(clear));
    // Every text of base64 in them, and what the vault's key makes of each with any hash.
    const blobs = [
      ...Buffer.from(clear)
        .toString('utf8')
        .matchAll(/\["([\w+/=]+)"\]/g),
    ].map(([, text]) => Buffer.from(text ?? '', 'base64'));
    read.push(...blobs);
    for (const hash of blobs.filter(({ length }) => length === 16))
      for (const blob of blobs)
        try {
          read.push(Buffer.from(openValue(dataKey, hash, blob)));
        } catch {
          // Not this one's.
        }
  }
  db.close();
  return findIn(Buffer.concat(read));
}

async function personOf(engine: Engine, value: string): Promise<number> {
  const [found] = (await engine.call('rights.find', { value })).people;
  if (!found) throw new Error('nobody');
  return found.card.person;
}

async function start(dir: string) {
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  for (const file of writeFiles(join(dir, 'in'))) await importFiles(engine, [file]);
  return { data, engine };
}

async function settled(engine: Engine): Promise<void> {
  for (;;) {
    const jobs = await engine.call('jobs.list', {});
    if (!jobs.some(({ state }) => state === 'running' || state === 'waiting')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Of visits, orders, and messages read and told apart. */
const ANALYSES = ['funnel', 'top-pages', 'rfm-segments', 'top-items', 'sentiment-over-time', 'hashtags', 'needs'];

async function results(engine: Engine) {
  await settled(engine);
  const found: unknown[] = [await contentsOf(engine)];
  for (const id of ANALYSES) {
    const params = neededParams(['/mugs', '/cart'])[id] ?? {};
    const { result } = await engine.call('analyses.run', { id, params, filter: ALL });
    found.push({ id, result });
  }
  return found;
}

test('an old backup with the file of keys as it is after an erasure tells nothing of whoever was erased; with the one from before it does', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const made = await engine.call('backup.make', { passphrase: BACKUP });
  const backup = join(made.folder, made.fileName);
  const keysFile = join(made.folder, made.keysName ?? '');
  const before = join(dir, 'before.inglenook-keys');
  copyFileSync(keysFile, before);
  expect(findIn(readFileSync(backup))).toEqual([]);
  const person = await personOf(engine, PLANTED.email);
  const certificate = await engine.call('rights.erase', { person, mode: 'erase' });
  expect(certificate.keyFiles).toEqual({ renewed: [made.keysName], away: [], failed: [] });
  // So that what follows can find anything at all: with the old keys nearly everything is there.
  const found = await attack(data, backup, before, join(dir, 'scratch'));
  // These formats keep no name and no user name to be read.
  const kept = NEEDLES.filter((needle) => needle !== PLANTED.name && needle !== PLANTED.handle);
  expect(found).toEqual(expect.arrayContaining(kept));
  expect(await attack(data, backup, keysFile, join(dir, 'scratch'))).toEqual([]);
  // The clear part alone, too, which needs no key of anybody.
  expect(findIn(readFileSync(join(dir, 'scratch', 'inglenook.db')))).toEqual([]);
});

test('restored, nobody is missing and every figure is the same; with somebody erased since it is as where they were erased', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  await settled(engine);
  const made = await engine.call('backup.make', { passphrase: BACKUP });
  const restore = { file: `backup:${made.fileName}`, passphrase: BACKUP };
  const whole = await engine.call('backup.restore', { ...restore, name: 'Whole' });
  expect(whole).toMatchObject({ erasedAgain: 0, gone: 0 });
  const before = await results(engine);
  expect(before.length).toBe(ANALYSES.length + 1);
  await engine.call('workspaces.open', { workspace: whole.workspace });
  expect(await results(engine)).toEqual(before);
  expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  const there = await personOf(engine, PLANTED.email);
  const { identifiers } = await engine.call('privacy.reveal', { person: there });
  expect(identifiers.map(({ value }) => value)).toContain(PLANTED.email);

  await engine.call('workspaces.open', { workspace: 'main' });
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  const person = await personOf(engine, PLANTED.email);
  await engine.call('rights.erase', { person, mode: 'erase' });
  const erased = await results(engine);
  expect(erased).not.toEqual(before);
  const less = await engine.call('backup.restore', { ...restore, name: 'Less' });
  expect(less).toMatchObject({ erasedAgain: 0, gone: 1 });
  await engine.call('workspaces.open', { workspace: less.workspace });
  expect(await results(engine)).toEqual(erased);
  expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
  const bytes = readdirSync(folderOf(data, less.workspace))
    .filter((name) => name.startsWith('inglenook.db'))
    .map((name) => readFileSync(join(folderOf(data, less.workspace), name)));
  expect(findIn(Buffer.concat(bytes))).toEqual([]);
});

test('a file of keys that is missing, damaged, of another backup or another workspace: nothing is restored, and it is said why', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const first = await engine.call('backup.make', { passphrase: BACKUP });
  const second = await engine.call('backup.make', { passphrase: PASSPHRASE });
  const keysOf = (name: string | null) => join(first.folder, name ?? '');
  const aside = join(dir, 'aside');
  renameSync(keysOf(first.keysName), aside);
  const restore = { file: `backup:${first.fileName}`, passphrase: BACKUP, name: 'Before' };
  const refused = (order: object, code: string) =>
    expect(engine.call('backup.restore', { ...restore, ...order })).rejects.toMatchObject({ code });
  await refused({}, 'backup-keys-missing');
  const bytes = readFileSync(aside);
  for (const [name, broken] of [
    ['cut', bytes.subarray(0, bytes.length - 1)],
    ['bit', Buffer.from(bytes).fill((bytes[bytes.length - 40] ?? 0) ^ 1, bytes.length - 40, bytes.length - 39)],
    ['none', Buffer.from('PK\u0003\u0004 something else')],
  ] as const) {
    writeFileSync(join(dir, name), broken);
    await refused({ keysFile: join(dir, name) }, 'backup-keys-unreadable');
  }
  // Of a later backup of the same workspace, under a passphrase of its own.
  await refused({ keysFile: `backup:${second.keysName}` }, 'backup-keys-unreadable');
  await refused({ passphrase: PASSPHRASE, keysFile: aside }, 'backup-unreadable');
  const other = openCoreHere(join(dir, 'other'));
  await other.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  const foreign = await other.call('backup.make', { passphrase: BACKUP });
  await refused({ keysFile: join(foreign.folder, foreign.keysName ?? '') }, 'backup-keys-other');
  expect(await engine.call('workspaces.list', {})).toHaveLength(1);
  expect(readdirSync(join(data, 'workspaces'))).toEqual([]);
  const later = { keysFile: keysOf(second.keysName), keysPassphrase: PASSPHRASE };
  expect(await engine.call('backup.restore', { ...restore, ...later })).toMatchObject({ gone: 0 });
  expect((await engine.call('backup.list', {})).files.map(({ keysName }) => keysName)).toEqual(
    expect.arrayContaining([null, second.keysName]),
  );
});

test('what was erased just before a crash, or while names were locked, is taken out of the keys at the next chance', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const made = await engine.call('backup.make', { passphrase: BACKUP });
  const [backup, keysFile] = [join(made.folder, made.fileName), join(made.folder, made.keysName ?? '')];
  const person = await personOf(engine, PLANTED.email);
  const ring = readFileSync(join(data, 'person-keys.bin'));
  const before = readFileSync(keysFile);
  await engine.call('rights.erase', { person, mode: 'erase' });
  await engine.close();
  // As if it had been cut off between the erasing and the writing of keys.
  writeFileSync(join(data, 'person-keys.bin'), ring);
  writeFileSync(keysFile, before);
  const db = openWriter(data);
  expect(all(db, 'SELECT * FROM dropped_numbers')).toEqual([]);
  run(db, 'INSERT INTO dropped_numbers VALUES (?, 0)', person);
  db.close();
  const again = openCoreHere(data);
  // Locked, nothing can be done yet.
  await again.call('app.status', {});
  expect(readFileSync(keysFile).equals(before)).toBe(true);
  await again.call('vault.unlock', { passphrase: PASSPHRASE });
  expect(readFileSync(keysFile).equals(before)).toBe(false);
  expect(await attack(data, backup, keysFile, join(dir, 'scratch'))).toEqual([]);
  await again.close();
  const left = openWriter(data);
  expect(all(left, 'SELECT * FROM dropped_numbers')).toEqual([]);
  left.close();
});

test('a file of keys that was moved is written where it was, one that nobody can write is named', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const names: string[] = [];
  for (let i = 0; i < 3; i++) names.push((await engine.call('backup.make', { passphrase: BACKUP })).keysName ?? '');
  const folder = join(data, 'backups');
  const [renamed, moved, kept] = names as [string, string, string];
  renameSync(join(folder, renamed), join(folder, 'mine.inglenook-keys'));
  renameSync(join(folder, moved), join(dir, 'stick.inglenook-keys'));
  // Of this workspace, but under a passphrase that it does not know: its salt is another one.
  const strange = readFileSync(join(folder, kept)).toString('latin1');
  const [magic, head = '', ...rest] = strange.split('\n');
  const other = JSON.parse(head) as { kdf: { salt: string } };
  other.kdf.salt = Buffer.alloc(32, 1).toString('base64');
  writeFileSync(
    join(folder, 'strange.inglenook-keys'),
    Buffer.from([magic, JSON.stringify(other), ...rest].join('\n'), 'latin1'),
  );
  const person = await personOf(engine, PLANTED.email);
  const { keyFiles } = await engine.call('rights.erase', { person, mode: 'erase' });
  expect(keyFiles).toEqual({
    renewed: expect.arrayContaining(['mine.inglenook-keys', kept]),
    away: [moved],
    failed: ['strange.inglenook-keys'],
  });
  expect(readdirSync(folder)).toContain(moved);
});

test('who is merged goes from older backups under every number that was theirs', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const early = await engine.call('backup.make', { passphrase: BACKUP });
  const [into, from] = [await personOf(engine, 'buyer1@example.com'), await personOf(engine, PLANTED.email)];
  await engine.call('rights.merge', { into, from });
  const late = await engine.call('backup.make', { passphrase: BACKUP });
  await engine.call('rights.erase', { person: into, mode: 'erase' });
  for (const made of [early, late])
    expect(
      await attack(
        data,
        join(made.folder, made.fileName),
        join(made.folder, made.keysName ?? ''),
        join(dir, 'scratch'),
      ),
    ).toEqual([]);
});

test('who was parted from somebody and erased is in no older backup, and whoever is left in newer ones alone', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const both = await personOf(engine, PLANTED.email);
  const read = async ({ folder, fileName, keysName }: Awaited<ReturnType<typeof make>>) =>
    attack(data, join(folder, fileName), join(folder, keysName ?? ''), join(dir, 'scratch'));
  const make = () => engine.call('backup.make', { passphrase: BACKUP });
  const old = await make();
  await engine.call('rights.split', { person: both, kind: 'phone', value: PLANTED.phone });
  const between = await make();
  const half = await personOf(engine, PLANTED.phone);
  expect(half).not.toBe(both);
  await engine.call('rights.erase', { person: half, mode: 'erase' });
  expect(await read(old)).toEqual([]);
  expect(await read(between)).toContain(PLANTED.email);
  expect(await read(await make())).toContain(PLANTED.email);
  const restored = await engine.call('backup.restore', {
    file: `backup:${between.fileName}`,
    passphrase: BACKUP,
    name: 'Between',
  });
  expect(restored.gone).toBe(1);
});

test('a file of keys that could not be written anew is told until it could', async () => {
  const dir = freshDir();
  const { data, engine } = await start(dir);
  const made = await engine.call('backup.make', { passphrase: BACKUP });
  const keysFile = join(made.folder, made.keysName ?? '');
  const behind = async () => (await engine.call('backup.list', {})).behind;
  expect(await behind()).toEqual({ names: [], waits: false });
  // Nothing can be put in the place of a folder that is not empty.
  mkdirSync(`${keysFile}.next`);
  const person = await personOf(engine, PLANTED.email);
  const before = readFileSync(keysFile);
  const { keyFiles } = await engine.call('rights.erase', { person, mode: 'erase' });
  expect(keyFiles).toEqual({ renewed: [], away: [], failed: [made.keysName] });
  expect(await behind()).toEqual({ names: [made.keysName], waits: false });
  expect(readFileSync(keysFile).equals(before)).toBe(true);
  rmSync(`${keysFile}.next`, { recursive: true });
  await engine.call('backup.make', { passphrase: BACKUP });
  expect(await behind()).toEqual({ names: [], waits: false });
  expect(await attack(data, join(made.folder, made.fileName), keysFile, join(dir, 'scratch'))).toEqual([]);
  await engine.call('vault.lock', {});
});
