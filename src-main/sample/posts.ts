import yazl from 'yazl';
import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, isWithin, timeOfDay } from './calendar.ts';
import { PRODUCTS, SHOP_HANDLE, SHOP_HOST, SHOP_NAME, STORY } from './catalogue.ts';
import type { Random } from './random.ts';
import { postText } from './texts.ts';

const ACCOUNT_ID = '7300000000000000001';
const pad = (n: number) => String(n).padStart(2, '0');
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** X's own date form: "Sat Feb 18 12:33:11 +0000 2023". */
function xDate(atMs: number): string {
  const date = new Date(atMs);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(pad).join(':');
  return `${WEEKDAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${pad(date.getUTCDate())} ${time} +0000 ${date.getUTCFullYear()}`;
}

function makePost(random: Random, calendar: Calendar, atMs: number, index: number) {
  const inCampaign = isWithin(calendar.campaign, atMs);
  const reach = inCampaign ? 3 : 1;
  const link = random.chance(0.4) ? ` https://t.co/s${String(index).padStart(9, '0')}` : '';
  const text = `${postText(random, random.pick(PRODUCTS).name)}${inCampaign ? ` #${STORY.campaignName.replace('-', '')}` : ''}`;
  const start = [...text].length + 1;
  return {
    tweet: {
      id_str: String(1_900_000_000_000_000_000n + BigInt(index) * 1_000_003n),
      created_at: xDate(atMs),
      full_text: text + link,
      lang: 'en',
      favorite_count: String(random.poisson(14 * reach)),
      retweet_count: String(random.poisson(3 * reach)),
      entities: {
        hashtags: [],
        user_mentions: [],
        urls:
          link === ''
            ? []
            : [
                {
                  url: link.trim(),
                  expanded_url: `https://${SHOP_HOST}/journal`,
                  indices: [String(start), String(start + link.length - 1)],
                },
              ],
      },
    },
  };
}

const part = (name: string, value: unknown) =>
  Buffer.from(`window.YTD.${name}.part0 = ${JSON.stringify(value, null, 1)}`);

/** The shop's own posts as an X archive (zip), in the layout of 2022 and later. */
export async function xArchive(random: Random, calendar: Calendar, wanted: number): Promise<Uint8Array> {
  const days = (calendar.endMs - calendar.startMs) / DAY_MS;
  const times = Array.from(
    { length: wanted },
    () => calendar.startMs + random.below(days) * DAY_MS + timeOfDay(random),
  ).sort((a, b) => a - b);
  const zip = new yazl.ZipFile();
  // A fixed date keeps the archive the same to the byte.
  const options = { mtime: new Date(calendar.endMs), compress: true };
  zip.addBuffer(
    part('manifest', { userInfo: { accountId: ACCOUNT_ID, userName: SHOP_HANDLE, displayName: SHOP_NAME } }),
    'data/manifest.js',
    options,
  );
  zip.addBuffer(
    part('account', [
      {
        account: {
          accountId: ACCOUNT_ID,
          username: SHOP_HANDLE,
          accountDisplayName: SHOP_NAME,
          createdAt: '2019-04-02T09:00:00.000Z',
        },
      },
    ]),
    'data/account.js',
    options,
  );
  zip.addBuffer(
    part(
      'tweets',
      times.map((atMs, i) => makePost(random, calendar, atMs, i)),
    ),
    'data/tweets.js',
    options,
  );
  zip.addBuffer(part('direct_messages', []), 'data/direct-messages.js', options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
