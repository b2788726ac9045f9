import type { ColumnMetaData, CompressionCodec, Compressors, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';

/** Most values of one page, and rows of one row group. Writers stay far below. */
export const MAX_VALUES = 1 << 24;
/** Most bytes of one page once it is unpacked. */
const MAX_PAGE_BYTES = 256 * 1024 ** 2;
/** Values that a run may hold beyond those of its page: the last group is padded. */
const PADDING = 1 << 16;

/** Thrown on pages that lie about themselves; caught by the reader and told as a rejection. */
class DamagedPage extends Error {}

const bitWidth = (value: number): number => 32 - Math.clz32(value);

/** Reads a varint of at most 32 bits. */
function varint(view: DataView, at: { offset: number }): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = view.getUint8(at.offset++);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw new DamagedPage();
}

/** Walks over the runs of one RLE/bit-packed stretch. Those of a damaged page claim to hold billions of values. */
function checkRuns(view: DataView, start: number, end: number, width: number, values: number): void {
  const at = { offset: start };
  for (let seen = 0; seen < values && at.offset < end; ) {
    const header = varint(view, at);
    const groups = Math.floor(header / 2);
    const packed = header % 2 === 1;
    const length = packed ? groups * 8 : groups;
    if (length > values + PADDING) throw new DamagedPage();
    at.offset += packed ? groups * width : (width + 7) >> 3;
    seen += length;
  }
}

interface Page {
  view: DataView;
  values: number;
  encoding: string | undefined;
  /** Where the values begin. */
  offset: number;
}

function checkValues({ view, values, encoding, offset }: Page, isBoolean: boolean): void {
  if (encoding === 'RLE' && isBoolean) checkRuns(view, offset + 4, view.byteLength, 1, values);
  else if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY')
    checkRuns(view, offset + 1, view.byteLength, view.getUint8(offset), values);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Levels of an older data page: each stretch after its length. Answers where the values begin. */
function checkLevels(view: DataView, levels: readonly number[], values: number): number {
  let offset = 0;
  for (const level of levels) {
    if (level === 0) continue;
    const length = view.getUint32(offset, true);
    checkRuns(view, offset + 4, view.byteLength, bitWidth(level), values);
    offset += 4 + length;
    if (offset > view.byteLength) throw new DamagedPage();
  }
  return offset;
}

/**
 * Walks over the pages of a column chunk before hyparquet decodes them, and throws on the first that is damaged: a single
 * flipped bit in a run length makes that library write billions of values, or never end. Answers how many values it has.
 */
export function checkColumn(
  chunk: Uint8Array,
  column: ColumnMetaData,
  path: SchemaTree[],
  compressors: Compressors,
): number {
  let total = 0;
  const reader = { view: viewOf(chunk), offset: 0 };
  const levels = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  const isBoolean = column.type === 'BOOLEAN';
  const codec: CompressionCodec = column.codec;
  while (reader.offset < chunk.length - 1) {
    const header = parquetHeader(reader);
    const sizeBytes = header.compressed_page_size;
    const plain = header.uncompressed_page_size;
    if (!(sizeBytes >= 0 && plain >= 0 && plain <= MAX_PAGE_BYTES && reader.offset + sizeBytes <= chunk.length))
      throw new DamagedPage();
    const body = chunk.subarray(reader.offset, reader.offset + sizeBytes);
    reader.offset += sizeBytes;
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
    const values = first?.num_values ?? second?.num_values ?? dictionary?.num_values ?? 0;
    if (!(values >= 0 && values <= MAX_VALUES)) throw new DamagedPage();
    if (first || second) total += values;
    if (first) {
      const view = viewOf(decompressPage(body, plain, codec, compressors));
      checkValues({ view, values, encoding: first.encoding, offset: checkLevels(view, levels, values) }, isBoolean);
    } else if (second) {
      const [repetition = 0, definition = 0] = levels;
      const [repeats, defines] = [second.repetition_levels_byte_length, second.definition_levels_byte_length];
      if (!(repeats >= 0 && defines >= 0 && repeats + defines <= Math.min(body.length, plain))) throw new DamagedPage();
      if (!(second.num_nulls >= 0 && second.num_nulls <= values && second.num_rows <= values)) throw new DamagedPage();
      const view = viewOf(body);
      if (repetition > 0) checkRuns(view, 0, repeats, bitWidth(repetition), values);
      // Nothing keeps the library inside of the stretch: it goes on reading where values are missing.
      if (definition > 0) checkRuns(view, repeats, body.length, bitWidth(definition), values);
      const rest = body.subarray(repeats + defines);
      const unpacked =
        second.is_compressed === false ? rest : decompressPage(rest, plain - repeats - defines, codec, compressors);
      checkValues({ view: viewOf(unpacked), values, encoding: second.encoding, offset: 0 }, isBoolean);
    }
  }
  return total;
}
