const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Writes bits as base64url, most significant first: the other way round than the reader under test. */
export class BitWriter {
  #bits = '';
  int(value: number, bits: number): void {
    this.#bits += value.toString(2).padStart(bits, '0');
  }
  flags(set: readonly number[], bits: number): void {
    for (let i = 1; i <= bits; i++) this.int(set.includes(i) ? 1 : 0, 1);
  }
  letters(text: string): void {
    for (const letter of text) this.int(letter.charCodeAt(0) - 65, 6);
  }
  text(): string {
    const padded = this.#bits.padEnd(Math.ceil(this.#bits.length / 6) * 6, '0');
    return padded.replace(/.{6}/g, (six) => ALPHABET[Number.parseInt(six, 2)] as string);
  }
}

export interface Core {
  createdMs: number;
  updatedMs: number;
  cmpId: number;
  policy: number;
  consent: number[];
  interest: number[];
  vendorsConsent: number[];
  vendorsInterest: number[];
  asRanges: boolean;
  restrictions: { purpose: number; type: number; vendors: number[] }[];
}

function ranges(writer: BitWriter, ids: readonly number[]): void {
  const runs: [number, number][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else runs.push([id, id]);
  }
  writer.int(runs.length, 12);
  for (const [from, to] of runs) {
    writer.int(from === to ? 0 : 1, 1);
    writer.int(from, 16);
    if (from !== to) writer.int(to, 16);
  }
}

function vendors(writer: BitWriter, ids: readonly number[], asRanges: boolean): void {
  const max = ids.at(-1) ?? 0;
  writer.int(max, 16);
  writer.int(asRanges ? 1 : 0, 1);
  if (asRanges) ranges(writer, ids);
  else writer.flags(ids, max);
}

/** Core segment of a TCF 2 string. */
export function encodeCore(core: Core): string {
  const writer = new BitWriter();
  writer.int(2, 6);
  writer.int(core.createdMs / 100, 36);
  writer.int(core.updatedMs / 100, 36);
  writer.int(core.cmpId, 12);
  writer.int(7, 12);
  writer.int(1, 6);
  writer.letters('DE');
  writer.int(48, 12);
  writer.int(core.policy, 6);
  writer.int(1, 1);
  writer.int(0, 1);
  writer.flags([1], 12);
  writer.flags(core.consent, 24);
  writer.flags(core.interest, 24);
  writer.int(0, 1);
  writer.letters('AT');
  vendors(writer, core.vendorsConsent, core.asRanges);
  vendors(writer, core.vendorsInterest, core.asRanges);
  writer.int(core.restrictions.length, 12);
  for (const { purpose, type, vendors: ids } of core.restrictions) {
    writer.int(purpose, 6);
    writer.int(type, 2);
    ranges(writer, ids);
  }
  return writer.text();
}

/** Segment of vendors: 1 disclosed, 2 allowed. */
export function encodeVendors(type: number, ids: readonly number[]): string {
  const writer = new BitWriter();
  writer.int(type, 3);
  vendors(writer, ids, false);
  return writer.text();
}

/** Segment of the publisher's own purposes. */
export function encodePublisher(consent: number[], interest: number[], custom: number[]): string {
  const writer = new BitWriter();
  writer.int(3, 3);
  writer.flags(consent, 24);
  writer.flags(interest, 24);
  const max = custom.at(-1) ?? 0;
  writer.int(max, 6);
  writer.flags(custom, max);
  writer.flags([], max);
  return writer.text();
}
