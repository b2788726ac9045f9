import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { detectFile } from '../../src-main/import/detect.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { openSource } from '../../src-main/import/source.ts';
import { makeZip, type ZipMember } from './zip-maker.ts';

const dir = mkdtempSync(join(tmpdir(), 'inglenook-hostile-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let files = 0;
const put = (bytes: Uint8Array | string, name = `file-${files++}.dat`): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

async function sizeOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of chunks) size += chunk.length;
  return size;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return Buffer.concat(parts).toString();
}

/** Why an archive, or the member read from it, is refused; '' when it is not. Anything but an AppError is thrown on. */
async function refusal(bytes: Uint8Array, member?: string): Promise<string> {
  try {
    const { source, close } = await openSource(put(bytes));
    try {
      for (const { path } of source.members) if (path === (member ?? path)) await sizeOf(source.member(path));
    } finally {
      close();
    }
    return '';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${Object.values(error.facts).join()}`;
  }
}

const refused = (reason: string): string => `file-unreadable ${reason}`;

async function listing(bytes: Uint8Array): Promise<Record<string, string>> {
  const { source, close } = await openSource(put(bytes));
  const found: Record<string, string> = {};
  for (const { path } of source.members) found[path] = await textOf(source.member(path));
  close();
  return found;
}

const fine: ZipMember = { name: 'fine.txt', data: 'fine' };

describe('zip bombs', () => {
  it('a member that grows beyond all measure is refused before a byte of it is read', async () => {
    const zeros = Buffer.alloc(48 * 1024 ** 2);
    expect(await refusal(makeZip([fine, { name: 'zeros', data: zeros }]), 'zeros')).toBe(refused('ratio'));
  });

  it('says too little about its size: no more than that comes out', async () => {
    const zeros = Buffer.alloc(8 * 1024 ** 2);
    const zip = makeZip([{ name: 'zeros', data: zeros, said: { size: 1000 } }]);
    const { source, close } = await openSource(put(zip));
    let most = 0;
    await expect(
      (async () => {
        for await (const chunk of source.member('zeros')) most += chunk.length;
      })(),
    ).rejects.toMatchObject({ code: 'file-unreadable', facts: { reason: 'damaged' } });
    expect(most).toBeLessThanOrEqual(1000);
    close();
  });

  it('says too much about its size: the end comes early, and is said', async () => {
    const zip = makeZip([{ name: 'short', data: 'short', said: { size: 500 } }]);
    expect(await refusal(zip)).toBe(refused('damaged'));
  });

  it.each([
    ['a stored member whose sizes differ', { name: 'a', data: 'abc', stored: true, said: { size: 4 } }],
    ['a member that ends behind the file', { name: 'a', data: 'abc', said: { compressed: 2 ** 31 } }],
    ['a member that lies behind the file', { name: 'a', data: 'abc', said: { offset: 2 ** 31 } }],
    ['a member with another checksum', { name: 'a', data: 'abc', said: { crc: 1 } }],
  ])('%s', async (_, member: ZipMember) => {
    expect(await refusal(makeZip([member]))).toBe(refused('damaged'));
  });

  it('sizes of hundreds of terabytes', async () => {
    const zip = makeZip([{ name: 'a', data: 'abc', zip64: true, said: { size: 2 ** 50 } }], { zip64: true });
    expect(await refusal(zip)).toBe(refused('too-large'));
  });

  it('more members than any export has', async () => {
    expect(await refusal(makeZip([fine], { entries: 2 ** 40, zip64: true }))).toBe(refused('too-many-members'));
    expect(await refusal(makeZip([fine], { entries: 3 }))).toBe(refused('damaged'));
  });

  it('members that share their bytes', async () => {
    const data = Buffer.alloc(1000, 'x');
    const twice = makeZip([
      { name: 'a', data },
      { name: 'b', data, said: { offset: 0 } },
    ]);
    expect(await refusal(twice)).toBe(refused('overlapping'));
    const nested = makeZip([
      { name: 'a', data, said: { compressed: 200 } },
      { name: 'b', data },
    ]);
    expect(await refusal(nested)).toBe(refused('overlapping'));
  });
});

describe('names in archives', () => {
  const names = [
    '../up.txt',
    '/etc/passwd',
    'a/../../b',
    '..\\up.txt',
    '\\\\server\\share',
    'C:\\up.txt',
    'a\\..\\..\\b',
  ];

  it.each(names)('zip: %s is refused', async (name) => {
    expect(await refusal(makeZip([fine, { name, data: 'x' }]))).toBe(refused('unsafe-name'));
  });

  it.each(names)('tar: %s is refused', async (name) => {
    expect(
      await refusal(
        await tarOf([
          { name: 'fine', data: 'x' },
          { name, data: 'x' },
        ]),
      ),
    ).toBe(refused('unsafe-name'));
    expect(await refusal(gzipSync(await tarOf([{ name, data: 'x' }])))).toBe(refused('unsafe-name'));
  });

  it('backslashes as Windows programs write them are folders', async () => {
    expect(await listing(makeZip([{ name: 'posts\\a.txt', data: 'x' }]))).toEqual({ 'posts/a.txt': 'x' });
    expect(await listing(await tarOf([{ name: 'posts\\a.txt', data: 'x' }]))).toEqual({ 'posts/a.txt': 'x' });
  });

  it('are read as UTF-8 where they say so and in the old code page where not', async () => {
    const zip = makeZip([
      { name: 'Größe.txt', data: 'utf-8', flags: 0x800 },
      { name: Buffer.from([0x47, 0x72, 0x94, 0xe1, 0x65, 0x2e, 0x63, 0x73, 0x76]), data: 'cp437' },
      { name: Buffer.from([0x61, 0xff, 0xfe]), data: 'broken', flags: 0x800 },
    ]);
    expect(await listing(zip)).toEqual({ 'Größe.txt': 'utf-8', 'Größe.csv': 'cp437', 'a\ufffd\ufffd': 'broken' });
  });

  it('given twice: the later counts', async () => {
    const zip = makeZip([
      { name: 'a', data: 'one' },
      { name: 'a', data: 'two' },
    ]);
    expect(await listing(zip)).toEqual({ a: 'two' });
    const tar = await tarOf([
      { name: 'a', data: 'one' },
      { name: './a', data: 'two' },
    ]);
    expect(await listing(tar)).toEqual({ a: 'two' });
  });

  it('like those of every object’s own parts do no harm', async () => {
    const members = ['__proto__', 'constructor', 'toString'].map((name) => ({ name, data: name }));
    const { source, close } = await openSource(put(makeZip(members)));
    expect(source.members.map(({ path }) => path)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(await textOf(source.member('__proto__'))).toBe('__proto__');
    await expect(sizeOf(source.member('hasOwnProperty'))).rejects.toMatchObject({ code: 'file-missing' });
    close();
  });
});

interface TarMember {
  name: string;
  data?: Buffer | string;
  type?: 'symlink' | 'link' | 'fifo' | 'character-device' | 'directory';
  linkname?: string;
}

async function tarOf(members: readonly TarMember[]): Promise<Buffer> {
  const tar = pack();
  for (const { data = '', ...header } of members) tar.entry({ ...header, mtime: new Date(0) }, Buffer.from(data));
  tar.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of tar) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

describe('kinds of members', () => {
  it('links in a zip are left out', async () => {
    const zip = makeZip([fine, { name: 'link', data: '/etc/passwd', attributes: 0o120777 * 2 ** 16 }]);
    expect(await listing(zip)).toEqual({ 'fine.txt': 'fine' });
  });

  it('links, devices and pipes in a tar are left out', async () => {
    const tar = await tarOf([
      { name: 'fine.txt', data: 'fine' },
      { name: 'soft', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'hard', type: 'link', linkname: '/etc/passwd' },
      { name: 'pipe', type: 'fifo' },
      { name: 'device', type: 'character-device' },
      { name: 'folder', type: 'directory' },
    ]);
    expect(await listing(tar)).toEqual({ 'fine.txt': 'fine' });
  });

  it.each([
    ['zip', async (inner: ZipMember[]) => makeZip(inner)],
    ['tar', async (inner: ZipMember[]) => tarOf(inner as TarMember[])],
    ['tar.gz', async (inner: ZipMember[]) => gzipSync(await tarOf(inner as TarMember[]))],
  ])('archives inside a %s stay shut, and are said so', async (_, make) => {
    const log = '203.0.113.7 - - [01/Mar/2025:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n';
    const bytes = await make([
      { name: 'access.log', data: log },
      { name: 'part-2.zip', data: makeZip([fine]) },
      { name: 'access.log.tgz', data: gzipSync(log) },
      { name: 'disguised.log', data: makeZip([fine]) },
      { name: 'sheet.xlsx', data: makeZip([fine]) },
    ]);
    const { head, source, close } = await openSource(put(bytes));
    expect(await sizeOf(source.member('part-2.zip'))).toBe(0);
    expect(await sizeOf(source.member('access.log.tgz'))).toBe(0);
    expect(await sizeOf(source.member('disguised.log'))).toBe(0);
    expect((await head.memberHead('part-2.zip', 10)).length).toBe(0);
    expect(await sizeOf(source.member('sheet.xlsx'))).toBe(makeZip([fine]).length);
    const { format, ignored } = await detectFile(head, FORMATS);
    expect(format).toBe('access-log');
    const why = 'Not read: an archive inside an archive.';
    expect(ignored.filter((entry) => entry.why === why).map(({ member }) => member)).toEqual([
      'part-2.zip',
      'access.log.tgz',
    ]);
    expect(ignored.filter(({ member }) => member === 'part-2.zip').length).toBe(1);
    close();
  });

  it('encrypted members are said to be so', async () => {
    const secret: ZipMember = { name: 'secret', data: 'x'.repeat(50), flags: 1 };
    expect(await refusal(makeZip([secret]))).toBe(refused('encrypted'));
    expect(await refusal(makeZip([fine, secret]), 'secret')).toBe(refused('encrypted'));
    expect(await refusal(makeZip([fine, secret]), 'fine.txt')).toBe('');
  });

  it('reads 64-bit archives, sizes behind the data, and empty members', async () => {
    const members: ZipMember[] = [
      { name: 'large', data: 'large'.repeat(1000), zip64: true },
      { name: 'streamed', data: 'streamed'.repeat(1000), flags: 8 },
      { name: 'stored', data: 'stored', stored: true },
      { name: 'nothing', data: '', stored: true },
      { name: 'folder/', data: '', stored: true },
    ];
    for (const zip64 of [false, true])
      expect(await listing(makeZip(members, { zip64 }))).toEqual({
        large: 'large'.repeat(1000),
        streamed: 'streamed'.repeat(1000),
        stored: 'stored',
        nothing: '',
      });
  });
});

describe('cut and damaged archives', () => {
  const noise = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * i * 7919) >> 5));

  it.each([
    ['zip', async () => makeZip([{ name: 'a', data: noise }, fine])],
    ['tar', async () => tarOf([{ name: 'a', data: noise }])],
    ['tar.gz', async () => gzipSync(await tarOf([{ name: 'a', data: noise }]))],
    ['tar.zst', async () => zstdCompressSync(await tarOf([{ name: 'a', data: noise }]))],
  ])('%s: cut anywhere, it is refused', async (_, make) => {
    const whole = await make();
    expect(await refusal(whole)).toBe('');
    for (const share of [0.03, 0.3, 0.6, 0.9]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      expect(await refusal(cut)).toBe(refused('damaged'));
    }
  });

  it('a gzip and a zstd file that were cut give what was there, then say so', async () => {
    for (const packed of [gzipSync(noise), zstdCompressSync(noise)]) {
      const path = put(packed.subarray(0, packed.length - 9));
      await expect(openSource(path).then(({ source }) => sizeOf(source.bytes()))).rejects.toMatchObject({
        facts: { reason: 'damaged' },
      });
    }
  });

  it('a tar whose header claims more than there is', async () => {
    const tar = await tarOf([{ name: 'a', data: 'abc' }]);
    tar.write('77777777777', 124, 'latin1');
    let sum = 0;
    for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : (tar[i] as number);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(await refusal(tar)).toBe(refused('damaged'));
  });

  it('a tar with a header that goes on for ever', async () => {
    const tar = await tarOf([{ name: 'n'.repeat(300), data: 'abc' }]);
    tar.write('77777777777', 124, 'latin1');
    let sum = 0;
    for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : (tar[i] as number);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(await refusal(tar)).toBe(refused('damaged'));
  });

  it('a packed tar that grows beyond all measure is left after the first megabytes', async () => {
    const bomb = gzipSync(await tarOf([{ name: 'zeros', data: Buffer.alloc(96 * 1024 ** 2) }]));
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(bomb)).toBe(refused('ratio'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(96 * 1024 ** 2);
  });

  it('a damaged header in the middle of a tar', async () => {
    const tar = await tarOf([
      { name: 'a', data: 'abc' },
      { name: 'b', data: 'def' },
    ]);
    tar.fill(0xff, 1024, 1100);
    expect(await refusal(tar)).toBe(refused('damaged'));
  });

  it('an archive without members, and one of rubbish', async () => {
    expect(await listing(makeZip([]))).toEqual({});
    expect(await refusal(Buffer.from('PK\x05\x06'))).toBe(refused('damaged'));
    expect(await refusal(Buffer.concat([Buffer.from('PK\x03\x04'), noise]))).toBe(refused('damaged'));
  });
});
