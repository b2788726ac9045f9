import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import yazl from 'yazl';
import { closeStore, openReader, openWriter, STORE_FILE } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { ALL, finished, freshDir, importFiles, openEngine, neededParams } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Invented, and found nowhere else: whatever of them is written down can be told. */
const CANARY = {
  email: 'quillon.vexhart@example.com',
  phone: '+44 7700 900958',
  name: 'Quillonella Vexhartova',
  handle: 'quillonvexhart',
  author: 'vexhart_reviews',
  visitor: '10.99.88.77',
} as const;
/**
 * However it is written: any case, digits with or without blanks, in an address or escaped. Nine digits of the number are asked
 * for: a shorter run also stands by chance in a duration such as 1.107700 ms.
 */
const FORBIDDEN = [/quillon/i, /vexhart/i, /7700\s?900\s?958/, /10\.99\.88\.77/];
const PASSPHRASE = 'a quiet well-lit workroom';

/** What somebody types into the search of the site. */
const SOUGHT = [CANARY.email, CANARY.phone, `orders of ${CANARY.email.toUpperCase()}`, CANARY.name];

const ACCESS_LOG = Array.from({ length: 30 }, (_, i) => {
  const at = `[02/Mar/2026:10:${String(i).padStart(2, '0')}:00 +0000]`;
  const path =
    i % 3 === 0
      ? `/order?email=${encodeURIComponent(CANARY.email)}&name=${encodeURIComponent(CANARY.name)}`
      : i % 3 === 1
        ? `/search?q=${encodeURIComponent(SOUGHT[i % SOUGHT.length] ?? '')}`
        : '/tea';
  return `${CANARY.visitor} - ${CANARY.handle} ${at} "GET ${path} HTTP/1.1" 200 512 "https://mail.example/read?for=${CANARY.email}" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 (${CANARY.email}; ${CANARY.phone})"\n`;
}).join('');

const ORDERS = `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Phone
#1,${CANARY.email},paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,0.00,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00,M1,${CANARY.name},${CANARY.phone}
#2,${CANARY.email},paid,2026-03-05 10:00:00 +0000,yes,EUR,20.00,0.00,20.00,2026-03-05 10:00:00 +0000,2,Mug,10.00,M1,${CANARY.name},${CANARY.phone}
#3,${CANARY.email},paid,not a day ${CANARY.email},yes,EUR,20.00,0.00,20.00,not a day,2,Mug,10.00,M1,${CANARY.name},${CANARY.phone}
`;

const REVIEWS = `Review ID,Date,Rating,Review,Author,Author email
r1,2026-03-04T10:00:00Z,5,"I love it. Yours, ${CANARY.name}, ${CANARY.email}, ${CANARY.phone}",${CANARY.author},${CANARY.email}
r2,2026-03-04T11:00:00Z,1,Terrible,${CANARY.author},${CANARY.email}
`;

const EVENTS = `visitor id,email,timestamp,page,referrer
${CANARY.email},${CANARY.email},2026-03-02T10:00:00Z,/tea?mail=${CANARY.email},https://mail.example/?q=${CANARY.email}
${CANARY.handle},,2026-03-02T10:01:00Z,/cart,
`;

