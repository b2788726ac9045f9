import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageRow } from '../../shared/model.ts';
import { whatsappChat } from '../../src-main/import/formats/whatsapp-chat.ts';
import { dateOrder, localTime, type WrittenLine, writtenLine } from '../../src-main/import/whatsapp-lines.ts';
import { authorIdentifier, chatPartner, writtenText } from '../../src-main/import/whatsapp-text.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

const starts = (...lines: string[]) => lines.map((line) => writtenLine(line) as WrittenLine);
const read = async (name: string, text: string) => {
  const { source } = memorySource({ name, bytes: Buffer.from(text), members: [] });
  return (await collect(whatsappChat, source, { mapping: null, zone: 'UTC' })).rows as MessageRow[];
};

describe('writtenLine', () => {
  it.each([
    ['12/05/2024, 09:15 - Anna: hi', '2024-05-12 09:15:00'],
    ['12/05/24 09:15 - Anna: hi', '2024-05-12 09:15:00'],
    ['12.05.24, 09:15 - Anna: hi', '2024-05-12 09:15:00'],
    ['12.05.2024 kl. 09.15 - Anna: hi', '2024-05-12 09:15:00'],
    ['12-05-2024 09:15 - Anna: hi', '2024-05-12 09:15:00'],
    ['12/5/2024, 9:15 p. m. - Anna: hi', '2024-05-12 21:15:00'],
    ['12/5/24, 12:15\u202fam - Anna: hi', '2024-05-12 00:15:00'],
    ['12/5/24, 12:15\u00a0PM - Anna: hi', '2024-05-12 12:15:00'],
    ['12/05/2024 à 09:15 - Anna: hi', '2024-05-12 09:15:00'],
    ['2024. 5. 12. 오후 3:04 - Anna: hi', '2024-05-12 15:04:00'],
    ['2024/05/12, 下午3:04 - Anna: hi', '2024-05-12 15:04:00'],
    ['[12.05.24, 09:15:33] Anna: hi', '2024-05-12 09:15:33'],
    ['\u200e[12/05/2024, 9:15:33\u202fPM] Anna: hi', '2024-05-12 21:15:33'],
    ['[2024-05-12, 09:15:33] Anna: hi', '2024-05-12 09:15:33'],
  ])('reads %s', (line, local) => {
    const [start] = starts(line) as [WrittenLine];
    expect(start.rest).toBe('Anna: hi');
    expect(localTime(start, start.date[0].length === 4 ? 'ymd' : 'dmy')).toBe(local);
  });

  it.each([
    'Anna: hi',
    '12.05.24, 09:15',
    '12/05.24, 09:15 - x',
    '12 eggs - 3:15',
    '192.0.2.1 - - [10/Oct/2023:13:55:36] "GET"',
  ])('takes %s for the middle of a message', (line) => {
    expect(writtenLine(line)).toBeNull();
  });
});

describe('dateOrder', () => {
  const order = (...dates: string[]) => dateOrder(starts(...dates.map((date) => `${date} - Anna: hi`)));

  it('goes by a number above twelve, wherever it stands', () => {
    expect(order('3/4/24, 10:00', '3/13/24, 10:00')).toBe('mdy');
    expect(order('3/4/24, 10:00', '13/4/24, 10:00')).toBe('dmy');
    expect(order('2024/3/4, 10:00')).toBe('ymd');
  });

  it('else by time going forward', () => {
    expect(order('3/4/24, 10:00', '4/4/24, 10:00', '1/5/24, 10:00')).toBe('dmy');
    expect(order('3/4/24, 10:00', '3/5/24, 10:00', '4/1/24, 10:00')).toBe('mdy');
  });

  it('else by what is usual', () => {
    expect(order('3/4/24, 9:15 AM')).toBe('mdy');
    expect(order('03/04/2024, 9:15 am')).toBe('dmy');
    expect(order('03.04.24, 09:15')).toBe('dmy');
    expect(dateOrder([])).toBe('dmy');
  });

  it('finds the order of any chat that lasts a month', () => {
    const day = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(day, fc.constantFrom('dmy' as const, 'mdy' as const), (first, wanted) => {
        const dates = Array.from({ length: 31 }, (_, i) => {
          const at = new Date(Date.UTC(2012, 0, 1 + first + i));
          const [d, m, y] = [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear()];
          return wanted === 'dmy' ? `${d}/${m}/${y}, 10:00` : `${m}/${d}/${y}, 10:00`;
        });
        expect(order(...dates)).toBe(wanted);
      }),
    );
  });
});

