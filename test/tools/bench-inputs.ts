// Writes large inputs for the benchmarks, the same each time: node test/tools/bench-inputs.ts orders|tweets|segment FILE AMOUNT
// AMOUNT = rows of orders, megabytes of JSON.
import { closeSync, openSync, writeSync } from 'node:fs';
import process from 'node:process';
import { makeRandom } from '../bench/events.ts';

const random = makeRandom(11);
const below = (n: number): number => Math.floor(random() * n);
const WORDS =
  'tea cup pot leaf shop delivery late kind love broken lid spout warm morning quiet price gift again lovely bad slow cold good blue green'.split(
    ' ',
  );
const sentence = (): string => Array.from({ length: 8 + below(30) }, () => WORDS[below(WORDS.length)]).join(' ');
const FROM_MS = Date.UTC(2024, 0, 1);
const iso = (ms: number) => new Date(ms).toISOString();

function* orders(rows: number): Generator<string> {
  yield 'order id,email,order date,product,sku,quantity,unit price,total,currency\n';
  for (let i = 0; i < rows; i++) {
    const price = (5 + below(4000) / 100).toFixed(2);
    const quantity = 1 + below(3);
    yield `A${100_000 + i},person${below(rows / 4)}@example.com,${iso(FROM_MS + i * 60_000).slice(0, 19)},Tea ${below(400)},T${below(400)},${quantity},${price},${(Number(price) * quantity).toFixed(2)},EUR\n`;
  }
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function* tweets(): Generator<string> {
  for (let i = 0; ; i++) {
    const at = new Date(FROM_MS + i * 60_000);
    const [time = ''] = iso(at.getTime()).slice(11).split('.');
    const id = String(1_700_000_000_000_000_000n + BigInt(i) * 4096n);
    const text = sentence();
    // The shape and the length of what an archive of 2023 holds for a post with a link and a picture.
    const tweet = {
      edit_info: {
        initial: { editTweetIds: [id], editableUntil: iso(at.getTime()), editsRemaining: '5', isEditEligible: true },
      },
      retweeted: false,
      source: '<a href="https://mobile.example.com" rel="nofollow">Web App</a>',
      entities: {
        hashtags: [{ text: 'tea', indices: ['0', '4'] }],
        symbols: [],
        user_mentions: [
          {
            name: 'Some Body',
            screen_name: `somebody${below(5000)}`,
            indices: ['5', '14'],
            id_str: String(below(1e9)),
            id: '1',
          },
        ],
        urls: [
          {
            url: 'https://t.co/abcdefghij',
            expanded_url: `https://shop.example/tea/${i}`,
            display_url: 'shop.example/tea',
            indices: ['20', '43'],
          },
        ],
      },
      display_text_range: ['0', String(text.length)],
      favorite_count: String(below(90)),
      id_str: id,
      truncated: false,
      retweet_count: String(below(20)),
      id,
      possibly_sensitive: false,
      created_at: `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, '0')} ${time} +0000 ${at.getUTCFullYear()}`,
      favorited: false,
      full_text: text,
      lang: 'en',
    };
    yield `${i === 0 ? 'window.YTD.tweets.part0 = [\n' : ',\n'}${JSON.stringify({ tweet }, null, 1).replaceAll('\n', '')}`;
  }
}

function* segment(): Generator<string> {
  for (let i = 0; ; i++) {
    const at = iso(FROM_MS + i * 1000);
    // Ten events a visitor, within some hours of each other.
    const who = `a${Math.floor(i / 10) + below(2000)}`;
    yield `${JSON.stringify({
      type: 'page',
      anonymousId: who,
      messageId: `m-${i}`,
      timestamp: at,
      sentAt: at,
      receivedAt: at,
      context: {
        ip: '203.0.113.7',
        userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + below(40)}.0.0.0 Safari/537.36`,
        page: {
          path: `/tea/${below(900)}`,
          referrer: 'https://www.google.com/',
          search: '',
          title: sentence(),
          url: `https://shop.example/tea/${below(900)}`,
        },
        locale: 'en-GB',
        timezone: 'Europe/London',
        library: { name: 'analytics.js', version: '2.11.1' },
      },
      properties: { path: `/tea/${below(900)}`, title: 'Tea', url: 'https://shop.example/tea' },
    })}\n`;
  }
}

function write(path: string, parts: Iterable<string>, limitBytes: number, end = ''): void {
  const file = openSync(path, 'w');
  let block: string[] = [];
  let sizeBytes = 0;
  let held = 0;
  const flush = () => {
    writeSync(file, block.join(''));
    block = [];
    held = 0;
  };
  for (const part of parts) {
    block.push(part);
    sizeBytes += part.length;
    held += part.length;
    if (held > 1 << 20) flush();
    if (sizeBytes >= limitBytes) break;
  }
  block.push(end);
  flush();
  closeSync(file);
}

const [, script, kind, path = '', amount = '1'] = process.argv;
if (script === import.meta.filename) {
  const bytes = Number(amount) * 1e6;
  if (kind === 'orders') write(path, orders(Number(amount)), Number.POSITIVE_INFINITY);
  else if (kind === 'tweets') write(path, tweets(), bytes, '\n]');
  else write(path, segment(), bytes);
}