async function xArchive(): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  const part = (name: string, value: unknown) => Buffer.from(`window.YTD.${name}.part0 = ${JSON.stringify(value)}`);
  const account = {
    accountId: '7300000000000000009',
    username: CANARY.handle,
    accountDisplayName: CANARY.name,
    email: CANARY.email,
  };
  zip.addBuffer(
    part('manifest', {
      userInfo: { accountId: account.accountId, userName: account.username, displayName: CANARY.name },
    }),
    'data/manifest.js',
  );
  zip.addBuffer(part('account', [{ account }]), 'data/account.js');
  const tweet = (id: number, full_text: string) => ({
    tweet: {
      id_str: String(1_900_000_000_000_000_000n + BigInt(id)),
      created_at: 'Mon Mar 02 10:00:00 +0000 2026',
      full_text,
      lang: 'en',
      favorite_count: '3',
      retweet_count: '1',
      in_reply_to_screen_name: CANARY.handle,
      in_reply_to_user_id_str: '7300000000000000010',
      in_reply_to_status_id_str: '1890000000000000000',
      entities: {
        hashtags: [],
        user_mentions: [
          { name: CANARY.name, screen_name: CANARY.handle, indices: ['0', '15'], id_str: '7300000000000000010' },
        ],
        urls: [
          {
            url: 'https://t.co/abcdefghij',
            expanded_url: `https://shop.example/?for=${CANARY.email}`,
            indices: ['20', '43'],
          },
        ],
      },
    },
  });
  zip.addBuffer(
    part('tweets', [
      tweet(1, `@${CANARY.handle} thank you https://t.co/abcdefghij ${CANARY.phone}`),
      tweet(2, 'Good tea'),
    ]),
    'data/tweets.js',
  );
  zip.addBuffer(
    part('follower', [{ follower: { accountId: '7300000000000000011', userLink: `https://x.com/${CANARY.handle}` } }]),
    'data/follower.js',
  );
  zip.addBuffer(
    part('direct_messages', [
      { dmConversation: { conversationId: '1-2', messages: [{ messageCreate: { text: CANARY.email } }] } },
    ]),
    'data/direct-messages.js',
  );
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function writeInputs(dir: string, log = 'access.log'): Promise<string[]> {
  const inputs: [string, string | Uint8Array][] = [
    [log, ACCESS_LOG],
    ['orders_export.csv', ORDERS],
    ['reviews.csv', REVIEWS],
    ['events.csv', EVENTS],
    ['archive.zip', await xArchive()],
  ];
  return inputs.map(([name, content]) => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  });
}

const found = (content: string): string[] => FORBIDDEN.filter((pattern) => pattern.test(content)).map(String);

/**
 * Every cell of the store that holds a canary, as table.column; message texts and the index of their words are kept on purpose
 * and not looked at here: filesWithCanary blanks the texts and finds what the index would keep.
 */
