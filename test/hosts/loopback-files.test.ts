import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { safeName } from '../../src-main/hosts/loopback/uploads.ts';
import { type Rig, replyOf, startRig } from './loopback-rig.ts';

const LIMIT = 200_000;
let rig: Rig;
let cookie: string;
beforeAll(async () => {
  rig = await startRig({ uploadLimitBytes: LIMIT });
  cookie = await rig.signIn();
});
afterAll(() => rig.stop());

const upload = (name: string, body: string | Buffer) =>
  rig.send('PUT', `/upload?name=${encodeURIComponent(name)}`, { cookie, origin: rig.loopback.origin }, body);
const refOf = (reply: ReturnType<typeof replyOf>): string =>
  reply.ok ? (reply.value as { file: string }).file.slice('upload:'.length) : '';
const until = async (check: () => Promise<boolean>) => {
  for (let i = 0; i < 100 && !(await check()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await check()).toBe(true);
};

describe('a folder', () => {
  const put = (query: Record<string, string>, body: string) =>
    rig.send('PUT', `/upload?${new URLSearchParams(query)}`, { cookie, origin: rig.loopback.origin }, body);

  it('is handed over file by file, and lies in the inbox as it was', async () => {
    const first = await put({ name: 'Takeout', path: 'YouTube/comments.csv' }, 'a');
    const id = refOf(replyOf(first));
    const into = `upload:${id}`;
    expect(refOf(replyOf(await put({ name: 'Takeout', path: 'YouTube/more/../../x.csv', into }, 'b')))).toBe(id);
    const folder = join(rig.inboxDir, id);
    expect(await readdir(folder)).toEqual(['Takeout']);
    expect(await readFile(join(folder, 'Takeout/YouTube/comments.csv'), 'utf8')).toBe('a');
    // Steps that would lead out are names like any other.
    expect((await readdir(join(folder, 'Takeout', 'YouTube', 'more'), { recursive: true })).sort()).toEqual([
      'file',
      'file/file',
      'file/file/x.csv',
    ]);
  });

  it.each(['upload:0123456789abcdef0123456789abcdef', 'upload:../..', '../secret', ''])(
    'is not made anew under a reference of the page’s own choosing: %s',
    async (into) => {
      const answer = replyOf(await put({ name: 'a', path: 'b.csv', into }, 'b'));
      expect(answer.ok).toBe(false);
    },
  );
});

describe('static files', () => {
  it('serves the renderer with types, tags and caching', async () => {
    const page = await rig.send('GET', '/', { cookie });
    expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    const script = await rig.send('GET', '/assets/index-Ab3_dE9x.js', { cookie });
    expect(script.body.toString()).toBe('export {};');
    expect(script.headers['cache-control']).toContain('immutable');
    const plain = await rig.send('GET', '/plain.txt', { cookie });
    expect(plain.headers['cache-control']).toBe('private, no-cache');
    const again = await rig.send('GET', '/plain.txt', { cookie, 'if-none-match': String(plain.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const head = await rig.send('HEAD', '/plain.txt', { cookie });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '5', 0]);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/..%c0%af..%c0%afsecret.txt',
    '/plain.txt%00.html',
    '/plain.txt%00',
    '/assets/',
    '/assets',
    '/./plain.txt',
    '/assets/../plain.txt',
    '/%70lain.txt',
    '/plain.txt/',
    '/index.html/../../secret.txt',
    '/C:/secret.txt',
    '/__proto__',
    '/constructor',
    '/file:///etc/hostname',
    '/%',
  ])('finds nothing at %s', async (path) => {
    const got = await rig.raw(
      `GET ${path} HTTP/1.1\r\nHost: ${rig.host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    expect(got).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(got).not.toContain('outside');
  });

  it('does not survive a NUL byte in the request line', async () => {
    const got = await rig.raw(`GET /plain.txt\0 HTTP/1.1\r\nHost: ${rig.host}\r\nCookie: ${cookie}\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the nonce of the page', () => {
  it('is the same in page and policy, and new every time', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const page = await rig.send('GET', '/', { cookie });
      const nonce = /<head><meta property="csp-nonce" nonce="([\w+/=]{24})">/.exec(page.body.toString())?.[1] ?? '';
      expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`);
      expect(Number(page.headers['content-length'])).toBe(page.body.length);
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });
});

describe('uploads', () => {
  it('keeps the bytes and the name, for this user only, under an id nobody can guess', async () => {
    const bytes = Buffer.from(Array.from({ length: LIMIT }, (_, i) => i % 251));
    const answer = await upload('orders 2026.csv', bytes);
    const id = refOf(replyOf(answer));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const file = join(rig.inboxDir, id, 'orders 2026.csv');
    expect(await readFile(file)).toEqual(bytes);
    if (process.platform !== 'win32') {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(join(rig.inboxDir, id))).mode & 0o777).toBe(0o700);
      expect((await stat(rig.inboxDir)).mode & 0o777).toBe(0o700);
    }
  });

  it.each(['../../../evil.csv', '..\\..\\evil.csv', '/etc/evil.csv', 'C:\\evil.csv', 'a/../evil.csv'])(
    'makes %s a name and nothing more',
    async (name) => {
      const id = refOf(replyOf(await upload(name, 'x')));
      expect(await readdir(join(rig.inboxDir, id))).toEqual(['evil.csv']);
    },
  );

  it.each([
    ['', 'file'],
    ['..', 'file'],
    ['.', 'file'],
    ['.hidden', 'hidden'],
    ['a\0b\u202ec.csv', 'a_b_c.csv'],
    ['what?<>|*".csv', 'what______.csv'],
    [`${'long'.repeat(100)}.tar.gz`, `${'long'.repeat(100).slice(0, 113)}.tar.gz`],
  ])('writes the name %j as %j', (given, kept) => {
    expect(safeName(given)).toBe(kept);
  });

  it('refuses what is too large, announced or not, and keeps nothing of it', async () => {
    const before = (await readdir(rig.inboxDir)).length;
    const big = await upload('big.csv', Buffer.alloc(LIMIT + 1));
    expect(big.status).toBe(413);
    expect(replyOf(big)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    const head = `PUT /upload?name=a HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\n`;
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const got = await rig.raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(4)}`);
    expect(got).toMatch(/^HTTP\/1\.1 413 /);
    await until(async () => (await readdir(rig.inboxDir)).length === before);
  });

  it('keeps nothing when less comes than the header said', async () => {
    const before = (await readdir(rig.inboxDir)).length;
    const head = `PUT /upload?name=a HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\n`;
    await rig.raw(`${head}Content-Length: 1000\r\n\r\nshort`, 300);
    await until(async () => (await readdir(rig.inboxDir)).length === before);
  });

  it('stores only what the header said when more comes', async () => {
    const head = `PUT /upload?name=lies.csv HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\n`;
    const got = await rig.raw(`${head}Content-Length: 5\r\n\r\n12345${'6'.repeat(500_000)}`);
    // What comes on top is read as a next request and refused; that may overtake the answer to the first.
    expect(got).toMatch(/HTTP\/1\.1 400 /);
    for (const id of await readdir(rig.inboxDir)) {
      // The refusal may be removing it at this moment: then nothing is kept.
      const kept = await readFile(join(rig.inboxDir, id, 'lies.csv'), 'utf8').catch(() => '');
      expect('12345'.startsWith(kept)).toBe(true);
    }
  });

  it('refuses lengths that are no numbers', async () => {
    for (const length of ['-1', '1e9', '0x10', '5, 6']) {
      const head = `PUT /upload?name=a HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\n`;
      expect(await rig.raw(`${head}Content-Length: ${length}\r\n\r\nabcdef`)).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('removes a file once it is imported, and keeps it when the import failed', async () => {
    rig.probe.answers.set('imports.start', () => ({ job: 7 }));
    const good = refOf(replyOf(await upload('good.csv', 'x')));
    const job = { id: 7, kind: 'import', state: 'failed' };
    await rig.call(cookie, 'imports.start', { sources: [{ file: `upload:${good}` }] });
    rig.probe.emit('jobs.progress', job);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await access(join(rig.inboxDir, good, 'good.csv'));
    await rig.call(cookie, 'imports.start', { sources: [{ file: `upload:${good}` }, { file: '../../secret.txt' }] });
    rig.probe.emit('jobs.progress', { ...job, state: 'done' });
    await until(async () => !(await readdir(rig.inboxDir)).includes(good));
    await access(join(rig.dir, 'secret.txt'));
  });

  it('empties the inbox at start and removes it at the end', async () => {
    const other = await startRig();
    onTestFinished(() => other.stop());
    await other.loopback.close();
    await expect(access(other.inboxDir)).rejects.toThrow();
    await mkdir(join(other.inboxDir, 'left'), { recursive: true });
    await writeFile(join(other.inboxDir, 'left', 'over.csv'), 'x');
    const next = await startRig({ inboxDir: other.inboxDir });
    onTestFinished(() => next.stop());
    expect(await readdir(other.inboxDir)).toEqual([]);
  });
});
