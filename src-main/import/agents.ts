import { isbot } from 'isbot';
import { UAParser } from 'my-ua-parser';
import type { Device } from '../../shared/model.ts';

/** What a user agent says of itself. Empty strings where it does not say. */
export interface AgentInfo {
  /** Name without version, as "Firefox"; for bots their own name. */
  browser: string;
  os: string;
  device: Device;
  bot: boolean;
}

/** Crawlers and fetchers of AI services, by the names their makers publish, beside what isbot knows. */
const AI_CRAWLERS =
  /\b(GPTBot|ChatGPT-User|OAI-SearchBot|ClaudeBot|Claude-(?:Web|User|SearchBot)|anthropic-ai|PerplexityBot|Perplexity-User|Google-(?:Extended|CloudVertexBot|NotebookLM)|Gemini-Deep-Research|Applebot|Amazonbot|Bytespider|CCBot|cohere-(?:ai|training-data-crawler)|Diffbot|DuckAssistBot|meta-external(?:agent|fetcher)|FacebookBot|MistralAI-User|YouBot|Timpibot|omgili(?:bot)?|ImagesiftBot|PetalBot|AI2Bot|Kangaroo Bot|PanguBot|Webzio-Extended|iaskspider|img2dataset|news-please|Scrapy|SemrushBot-OCOB|TikTokSpider|bedrockbot|NovaAct|QuillBot|Operator)\b/i;
const MEMO_SIZE = 50_000;
const memo = new Map<string, AgentInfo>();

/** Whether an agent is a machine: a crawler, a monitor, a script. An empty agent is taken as unknown, not as a bot. */
export const isBotAgent = (agent: string): boolean => agent !== '' && (isbot(agent) || AI_CRAWLERS.test(agent));

/** Browser, system and device of a user agent. Remembered: files hold few different ones. */
export function classifyAgent(agent: string): AgentInfo {
  const known = memo.get(agent);
  if (known) return known;
  const info = describe(agent);
  if (memo.size >= MEMO_SIZE) memo.clear();
  memo.set(agent, info);
  return info;
}

function describe(agent: string): AgentInfo {
  if (agent === '') return { browser: '', os: '', device: 'unknown', bot: false };
  if (isBotAgent(agent)) return { browser: botName(agent), os: '', device: 'bot', bot: true };
  const { browser, os, device } = new UAParser(agent).getResult();
  return {
    browser: browser.name ?? '',
    os: os.name ?? '',
    device: toDevice(device.type, os.name ?? '', browser.name ?? ''),
    bot: false,
  };
}

const DESKTOPS =
  /^(Windows|Mac OS|macOS|Linux|Chromium OS|Chrome OS|Ubuntu|Debian|Fedora|CentOS|Mint|Arch|SUSE|Gentoo|FreeBSD|OpenBSD|NetBSD|Solaris|Haiku|Unix)\b/i;
const PHONES = /^(iOS|Android|Windows Phone|BlackBerry|HarmonyOS|KaiOS|Symbian|Tizen|Sailfish|webOS)/i;

function toDevice(type: string | undefined, os: string, browser: string): Device {
  if (type === 'mobile') return 'phone';
  if (type === 'tablet') return 'tablet';
  if (type !== undefined && type !== '') return 'other';
  if (PHONES.test(os)) return 'phone';
  if (DESKTOPS.test(os)) return 'desktop';
  return browser === '' && os === '' ? 'unknown' : 'other';
}

/** The name a bot gives itself: the word that says bot, else the AI name, else the product before the first slash. */
function botName(agent: string): string {
  const word = /[\w.-]*(?:bot|crawler|spider|slurp|fetcher|externalagent|monitor)[\w-]*/i.exec(agent)?.[0];
  const name = AI_CRAWLERS.exec(agent)?.[1] ?? word ?? /^[\w .-]+/.exec(agent)?.[0] ?? '';
  return name.trim().slice(0, 60);
}