function cellsWithCanary(data: string): string[] {
  const db = openReader(data);
  try {
    const hits = new Set<string>();
    for (const { name } of all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
      for (const row of all<Record<string, unknown>>(db, `SELECT * FROM "${name}"`))
        for (const [column, cell] of Object.entries(row)) {
          if ((name === 'messages' && column === 'text') || name.startsWith('message_text')) continue;
          const text = Buffer.isBuffer(cell) ? `${cell.toString('latin1')} ${cell.toString('utf16le')}` : String(cell);
          if (found(text).length > 0) hits.add(`${name}.${column}`);
        }
    return [...hits];
  } finally {
    closeStore(db);
  }
}

/** Every file that the program wrote, backups and temporary files, too. */
function filesIn(data: string): string[] {
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain(STORE_FILE);
  expect(files.some(({ name }) => name.endsWith('.inglenook'))).toBe(true);
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

/** What stands in a file or in its name, byte by byte. */
function hitsIn(file: string): string[] {
  const bytes = readFileSync(file);
  return found(`${basename(file)} ${bytes.toString('latin1')} ${bytes.toString('utf16le')}`).map(
    (pattern) => `${basename(file)}: ${pattern}`,
  );
}

/** Every file of the data folder, byte by byte, once the message texts – allowed to hold what people wrote – are blanked. */
function filesWithCanary(data: string): string[] {
  const db = openWriter(data);
  run(db, "UPDATE messages SET text = ''");
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
  closeStore(db);
  return filesIn(data).flatMap(hitsIn);
}

test('the search finds what is there', () => {
  for (const value of Object.values(CANARY)) expect(found(`…${value}…`), value).not.toEqual([]);
  expect(found('+44 (0) 7700 900 958 is not written this way, but 7700900958 is')).not.toEqual([]);
  expect(found('an ordinary sentence')).toEqual([]);
});

test.each([
  ['without a passphrase', null, false],
  ['with a passphrase', PASSPHRASE, false],
  ['with everything encrypted', PASSPHRASE, true],
])('%s: e-mail, phone, name, handle and address stand nowhere', async (_, passphrase, encrypted) => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  if (passphrase) await engine.call('vault.setPassphrase', { passphrase });
  if (encrypted) await finished(engine, () => engine.call('vault.seal', { passphrase: PASSPHRASE }));
  const files = await writeInputs(dir, `access ${CANARY.email} ${CANARY.phone}.log`);
  const inspections = await engine.call('imports.inspect', { files });
  expect(inspections.map(({ format }) => format)).toEqual([
    'access-log',
    'table-file',
    'table-file',
    'table-file',
    'x-archive',
  ]);
  // A name in prose cannot be told by its form; what can be is masked before anything is stored.
  for (const { preview, mapping, rejections, name } of inspections) {
    const shown = JSON.stringify([preview.rows, mapping?.columns.map(({ samples }) => samples), rejections]);
    for (const value of [CANARY.email, encodeURIComponent(CANARY.email), CANARY.phone, CANARY.visitor])
      expect(shown.includes(value), name).toBe(false);
  }
  await importFiles(engine, files);
  const { counts } = await engine.call('app.status', {});
  expect(counts.events).toBeGreaterThan(20);
  expect([counts.orders, counts.messages > 3, counts.people > 2]).toEqual([2, true, true]);

  // What analyses and reports say; top-messages quotes texts on purpose, on the owner's own screen only.
  const given = neededParams(['/tea', '/cart']);
  for (const { id } of await engine.call('analyses.list', {})) {
    const reply = await engine.call('analyses.run', {
      id,
      params: given[id] ?? {},
      filter: { range: null, bots: true },
      compare: true,
    });
    if (id !== 'top-messages') expect(found(JSON.stringify(reply)), id).toEqual([]);
  }
  for (const { id: report } of await engine.call('reports.list', {})) {
    const made = await engine.call('reports.make', { report, filter: ALL });
    const content = Buffer.from(made.bytes).toString('utf8');
    expect(content.length).toBeGreaterThan(500);
    expect(found(content), report).toEqual([]);
  }
  await finished(engine, () => engine.call('audits.start', { files, retentionDays: 30 }));
  for (const as of ['html', 'json'] as const) {
    const made = await engine.call('audits.export', { as });
    expect(found(Buffer.from(made.bytes).toString('utf8')), `audit as ${as}`).toEqual([]);
  }
  const told = [
    await engine.call('imports.list', {}),
    await engine.call('jobs.list', {}),
    await engine.call('audit.list', { offset: 0, limit: 200 }),
    await engine.call('privacy.people', { offset: 0, limit: 50 }),
    await engine.call('privacy.holdings', {}),
    ...(await Promise.all(
      (await engine.call('imports.list', {})).map((entry) => engine.call('imports.rejections', { run: entry.id })),
    )),
  ];
  expect(found(JSON.stringify(told))).toEqual([]);

  if (passphrase) {
    const { people } = await engine.call('privacy.people', { offset: 0, limit: 50 });
    const revealed = await Promise.all(people.map(({ person }) => engine.call('privacy.reveal', { person })));
    expect(JSON.stringify(revealed), 'the vault does hold it, for its owner').toContain(CANARY.email);
    expect(found(JSON.stringify(await engine.call('audit.list', { offset: 0, limit: 200 })))).toEqual([]);
  }
  await engine.call('backup.make', { passphrase: 'carried on a memory stick' });
  // Also while it is written to, with its log; here not even the texts that people wrote can be read.
  if (encrypted) expect(filesIn(data).flatMap(hitsIn)).toEqual([]);
  await engine.close();
  if (encrypted) {
    expect(filesIn(data).flatMap(hitsIn)).toEqual([]);
    return;
  }
  expect(cellsWithCanary(data)).toEqual([]);
  expect(filesWithCanary(data)).toEqual([]);
});

test('nothing of it is on standard error, also when imports fail', async () => {
  const dir = freshDir();
  const files = await writeInputs(dir);
  const broken = join(dir, 'broken.csv');
  writeFileSync(broken, `Email,Date,Total\n${CANARY.email},never,"unclosed ${CANARY.name}\n`);
  const cli = fileURLToPath(new URL('../../src-main/hosts/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'import', ...files, broken, '--data', join(dir, 'data')], {
    stdio: 'pipe',
  });
  const exited = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exited;
  expect(found(out + err)).toEqual([]);
});
