import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import { tableFile } from '../../src-main/import/formats/table-file.ts';
import { headerSignature, inspectTable } from '../../src-main/import/table-inspect.ts';
import { sniffEncoding } from '../../src-main/import/table-text.ts';
import { memorySource } from './memory-source.ts';

const headOf = (content: string | Uint8Array, name = 'file.csv') =>
  memorySource({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content, members: [] }).head;
const guess = async (content: string | Uint8Array, name?: string) => inspectTable(headOf(content, name), 'UTC');
const fieldsOf = async (content: string) => (await guess(content)).guess.fields;

describe('inspectTable', () => {
  it('knows orders by their columns in seven languages', async () => {
    const row = '1,2024-01-05,K7,Mug,2,12.50,25.00';
    const headers = [
      'Order ID,Order date,Customer ID,Product,Quantity,Unit price,Total',
      'Bestellnummer,Bestelldatum,Kundennummer,Artikel,Menge,Einzelpreis,Gesamtbetrag',
      'Numéro de commande,Date de commande,Numéro client,Produit,Quantité,Prix unitaire,Montant total',
      'Número de pedido,Fecha del pedido,ID cliente,Producto,Cantidad,Precio unitario,Importe total',
      'Numero ordine,Data ordine,Codice cliente,Prodotto,Quantità,Prezzo unitario,Totale',
      'Ordernummer,Orderdatum,Klantnummer,Productnaam,Aantal,Stukprijs,Totaalbedrag',
      'Número do pedido,Data do pedido,Código do cliente,Produto,Quantidade,Preço unitário,Valor total',
    ];
    for (const header of headers) {
      const { guess: mapping } = await guess(`${header}\n${row}\n${row}\n`);
      expect(mapping.type, header).toBe('order');
      expect(mapping.fields, header).toEqual(['key', 'at', 'customer', 'item', 'quantity', 'unitPrice', 'total']);
    }
  });

  it('knows reviews and messages by their columns in seven languages', async () => {
    const text = 'A fine and sturdy mug indeed';
    const reviews = [
      'Date,Author,Stars,Review text',
      'Datum,Verfasser,Sterne,Bewertungstext',
      'Date,Auteur,Note,Commentaire',
      'Fecha,Autor,Estrellas,Comentario',
      'Data,Autore,Valutazione,Recensione',
      'Datum,Naam,Sterren,Opmerking',
      'Data,Nome,Estrelas,Comentário',
    ];
    for (const header of reviews) {
      const { guess: mapping } = await guess(`${header}\n2024-01-05,Ana B,5,${text}\n2024-01-06,Bo C,3,${text}\n`);
      expect([mapping.type, ...mapping.fields], header).toEqual(['review', 'at', 'author', 'rating', 'text']);
    }
    const messages = await guess(`Date,User,Comment,Likes\n2024-01-05,@ana,${text},3\n2024-01-06,@bo,${text},0\n`);
    expect([messages.guess.type, ...messages.guess.fields]).toEqual(['message', 'at', 'author', 'text', 'likes']);
  });

  it('reads columns without names by what is in them', async () => {
    const table = await guess('4,The mug is nice and it holds a lot\n2,The lid of my mug leaks all the time\n');
    expect([table.guess.type, table.guess.headerRows, ...table.guess.fields]).toEqual(['review', 0, 'rating', 'text']);
    expect(table.columns[0]).toEqual({ name: 'Column 1', samples: ['4', '2'] });
    expect(await fieldsOf('K1;05.01.2024;12,50\nK1;25.01.2024;8,00\nK2;26.01.2024;9,90\n')).toEqual([
      'customer',
      'at',
      'total',
    ]);
  });

  it('finds delimiter, title lines, decimal comma and currency', async () => {
    const { guess: mapping, columns } = await guess(
      'Shop report\nMade on 2024-02-01\n\nDatum;Kunde;Betrag (€)\n25.01.2024;17;1.234,50\n26.01.2024;18;8,00\n',
    );
    const { delimiter, headerRows, dateFormat, decimal, currency } = mapping;
    expect({ delimiter, headerRows, dateFormat, decimal, currency }).toEqual({
      delimiter: ';',
      headerRows: 4,
      dateFormat: 'dd.MM.yyyy',
      decimal: ',',
      currency: 'EUR',
    });
    expect(columns.map(({ name }) => name)).toEqual(['Datum', 'Kunde', 'Betrag (€)']);
    for (const delimiter of ['\t', '|', ';', ',']) {
      const text = ['id', 'date', 'total'].join(delimiter);
      const row = ['7', '2024-01-05', '3'].join(delimiter);
      expect((await guess(`${text}\n${row}\n${row}\n`)).guess.delimiter).toBe(delimiter);
    }
  });

  it('reports dates that could be read both ways', async () => {
    const both = await guess('Order,Date,Total\n1,03/04/2024,1.00\n2,04/04/2024,2.00\n');
    expect(both.ambiguousDate).toBe(true);
    const clear = await guess('Order,Date,Total\n1,03/04/2024,1.00\n2,04/25/2024,2.00\n');
    expect([clear.ambiguousDate, clear.guess.dateFormat]).toEqual([false, 'MM/dd/yyyy']);
  });

  it('tells encodings apart', async () => {
    const text =
      'Bestellnummer;Datum;Artikel;Betrag\n1;05.01.2024;Kännchen größer;3,00\n2;25.01.2024;Schürze für Köche;4,00\n';
    const latin = Buffer.from(text, 'latin1');
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    const bigEndian = Buffer.from(wide).swap16();
    expect(sniffEncoding(Buffer.from(text))).toBe('utf-8');
    expect(sniffEncoding(Buffer.from(`\ufeff${text}`))).toBe('utf-8');
    expect(sniffEncoding(wide)).toBe('utf-16le');
    expect(sniffEncoding(bigEndian)).toBe('utf-16be');
    expect(sniffEncoding(wide.subarray(2))).toBe('utf-16le');
    expect(sniffEncoding(latin)).toBe('windows-1252');
    expect(sniffEncoding(Buffer.from([0, 1, 2, 0, 0, 3, 0, 255, 0, 0]))).toBe('');
    for (const bytes of [latin, wide, bigEndian]) {
      const { columns } = await guess(bytes);
      expect(columns[2]?.samples).toEqual(['Kännchen größer', 'Schürze für Köche']);
    }
    // A sign cut in two by the end of the head does not make UTF-8 anything else.
    expect(sniffEncoding(Buffer.from('größe').subarray(0, 3))).toBe('utf-8');
  });

  it('reads the one table inside an archive', async () => {
    const bytes = Buffer.from('Order,Date,Total\n1,2024-01-05,1.00\n2,2024-01-06,2.00\n');
    const members = [
      { path: 'export/orders.csv', bytes },
      { path: '__MACOSX/export/._orders.csv', bytes },
      { path: 'readme.pdf', bytes },
    ];
    const { head } = memorySource({ name: 'export.zip', bytes: new Uint8Array(0), members });
    expect((await inspectTable(head)).guess.fields).toEqual(['key', 'at', 'total']);
  });

  it('keeps a given mapping, and guesses the fields anew where its columns are others', async () => {
    const head = headOf('Order,Date,Total\n1,2024-01-05,1.00\n2,2024-01-06,2.00\n');
    const { guess: mapping, columns } = await inspectTable(head);
    const given: Mapping = { ...mapping, fields: ['ignore', 'at', 'total'], currency: 'CHF' };
    expect(await inspectTable(head, 'UTC', given)).toEqual({
      guess: given,
      columns,
      remembered: true,
      ambiguousDate: false,
      sheets: [],
    });
    const other = await inspectTable(head, 'UTC', { ...given, delimiter: ';' });
    expect(other.columns.length).toBe(1);
    expect(other.guess.fields.length).toBe(1);
    expect(other.remembered).toBe(false);
  });
});

