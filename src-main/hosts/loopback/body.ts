import type { IncomingMessage } from 'node:http';

// File contents travel as uploads, never in a call.
const MAX_BODY_BYTES = 1 << 20;

/** What reading a body can end in. */
export type Body = { ok: true; value: unknown } | { ok: false; status: 400 | 408 | 413 | 415 };

/** Reads a JSON body within limits of size and time (ms). The length header is believed only when it says "too large". */
export async function readJson(request: IncomingMessage, timeoutMs: number): Promise<Body> {
  // Anything but JSON could be sent by a plain form of another site without asking first.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { ok: false, status: 415 };
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return { ok: false, status: 413 };
  const parts: Buffer[] = [];
  let size = 0;
  const outcome = await new Promise<'end' | 'large' | 'slow' | 'gone'>((resolve) => {
    const timer = setTimeout(() => resolve('slow'), timeoutMs);
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_BODY_BYTES) resolve('large');
      else parts.push(part);
    });
    request.on('end', () => resolve('end'));
    request.on('error', () => resolve('gone'));
    request.on('close', () => {
      clearTimeout(timer);
      resolve('gone');
    });
  });
  request.removeAllListeners('data');
  if (outcome !== 'end') return { ok: false, status: outcome === 'large' ? 413 : outcome === 'slow' ? 408 : 400 };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, status: 400 };
  }
}
