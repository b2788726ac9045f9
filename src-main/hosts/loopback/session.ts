import { randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const secret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const same = (given: string, kept: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(kept);
  return a.length === b.length && timingSafeEqual(a, b);
};

/** One launch: a token that opens the door once, and the cookie it is exchanged for. Both live in memory only. */
export interface Session {
  /** The token of the address; null once it has been used. */
  token(): string | null;
  /** Exchanges the token for a cookie header; null when it is wrong or used. */
  redeem(token: string): string | null;
  /** Whether a Cookie header carries the session. */
  knows(cookieHeader: string | undefined): boolean;
}

/** Starts a session. The cookie's name holds the port, because cookies are shared between the ports of one host. */
export function createSession(port: number): Session {
  const name = `inglenook-${port}`;
  const cookie = secret();
  let token: string | null = secret();
  return {
    token: () => token,
    redeem(given) {
      if (token === null || !same(given, token)) return null;
      token = null;
      return `${name}=${cookie}; Path=/; HttpOnly; SameSite=Strict`;
    },
    knows(header) {
      for (const part of (header ?? '').split(';')) {
        const at = part.indexOf('=');
        if (at > 0 && part.slice(0, at).trim() === name && same(part.slice(at + 1).trim(), cookie)) return true;
      }
      return false;
    },
  };
}
