import { createCipheriv } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { wordsOf } from '../../src-main/hosts/cli/words.ts';
import { readNamedColumns } from '../../src-main/import/named-columns.ts';
import { isBinary, requireText } from '../../src-main/import/no-text.ts';
import { labKanon } from '../../src-main/services/lab-kanon.ts';
import { linesOfText } from '../../src-main/services/lab-lines.ts';

const TABLE = `id,town,year\n${Array.from({ length: 200 }, (_, i) => `${i},Ulm ${i % 7},${1950 + (i % 60)}`).join('\n')}\n`;
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const sealed = (() => {
  const cipher = createCipheriv('aes-256-cbc', Buffer.alloc(32, 7), Buffer.alloc(16, 3));
  return Buffer.concat([Buffer.from('Salted__12345678'), cipher.update(TABLE), cipher.final()]);
})();
const NONE: readonly (readonly [string, Uint8Array])[] = [
  ['something packed', gzipSync(TABLE)],
  ['a member of an archive', Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\0\0\0\b\0'), deflateRawSync(TABLE)])],
  ['something encrypted', sealed],
  ['text in UTF-16', Buffer.from(TABLE, 'utf16le')],
  ['a table with zero bytes for blanks', Buffer.from(TABLE.replaceAll(' ', '\0'))],
  ['a text with a zero byte in every seventy', Buffer.from(`${'a'.repeat(69)}\0`.repeat(20))],
];

describe('what is no text', () => {
  test.each(NONE)('%s is not judged as a table, nor as lines', (_, bytes) => {
    const refusal = { code: 'format-unknown', facts: { reason: 'no-text' } };
    expect(() => readNamedColumns(asText(bytes))).toThrow(expect.objectContaining({ code: refusal.code }));
    expect(() => [...linesOfText(asText(bytes))]).toThrow(expect.objectContaining({ code: refusal.code }));
    expect(isBinary(bytes)).toBe(true);
  });

  it('is refused by the judge of tables, in words that tell what to do', async () => {
    const lines = labKanon.run({ text: () => asText(sealed), params: {} });
    const error = await lines.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'format-unknown' });
    expect(wordsOf(error)).toMatch(/no text \(seen in line 1\).*encrypted.*Nothing was judged.*save the table as CSV/s);
  });

  it('says in which line that shows, and nothing of what stands there', () => {
    const text = `${'a,b\n'.repeat(4)}secret,\0\u0001${'\u0002'.repeat(40)}\n`;
    try {
      requireText(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'format-unknown', facts: { reason: 'no-text', line: 5 } });
    }
  });

  it('is also what an encrypting program wrote in letters', () => {
    const armoured = `-----BEGIN PGP MESSAGE-----\n\n${Buffer.from(sealed).toString('base64')}\n`;
    expect(() => readNamedColumns(armoured)).toThrow(expect.objectContaining({ code: 'format-unknown' }));
    expect(() => readNamedColumns('-----BEGIN-----,b\n1,2\n')).not.toThrow();
  });

  it('is not a table in any language, nor one with a stray sign', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}\p{N} ]{1,12}$/u), { minLength: 1 }), (cells) => {
        const text = `a,b\n${cells.map((cell) => `${cell},1`).join('\n')}\n`;
        expect(readNamedColumns(text).rows.length).toBe(cells.length);
      }),
    );
    expect(readNamedColumns(`${TABLE}200,Bad\u0000Saulgau,1999\n\f201,x\u001b[0m,2000\n`).rows.length).toBe(202);
    // In Latin-1, read as UTF-8: wrong letters, but a table.
    expect(readNamedColumns(asText(Buffer.from('a,b\nMünchen,Köln\n', 'latin1'))).rows.length).toBe(1);
    expect([...linesOfText('odd\u0001')]).toEqual(['odd\u0001']);
  });
});
