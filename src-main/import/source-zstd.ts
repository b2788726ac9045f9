const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;
const SKIPPABLE = 0x184d2a50;

/** Whether bytes begin with a zstd frame: one of data, or one to be skipped, with which parallel packers begin. */
export function isZstdFrame(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE();
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === SKIPPABLE;
}

/**
 * Follows the frame a stream begins with, block by block, to know whether it came to its end: Node takes a frame
 * that is cut off for a whole one. Layout: RFC 8878, section 3.1.
 */
export class ZstdFrameWatch {
  /** True once the whole frame has passed. */
  complete = false;
  #skip = 0;
  #wanted = 5;
  readonly #taken: number[] = [];
  #isStart = true;
  #hasChecksum = false;
  #isLast = false;

  /** Sees the next bytes of the stream. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.complete; ) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, chunk.length - at);
        this.#skip -= step;
        at += step;
      } else this.#taken.push(chunk[at++] as number);
      if (this.#skip === 0 && (this.#isLast || this.#taken.length === this.#wanted)) this.#turn();
    }
  }

  #turn(): void {
    if (this.#isLast) this.complete = true;
    else if (this.#isStart) this.#readHeader(Buffer.from(this.#taken));
    else this.#readBlock();
  }

  #readHeader(bytes: Buffer): void {
    if ((bytes.readUInt32LE() & 0xfffffff0) >>> 0 === SKIPPABLE) {
      if (bytes.length < 8) {
        this.#wanted = 8;
        return;
      }
      this.#isLast = true;
      this.#leave(bytes.readUInt32LE(4));
      return;
    }
    const descriptor = bytes[4] as number;
    const isSingle = (descriptor & 0x20) !== 0;
    this.#hasChecksum = (descriptor & 4) !== 0;
    const dictionary = DICTIONARY_BYTES[descriptor & 3] as number;
    const size = descriptor >> 6 === 0 && isSingle ? 1 : (SIZE_BYTES[descriptor >> 6] as number);
    this.#isStart = false;
    this.#wanted = 3;
    this.#leave((isSingle ? 0 : 1) + dictionary + size);
  }

  #readBlock(): void {
    const [a = 0, b = 0, c = 0] = this.#taken;
    const header = a | (b << 8) | (c << 16);
    const isRun = ((header >> 1) & 3) === 1;
    this.#isLast = (header & 1) === 1;
    this.#leave((isRun ? 1 : header >> 3) + (this.#isLast && this.#hasChecksum ? 4 : 0));
  }

  #leave(sizeBytes: number): void {
    this.#taken.length = 0;
    this.#skip = sizeBytes;
    if (sizeBytes === 0 && this.#isLast) this.complete = true;
  }
}