describe('writtenText', () => {
  it('keeps words and drops what stands for a file', () => {
    const android: [string, string][] = [
      ['<Media omitted>', ''],
      ['<Medien ausgeschlossen>\n4Bit', '4Bit'],
      ['IMG-20250330-WA0001.jpg (Datei angehängt)', ''],
      ['I <3 you', 'I <3 you'],
      ['<b> is a tag', '<b> is a tag'],
      ['Hello\n\nthere', 'Hello\n\nthere'],
      ['Das kostet 5 (fünf)', 'Das kostet 5 (fünf)'],
      ['Diese Nachricht wurde gelöscht', ''],
      ['Yes <This message was edited>', 'Yes'],
    ];
    for (const [text, words] of android) expect(writtenText(text, false), text).toBe(words);
    expect(writtenText('\u200eimage omitted', true)).toBe('');
    expect(writtenText('\u200ePOLL:\nWhich day?\n\u200eOPTION: Monday (2 votes)', true)).toBe('Which day?');
    expect(writtenText('Look \u200e<attached: 1.jpg>', true)).toBe('Look');
  });
});

describe('messages without end', () => {
  it('are refused, and those around them read', async () => {
    const lines = ['13/2/24, 10:00 - Anna: a', `13/2/24, 10:01 - Anna: ${'x'.repeat(100_001)}`];
    lines.push('13/2/24, 10:02 - Anna: b', 'y'.repeat(300_000), '13/2/24, 10:03 - Anna: c');
    const { source } = memorySource({ name: '_chat.txt', bytes: Buffer.from(lines.join('\n')), members: [] });
    const { rows, rejections } = await collect(whatsappChat, source, { mapping: null, zone: 'UTC' });
    expect(rows.map((row) => (row as MessageRow).text)).toEqual(['a', 'c']);
    expect(rejections).toEqual([
      { code: 'too-long', line: 2, field: 'text' },
      { code: 'too-long', line: 3, field: 'text' },
    ]);
  });
});

describe('who wrote', () => {
  it('tells numbers from names', () => {
    expect(authorIdentifier('+49 170 1234567')).toEqual({ kind: 'phone', scope: '', value: '+491701234567' });
    expect(authorIdentifier('Anna 2')).toEqual({ kind: 'name', scope: 'whatsapp', value: 'Anna 2' });
  });

  it.each([
    ['WhatsApp Chat with Anna Vogel.txt', 'Anna Vogel'],
    ['WhatsApp Chat - Anna Vogel.zip', 'Anna Vogel'],
    ['WhatsApp Chat with Anna Vogel (1).txt', 'Anna Vogel'],
    ['WhatsApp-Chat mit Anna Vogel.txt', 'Anna Vogel'],
    ['WhatsApp-chat met Anna Vogel.txt', 'Anna Vogel'],
    ['Chat de WhatsApp con Anna Vogel.txt', 'Anna Vogel'],
    ['Conversa do WhatsApp com Anna Vogel.txt', 'Anna Vogel'],
    ['Discussion WhatsApp avec Anna Vogel.txt', 'Anna Vogel'],
    ['Chat WhatsApp con Anna Vogel.txt', 'Anna Vogel'],
    ['_chat.txt', ''],
    ['notes.txt', ''],
  ])('knows from %s whom a chat was with', (name, partner) => expect(chatPartner(name)).toBe(partner));

  it('takes nobody for the business where the name does not tell', async () => {
    const text = '1/2/24, 10:00 - Anna: a\n1/2/24, 10:01 - Hazel: b\n';
    expect((await read('WhatsApp Chat with Anna.txt', text)).map((row) => row.own)).toEqual([false, true]);
    expect((await read('WhatsApp Chat with Bread.txt', text)).map((row) => row.own)).toEqual([false, false]);
    expect((await read('_chat.txt', text)).map((row) => row.own)).toEqual([false, false]);
    const group = `${text}1/2/24, 10:02 - Ben: c\n`;
    expect((await read('WhatsApp Chat with Anna.txt', group)).map((row) => row.own)).toEqual([false, false, false]);
  });

  it('keeps the key of a message when the zone or the telephone is another', async () => {
    const [android] = await read('_chat.txt', '13/02/24, 10:00 - Anna: a\n');
    const [ios] = await read('_chat.txt', '[13.02.24, 10:00:07] Anna: a\r\n');
    expect(ios?.key).toBe(android?.key);
    expect(android?.key).not.toMatch(/anna/i);
  });
});