describe('detect', () => {
  const scoreOf = async (content: string | Uint8Array) => (await tableFile.detect(headOf(content))).score;

  it('refuses what is no table', async () => {
    const prose = 'Dear all,\n\nthank you for coming, for the cake, and for the songs.\nSee you soon, and well,\nAna\n';
    const log = '203.0.113.7 - - [10/Oct/2024:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326\n'.repeat(20);
    const error = '[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6\n'.repeat(20);
    const code = 'const a = [1, 2];\nfor (const b of a) {\n  console.log(a, b, 3);\n}\n';
    for (const content of [
      prose,
      log,
      error,
      code,
      '{"a":1}\n{"a":2}\n',
      '[1,2]',
      '<table>',
      '',
      '\n\n',
      'one\ntwo\nthree\n',
    ])
      expect(await scoreOf(content), content.slice(0, 20)).toBe(0);
    expect(await scoreOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBe(0);
  });

  it('takes the person for the visitor of an event, and the visit only where no column names the person', async () => {
    const fields = (names: string) =>
      fieldsOf(`${names}\nu1,s1,/a,2024-01-05 10:00:00\nu1,s2,/b,2024-01-06 10:00:00\n`);
    expect(await fields('user_id,session_id,event,timestamp')).toEqual(['visitor', 'ignore', 'page', 'at']);
    expect(await fields('session_id,user_id,event,timestamp')).toEqual(['ignore', 'visitor', 'page', 'at']);
    expect(await fields('shelf,session_id,event,timestamp')).toEqual(['ignore', 'visitor', 'page', 'at']);
  });

  it('is surer of columns that it knows', async () => {
    const unknown = await scoreOf('a1,b1,c1\nx,y,z\nu,v,w\n');
    const some = await scoreOf('Order,Date,Total\n1,2024-01-05,1.00\n2,2024-01-06,2.00\n');
    const reviews = await scoreOf('rating,title,body,date\n5,Nice,A nice mug to have,2024-01-05\n');
    expect([unknown, reviews]).toEqual([0.3, 0.9]);
    expect(some).toBeGreaterThan(0.5);
    expect(some).toBeLessThanOrEqual(0.7);
  });
});

describe('headerSignature', () => {
  it('is the same for the same columns however they are written, and another for others', () => {
    const columns = (...names: string[]) => names.map((name) => ({ name }));
    const one = headerSignature(columns('Order ID', 'Total (EUR)'));
    expect(headerSignature(columns('order_id', 'total'))).toBe(one);
    expect(headerSignature(columns('Total', 'Order ID'))).not.toBe(one);
    expect(headerSignature(columns('Order ID', 'Total', ''))).not.toBe(one);
  });
});
