import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Invented, and found nowhere else. */
export const PLANTED = {
  email: 'quenby.larkspurne@example.com',
  phone: '+44 7700 900321',
  name: 'Quenby Larkspurne',
  handle: 'quenbylark',
} as const;

/** However it is written; nine digits of the number, because fewer stand in other figures by chance. */
const TRACES = [/quenby/i, /larkspurne/i, /7700[\s.-]?900[\s.-]?321/];

const ORDERS = `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Phone
#1,${PLANTED.email},paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,0.00,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00,M1,${PLANTED.name},${PLANTED.phone}
#2,${PLANTED.email},paid,2026-03-05 10:00:00 +0000,yes,EUR,20.00,0.00,20.00,2026-03-05 10:00:00 +0000,1,Mug for ${PLANTED.name},20.00,M2,${PLANTED.name},${PLANTED.phone}
#3,ben@example.com,paid,2026-03-06 10:00:00 +0000,no,EUR,30.00,0.00,30.00,2026-03-06 10:00:00 +0000,3,Mug,10.00,M1,Ben Oak,+44 7700 900111
#4,cleo@example.com,paid,2026-03-07 10:00:00 +0000,yes,EUR,40.00,0.00,40.00,2026-03-07 10:00:00 +0000,4,Mug,10.00,M1,Cleo Ash,+44 7700 900112
`;
const REVIEWS = `Review ID,Date,Rating,Review,Author,Author email
r1,2026-03-04T10:00:00Z,5,"I love it. Yours, ${PLANTED.name}, ${PLANTED.phone}",quenby_l,${PLANTED.email}
r2,2026-03-04T11:00:00Z,1,"${PLANTED.name.toUpperCase()} told me to complain to ${PLANTED.email}",ben_o,ben@example.com
`;
const EVENTS = `visitor id,email,timestamp,page,referrer
c-1,${PLANTED.email},2026-03-02T10:00:00Z,/account/quenby-larkspurne,https://mail.example/
c-2,ben@example.com,2026-03-02T10:01:00Z,/cart,
c-2,ben@example.com,2026-03-02T10:02:00Z,/u/${encodeURIComponent(PLANTED.name)},
`;
const CUSTOMERS = `Customer ID,Email,Phone,Name,Accepts Email Marketing,Country
881,${PLANTED.email},${PLANTED.phone},${PLANTED.name},yes,GB
882,ben@example.com,+44 7700 900111,Ben Oak,no,GB
`;
const CHAT = `3/4/24, 9:04 AM - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.
3/4/24, 9:05 AM - ${PLANTED.name}: Hi! Are you open today? Call +44 7700-900-321
3/4/24, 12:10 PM - Hazel Bakery: Yes, ${PLANTED.name}, until 6 PM
3/4/24, 12:12 PM - Otis Fern: @${PLANTED.handle} see you there
`;
const LOG = Array.from(
  { length: 12 },
  (_, i) =>
    `203.0.113.77 - ${PLANTED.handle} [02/Mar/2026:10:${String(i).padStart(2, '0')}:00 +0000] "GET /tea?mail=${PLANTED.email} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n`,
).join('');

/** Writes the person into every kind of file; answers the paths. */
export function writePlanted(dir: string): string[] {
  const inputs: [string, string][] = [
    ['orders_export.csv', ORDERS],
    ['reviews.csv', REVIEWS],
    ['events.csv', EVENTS],
    ['customers.csv', CUSTOMERS],
    [`WhatsApp Chat with ${PLANTED.name}.txt`, CHAT],
    ['access.log', LOG],
  ];
  mkdirSync(dir, { recursive: true });
  return inputs.map(([name, content]) => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  });
}

/** What of the person stands in a text. */
export const tracesIn = (text: string): string[] => TRACES.filter((trace) => trace.test(text)).map(String);

/** Every file of a folder, byte by byte, that holds a trace of the person or one of the given byte strings. */
export function filesWithTraces(dir: string, byteStrings: readonly Uint8Array[] = []): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    const text = tracesIn(`${name}\n${bytes.toString('latin1')}\n${bytes.toString('utf16le')}`);
    const raw = byteStrings
      .filter((needle) => bytes.includes(Buffer.from(needle)))
      .map((needle) => `${needle.length} bytes`);
    return [...text, ...raw].map((trace) => `${name}: ${trace}`);
  });
}
