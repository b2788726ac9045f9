import type { BotClass, Device } from '../../shared/model.ts';
import { botVerdict } from './agent-bots.ts';
import { browserOf } from './agent-browsers.ts';
import { deviceOf } from './agent-devices.ts';
import { systemOf } from './agent-systems.ts';

/** What a user agent says of itself. Empty strings where it does not say. */
export interface AgentInfo {
  /** Family without version, as "Firefox" or "Mobile Safari"; for bots their own name. */
  browser: string;
  /** Major version. */
  version: string;
  os: string;
  device: Device;
  bot: boolean;
  /** What the bot comes for; '' for people. */
  botClass: BotClass;
  /** Which rule found it to be a bot, as "isbot: googlebot"; '' for people. */
  botRule: string;
}

const MEMO_SIZE = 50_000;
const memo = new Map<string, AgentInfo>();
/** Longest part that is read: real agents are below 1,000 characters, and patterns take time with every letter. */
const MAX_READ = 1024;
const MAX_NAME = 60;

const UNKNOWN: AgentInfo = {
  browser: '',
  version: '',
  os: '',
  device: 'unknown',
  bot: false,
  botClass: '',
  botRule: '',
};

/** Whether an agent is a machine: a crawler, a monitor, a script. An empty agent is taken as unknown, not as a bot. */
export const isBotAgent = (agent: string): boolean => classifyAgent(agent).bot;

/** Browser, system, device and, for machines, class of a user agent. Remembered: files hold few different ones. */
export function classifyAgent(agent: string): AgentInfo {
  const known = memo.get(agent);
  if (known) return known;
  const info = describe(spaced(agent.slice(0, MAX_READ)).trim());
  if (memo.size >= MEMO_SIZE) memo.clear();
  memo.set(agent, info);
  return info;
}

/** Logs of IIS write a plus sign for each space. */
const spaced = (agent: string): string =>
  agent.includes('+(') && !agent.includes(' ') ? agent.replaceAll(/\+(?!http|$)/g, ' ') : agent;

function describe(agent: string): AgentInfo {
  if (agent === '' || agent === '-') return UNKNOWN;
  const named = browserOf(agent);
  const os = systemOf(agent);
  const verdict = botVerdict(agent, named);
  const browser = named.family.slice(0, MAX_NAME);
  return {
    browser: verdict && browser === '' ? firstWords(agent) : browser,
    version: named.major.slice(0, 12),
    os,
    device: verdict ? 'bot' : deviceOf(agent, os, browser),
    bot: verdict !== null,
    botClass: verdict?.botClass ?? '',
    botRule: verdict?.rule ?? '',
  };
}

/** What a bot without a family calls itself. */
const firstWords = (agent: string): string => (/^[\w .-]+/.exec(agent)?.[0] ?? '').trim().slice(0, MAX_NAME);
