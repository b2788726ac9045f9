// Writes a combined access log, the same for the same number of lines: node test/tools/log-lines.ts FILE LINES
import { closeSync, openSync, writeSync } from 'node:fs';
import process from 'node:process';
import { makeRandom } from '../bench/events.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FROM_MS = Date.UTC(2025, 4, 1);
const DAYS_30_MS = 30 * 86_400_000;
const HOST = 'https://www.shop.example';
const PAGES = 8000;
const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
];
const SYSTEMS = [
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
  'Linux; Android 14; Pixel 8',
];
const ELSEWHERE = [
  'https://www.google.com/search?q=tea+cups',
  'https://www.bing.com/',
  'https://l.facebook.com/l.php?u=x',
  'https://t.co/abcdef',
  'https://chatgpt.com/',
  'https://blog.example/teas',
];
const SECTIONS = ['products', 'journal', 'help', 'category/teas'];
const ASSETS = ['css/site.css', 'js/app.js', 'images/logo.svg', 'images/teapot-large.jpg', 'fonts/text.woff2'];

const two = (value: number): string => String(value).padStart(2, '0');
const stamp = (ms: number): string => {
  const d = new Date(ms);
  const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  return `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${time} +0000`;
};

/** Visits under way at once. */
const OPEN_VISITS = 64;
/** Mean hits of a visit; one hit is always made. */
const VISIT_HITS = 8;

/** Lines in time order over 30 days: one visitor per some 17 lines, who come in visits; pages by Zipf's law, a tenth of the hits by bots. */
export function* logLines(rows: number): Generator<string> {
  const random = makeRandom(7);
  const below = (n: number): number => Math.floor(random() * n);
  const visitors = Math.max(1, Math.round(rows / 17));
  const zipf = (n: number): number => Math.min(n, Math.floor((n + 1) ** random())) - 1;
  const page = (): string => {
    const id = zipf(PAGES);
    return id === 0 ? '/' : `/${SECTIONS[id % SECTIONS.length]}/item-number-${id}.html`;
  };
  const people = new Uint32Array(OPEN_VISITS);
  const left = new Uint32Array(OPEN_VISITS);
  const visitor = (): number => {
    const visit = below(OPEN_VISITS);
    if (left[visit] === 0) {
      // Squared: some come often, most once or twice.
      people[visit] = Math.floor(random() ** 2 * visitors);
      left[visit] = 1 + Math.floor(-Math.log(1 - random()) * (VISIT_HITS - 1));
    }
    (left[visit] as number)--;
    return people[visit] as number;
  };
  let second = -1;
  let at = '';
  for (let row = 0; row < rows; row++) {
    const ms = FROM_MS + (row / rows) * DAYS_30_MS;
    if (Math.floor(ms / 1000) !== second) {
      second = Math.floor(ms / 1000);
      at = stamp(second * 1000);
    }
    const isBot = random() < 0.1;
    const who = isBot ? below(40) : visitor();
    const address = `${10 + (who % 200)}.${(who >> 8) & 255}.${who & 255}.${(who * 7) % 250}`;
    const version = 90 + (who % 40);
    const agent = isBot
      ? BOTS[who % BOTS.length]
      : `Mozilla/5.0 (${SYSTEMS[who % SYSTEMS.length]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.${who % 13}.0 Safari/537.36`;
    const dice = random();
    const isAsset = !isBot && dice < 0.45;
    const target = isAsset ? `/${ASSETS[below(ASSETS.length)]}` : `${page()}${dice > 0.93 ? `?session=${row}` : ''}`;
    const status = dice > 0.985 ? 404 : dice > 0.97 ? 301 : isAsset && dice < 0.1 ? 304 : 200;
    const elsewhere = dice > 0.8 ? ELSEWHERE[below(ELSEWHERE.length)] : '-';
    const referrer = isAsset || (!isBot && dice < 0.8) ? HOST + page() : isBot ? '-' : elsewhere;
    yield `${address} - - [${at}] "GET ${target} HTTP/1.1" ${status} ${status === 304 ? '-' : 200 + below(60_000)} "${referrer}" "${agent}"\n`;
  }
}

/** Writes the lines in blocks. */
export function writeLog(path: string, rows: number): void {
  const file = openSync(path, 'w');
  let block: string[] = [];
  for (const line of logLines(rows)) {
    block.push(line);
    if (block.length === 8192) {
      writeSync(file, block.join(''));
      block = [];
    }
  }
  writeSync(file, block.join(''));
  closeSync(file);
}

const [, script, path, rows] = process.argv;
if (script === import.meta.filename && path) writeLog(path, Number(rows));
