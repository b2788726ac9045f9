import { createHash } from 'node:crypto';
import type { RejectionCode } from '../../shared/model.ts';

/** One block of a content archive: its address as text and its bytes, or why there is none. `line` = 1-based place. */
export type CarBlock = { line: number; address: string; bytes: Uint8Array } | { line: number; code: RejectionCode };

const MAX_HEADER_BYTES = 64 * 1024;
/** First bytes of the one kind of address in use: version 1, CBOR, SHA-256 of 32 bytes. */
const ADDRESS = Buffer.from([0x01, 0x71, 0x12, 0x20]);
const ADDRESS_BYTES = ADDRESS.length + 32;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Whether these are the first bytes of an archive of the first version: a short map with `roots` and `version`. */
export function isCar(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const roots = text.indexOf('\u00a2eroots');
  // One to three bytes of length stand before.
  return roots >= 1 && roots <= 3 && text.indexOf('gversion\u0001', roots) > 0;
}

/** An address as it is written in texts: base 32 after the letter that says so. */
export function addressText(address: Uint8Array): string {
  let text = 'b';
  let bits = 0;
  let held = 0;
  for (const byte of address) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

/** Takes bytes in portions of any length out of chunks of any length. */
class Portions {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  /** The next bytes, copied; fewer only at the end. */
  async take(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0 && (await this.#fill())) {
      const part = this.#chunk.slice(this.#at, this.#at + missing);
      parts.push(part);
      this.#at += part.length;
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** Passes over bytes; false when the end came before. */
  async skip(length: number): Promise<boolean> {
    let missing = length;
    while (missing > 0 && (await this.#fill())) {
      const step = Math.min(missing, this.#chunk.length - this.#at);
      this.#at += step;
      missing -= step;
    }
    return missing === 0;
  }

  /** A number of 7 bits a byte; null at the end, NaN when it is none that can be a length. */
  async number(): Promise<number | null> {
    let value = 0;
    for (let factor = 1, i = 0; i < 7; i++, factor *= 128) {
      if (!(await this.#fill())) return i === 0 ? null : Number.NaN;
      const byte = this.#chunk[this.#at++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  }

  /** Lets go of what is left. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #fill(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }
}

/**
 * Blocks of a content archive as they come, each checked against its address. The reference reader trusts the lengths
 * it reads: a block may say that it is longer than memory, or shorter than its own address. Here neither does harm.
 */
export async function* carBlocks(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<CarBlock> {
  const portions = new Portions(bytes);
  try {
    const header = await portions.number();
    if (header === null || !(header <= MAX_HEADER_BYTES) || !(await portions.skip(header)))
      return yield { line: 1, code: 'not-this-format' };
    for (let line = 1; ; line++) {
      const length = await portions.number();
      if (length === null) return;
      // Blocks are found by the lengths of those before them: after such a length there is no way on.
      if (!(length > ADDRESS_BYTES)) return yield { line, code: 'not-this-format' };
      if (length > maxBytes + ADDRESS_BYTES) {
        yield { line, code: 'too-long' };
        if (!(await portions.skip(length))) return;
        continue;
      }
      const block = await portions.take(length);
      yield block.length < length ? { line, code: 'not-this-format' } : checked(block, line);
    }
  } finally {
    await portions.close();
  }
}

function checked(block: Buffer, line: number): CarBlock {
  const address = block.subarray(0, ADDRESS_BYTES);
  const bytes = block.subarray(ADDRESS_BYTES);
  if (!address.subarray(0, ADDRESS.length).equals(ADDRESS)) return { line, code: 'not-this-format' };
  const digest = createHash('sha256').update(bytes).digest();
  return digest.equals(address.subarray(ADDRESS.length))
    ? { line, address: addressText(address), bytes }
    : { line, code: 'bad-encoding' };
}
