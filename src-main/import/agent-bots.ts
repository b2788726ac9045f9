import { isbotMatch } from 'isbot';
import type { BotClass } from '../../shared/model.ts';
import type { NamedAgent } from './agent-browsers.ts';
import { productTable } from './agent-table.ts';
import { BOT_CLASS_NAMES } from './lexicons/agent-bot-classes.ts';

/** What a robot comes for, and which rule found it to be one, in a few words. */
export interface BotVerdict {
  botClass: BotClass;
  rule: string;
}

const classByName = productTable(BOT_CLASS_NAMES);

/** Where no list has the name: words in it that say what it does. */
const CLASS_WORDS: readonly (readonly [RegExp, BotClass])[] = [
  [/\b(?:gpt|llm|ai)[-_ ]?(?:bot|crawler|agent|search)|[-_ ]ai(?:bot)?\b|chatbot/i, 'ai-crawler'],
  [/feed|rss|podcast|atom\/|subscribers/i, 'feed'],
  [
    /monitor|uptime|synthetic|health ?check|statusc|\bping|availability|lighthouse|speed|validator|link ?check|scan/i,
    'monitor',
  ],
  [/preview|link ?expan|unfurl|embed|thumb|favicon|screenshot|snippet|snapshot/i, 'social-preview'],
  [/seo|backlink|rank|audit|marketing|\bads?(?:bot|crawl|spider)/i, 'seo'],
  [/search|index|spider|archiv/i, 'search'],
  [
    /\b(?:java|python|perl|php|ruby|node|go|curl|wget|http|lib|client|sdk|api)\b|[-_]?http|^(?:java|python|php|ruby|perl)|libcurl|scrapy|httrack|headless|phantomjs|selenium|puppeteer|playwright/i,
    'library',
  ],
];

function classOf(agent: string, lower: string, named: NamedAgent): BotClass {
  const known = classByName(lower);
  if (known) return known.family as BotClass;
  if (named.kind === 'library') return 'library';
  const address = /https?:|www\./i.test(agent);
  // The name first: an address in the agent has words of its own, and nearly every one of them "http".
  const ownName = named.family === '' ? agent.slice(0, 60) : named.family;
  const byWord = CLASS_WORDS.find(([words]) => words.test(ownName))?.[1];
  if (byWord) return byWord;
  // A bare product without an explanation is somebody's program.
  return named.kind === 'word' && !address ? 'library' : 'other';
}

/** Signs that outweigh the name of a browser or an app: a robot that calls itself Chrome adds where it may be asked about. */
const STRONG_SIGN =
  /https?:|www\.|[\w.]@\w|bot\b|crawl|spider|scrap|headless|monitor|synthetic|archiv|fetcher|selenium|phantomjs/i;
/** Shapes of browsers and telephones that the general rules take for robots, as they have words of robots in them. */
const PERSONS = /chromeframe|\bFBAN\/|AppleNews|MIDP|CLDC/;
/** Programs around a browser, which make test tools as well as apps. */
const SHELLS = /Electron|devtools|cloud|googleweblight|PHP/i;

const isCubot = (lower: string): boolean => lower.includes('cubot') && !/(?<!cu)bot\b|crawl|spider/.test(lower);

/** Whether an agent is a machine, and why; null for people and for what nobody can tell. */
export function botVerdict(agent: string, named: NamedAgent): BotVerdict | null {
  const lower = agent.toLowerCase();
  const verdict = (rule: string): BotVerdict => ({ botClass: classOf(agent, lower, named), rule: rule.slice(0, 60) });
  if (named.kind === 'bot') return verdict(`known robot: ${named.family}`);
  if (named.kind === 'library') return verdict(`known library: ${named.family}`);
  if (named.kind === 'named-bot') return isCubot(lower) ? null : verdict(`name says robot: ${named.family}`);
  const app = (named.kind === 'app' || named.kind === 'browser') && agent.startsWith('Mozilla/5.0 (');
  if ((app || PERSONS.test(agent)) && !STRONG_SIGN.test(agent) && !SHELLS.test(agent)) return null;
  const match = isbotMatch(agent);
  // Only a short word says something of the rule; where the whole agent is what fits, its text has no place in a rule.
  if (match !== null)
    return verdict(
      match.length <= 24 && !match.includes('@') ? `isbot: ${match.toLowerCase().trim()}` : 'isbot: shape',
    );
  return null;
}
