import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src-main/hosts/loopback/server.ts';
import { METHOD_NAMES } from '../../shared/contract.ts';
import { type Rig, replyOf, startRig } from './loopback-rig.ts';

let rig: Rig;
let cookie: string;
beforeAll(async () => {
  rig = await startRig();
  rig.probe.answers.set('app.status', () => ({ secret: 42 }));
  cookie = await rig.signIn();
});
afterAll(() => rig.stop());

describe('who may talk to the host', () => {
  it('lets its own page in', async () => {
    const page = await rig.send('GET', '/', { cookie, 'sec-fetch-site': 'none' });
    expect(page.status).toBe(200);
    const answer = await rig.call(cookie, 'app.status', {}, { 'sec-fetch-site': 'same-origin' });
    expect(replyOf(answer)).toEqual({ ok: true, value: { secret: 42 } });
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]', '127.0.0.1.evil.example', '2130706433'])(
    'refuses the Host %s, as after DNS rebinding, even with the cookie',
    async (name) => {
      const withPort = name.includes(':') ? name : `${name}:${rig.port}`;
      for (const host of [name, withPort]) {
        if (host === rig.host) continue;
        expect((await rig.send('GET', '/', { cookie, host })).status).toBe(421);
        expect((await rig.call(cookie, 'app.status', {}, { host })).status).toBe(421);
      }
    },
  );

  it('refuses two Host headers, none, and a host in the request line', async () => {
    const head = `Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    expect(await rig.raw(`GET / HTTP/1.1\r\nHost: ${rig.host}\r\nHost: evil.example\r\n${head}`)).toMatch(
      /^HTTP\/1\.1 4(21|00) /,
    );
    expect(await rig.raw(`GET / HTTP/1.1\r\n${head}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await rig.raw(`GET / HTTP/1.0\r\n${head}`)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await rig.raw(`GET http://evil.example/ HTTP/1.1\r\nHost: ${rig.host}\r\n${head}`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await rig.raw(`GET //evil.example/ HTTP/1.1\r\nHost: ${rig.host}\r\n${head}`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each(['http://evil.example', 'null', 'http://localhost', 'http://127.0.0.1:1', 'https://127.0.0.1'])(
    'refuses the Origin %s',
    async (origin) => {
      expect((await rig.call(cookie, 'app.status', {}, { origin })).status).toBe(403);
      expect((await rig.send('GET', '/', { cookie, origin })).status).toBe(403);
      expect((await rig.send('GET', '/events', { cookie, origin })).status).toBe(403);
    },
  );

  it('wants an Origin with everything that writes', async () => {
    const headers = { cookie, 'content-type': 'application/json' };
    expect((await rig.send('POST', '/api/app.status', headers, '{}')).status).toBe(403);
    expect((await rig.send('PUT', '/upload?name=a.csv', { cookie }, 'a')).status).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'SAME-ORIGIN', 'x'])('refuses Sec-Fetch-Site %s', async (site) => {
    expect((await rig.send('GET', '/', { cookie, 'sec-fetch-site': site })).status).toBe(403);
    expect((await rig.call(cookie, 'app.status', {}, { 'sec-fetch-site': site })).status).toBe(403);
  });

  it('refuses a call from the address bar', async () => {
    expect((await rig.call(cookie, 'app.status', {}, { 'sec-fetch-site': 'none' })).status).toBe(403);
  });

  it('never sends a CORS header, and always the protecting ones', async () => {
    const answers = [
      await rig.send('GET', '/', { cookie }),
      await rig.send('GET', '/'),
      await rig.send('OPTIONS', '/api/app.status', {
        origin: 'http://evil.example',
        'access-control-request-method': 'POST',
      }),
      await rig.call(cookie, 'app.status', {}),
      await rig.send('GET', '/nothing', { cookie }),
    ];
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src /);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['permissions-policy']).toContain('camera=()');
    }
  });
});

describe('the session', () => {
  it('opens nothing without a cookie', async () => {
    expect((await rig.send('GET', '/assets/index-Ab3_dE9x.js')).status).toBe(401);
    expect((await rig.send('GET', '/events')).status).toBe(401);
    expect((await rig.call('', 'app.status', {})).status).toBe(401);
    expect((await rig.send('PUT', '/upload?name=a', { origin: rig.loopback.origin }, 'a')).status).toBe(401);
    const page = await rig.send('GET', '/');
    expect(page.status).toBe(401);
    expect(page.body.toString()).toContain('This address no longer opens Inglenook');
  });

  it.each(['wrong', '', 'a'.repeat(43)])('refuses the cookie value "%s"', async (value) => {
    const name = cookie.split('=')[0];
    expect((await rig.call(`${name}=${value}`, 'app.status', {})).status).toBe(401);
    expect((await rig.call(`${name}=${value}; other=${cookie.split('=')[1]}`, 'app.status', {})).status).toBe(401);
  });

  it('gives a cookie that scripts and other sites cannot use, for the token, once', async () => {
    const fresh = await startRig();
    try {
      for (const wrong of ['', 'wrong', fresh.token.slice(1), `${fresh.token}A`]) {
        const answer = await fresh.send('GET', `/?token=${wrong}`);
        expect(answer.status).toBe(401);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
      expect((await fresh.send('GET', `/?token=${fresh.token}`, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await fresh.send('GET', `/x?token=${fresh.token}`)).status).toBe(401);
      const first = await fresh.send('GET', `/?token=${fresh.token}`);
      expect(first.status).toBe(303);
      expect(first.headers.location).toBe('/');
      expect(String(first.headers['set-cookie'])).toMatch(
        /^inglenook-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
      );
      const again = await fresh.send('GET', `/?token=${fresh.token}`);
      expect(again.status).toBe(401);
      expect(again.headers['set-cookie']).toBeUndefined();
      expect(again.body.toString()).toContain('Each address works once');
      const mine = String(first.headers['set-cookie']).split(';')[0] ?? '';
      expect((await fresh.send('GET', '/', { cookie: `a=b; ${mine}` })).status).toBe(200);
      // The cookie of another launch is worth nothing.
      expect((await fresh.send('GET', '/', { cookie })).status).toBe(401);
    } finally {
      await fresh.stop();
    }
  });
});

describe('calls', () => {
  it('has a route for every method of the contract', async () => {
    for (const name of METHOD_NAMES) {
      const answer = await rig.call(cookie, name, { surely: 'not a field' });
      expect([name, answer.status, replyOf(answer).ok]).toEqual([name, 200, false]);
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'app.status/', 'app%2Estatus', 'App.Status', ''])(
    'knows no method "%s"',
    async (name) => {
      const before = rig.probe.calls.length;
      const answer = await rig.call(cookie, name, {});
      expect(answer.status).toBe(404);
      expect(replyOf(answer)).toEqual({ ok: false, error: { code: 'unknown-method', facts: {} } });
      expect(rig.probe.calls.length).toBe(before);
    },
  );

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses the verb %s', async (verb) => {
    const answer = await rig.send(verb, '/api/app.status', { cookie, origin: rig.loopback.origin });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect((await rig.send(verb === 'GET' ? 'POST' : verb, '/', { cookie, origin: rig.loopback.origin })).status).toBe(
      405,
    );
  });

  it.each(['{', '', 'undefined', '{"a":1}x', '\u0000'])('refuses the body %j as no JSON', async (body) => {
    expect((await rig.call(cookie, 'app.status', body)).status).toBe(400);
  });

  it('refuses bytes that are no UTF-8, and bodies that are not called JSON', async () => {
    const headers = { cookie, origin: rig.loopback.origin, 'content-type': 'application/json' };
    const broken = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    expect((await rig.send('POST', '/api/app.status', headers, broken)).status).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
      expect((await rig.call(cookie, 'app.status', {}, { 'content-type': type })).status).toBe(415);
    }
  });

  it('passes __proto__ in a body on as a plain, refused field', async () => {
    const answer = await rig.call(cookie, 'app.status', '{"__proto__":{"admin":true}}');
    expect(replyOf(answer).ok).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('refuses a body over the limit, announced or not', async () => {
    const huge = `{"a":"${'x'.repeat(1 << 20)}"}`;
    expect((await rig.call(cookie, 'app.status', huge)).status).toBe(413);
    const head = `POST /api/app.status HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    expect(await rig.raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await rig.raw(`${head}Content-Length: 99999999999\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('refuses requests that count their bytes in two ways', async () => {
    const head = `POST /api/app.status HTTP/1.1\r\nHost: ${rig.host}\r\nOrigin: ${rig.loopback.origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`;
    expect(await rig.raw(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await rig.raw(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('says only "internal" and a support number when something unforeseen happens', async () => {
    const answer = await rig.call(cookie, 'jobs.list', {});
    expect(answer.status).toBe(200);
    expect(replyOf(answer)).toEqual({
      ok: false,
      error: { code: 'internal', facts: {}, supportId: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
    expect(answer.body.toString()).not.toContain('secret');
  });

  it('carries typed arrays', async () => {
    rig.probe.answers.set('store.check', () => ({ at: new Float64Array([1.5, 2.5]), bytes: new Uint8Array([7]) }));
    const answer = await rig.call(cookie, 'store.check', {});
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(replyOf(answer)).toEqual({
      ok: true,
      value: { at: new Float64Array([1.5, 2.5]), bytes: new Uint8Array([7]) },
    });
  });
});

describe('slow and endless requests', () => {
  it('has limits', () => {
    expect(LIMITS.headersTimeout).toBeLessThanOrEqual(15_000);
    expect(LIMITS.requestTimeout).toBeGreaterThan(0);
    expect(LIMITS.maxHeaderSize).toBeLessThanOrEqual(16_384);
  });

  it('hangs up on a client that dribbles its headers', async () => {
    const began = Date.now();
    const got = await rig.raw(`GET / HTTP/1.1\r\nHost: ${rig.host}\r\nX-Slow: `, 20_000);
    expect(got).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - began).toBeLessThan(LIMITS.headersTimeout + 2 * LIMITS.connectionsCheckingInterval + 2000);
  });

  it('refuses headers without end', async () => {
    const got = await rig.raw(`GET / HTTP/1.1\r\nHost: ${rig.host}\r\n${'X-A: aaaaaaaaaaaaaaaa\r\n'.repeat(2000)}\r\n`);
    expect(got).toMatch(/^HTTP\/1\.1 431 /);
  });
});
