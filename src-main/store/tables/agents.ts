import { type BotClass, DEVICES, type Device } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** A browser or program. */
interface StoredAgent {
  /** User-agent string as sent. */
  text: string;
  browser: string;
  /** Major version. */
  major: string;
  os: string;
  /** Index into DEVICES. */
  device: number;
  bot: boolean;
  botClass: BotClass;
  /** Which rule found it to be a bot. */
  botRule: string;
}

/** Columns keep agents in two bytes; the last ids are kept for families. */
const MAX_AGENT = 65_535;
const SINGLE_AGENTS = 60_000;

/** One entry for all agents of the same kind, once a store has met more single ones than the columns can tell apart. */
function familyOf({ browser, os, device, bot, botClass }: StoredAgent): StoredAgent {
  const kind: Device = DEVICES[device] ?? 'unknown';
  return {
    text: `(${kind} ${browser} ${os}${bot ? ` bot ${botClass}`.trimEnd() : ''})`,
    browser,
    major: '',
    os,
    device,
    bot,
    botClass,
    botRule: '',
  };
}

function insert(db: WriteDb, agent: StoredAgent): number {
  const id = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM agents');
  if (id > MAX_AGENT) return 0;
  const { text, browser, os, device, bot, major, botClass, botRule } = agent;
  const columns = 'id, text, browser, os, device, bot, major, bot_class, bot_rule';
  const values = [id, text, browser, os, device, bot ? 1 : 0, major, botClass, botRule] as const;
  run(db, `INSERT INTO agents (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...values);
  return id;
}

const find = (db: ReadDb, text: string): number => number(db, 'SELECT id FROM agents WHERE text = ?', text);

/** Adds what earlier versions did not keep of an agent that is met again. What it is called stays: figures of one run must not change by another. */
function complete(db: WriteDb, id: number, { major, botClass, botRule }: StoredAgent): void {
  const update =
    "UPDATE agents SET major = ?, bot_class = ?, bot_rule = ? WHERE id = ? AND bot_class = '' AND major = ''";
  run(db, update, major, botClass, botRule, id);
}

/** Id of an agent, made if new. The empty text is 0 (unknown). */
export function addAgent(db: WriteDb, agent: StoredAgent): number {
  if (agent.text === '') return 0;
  return remember(db, 'agents', agent.text, () => {
    const known = find(db, agent.text);
    if (known > 0) {
      complete(db, known, agent);
      return known;
    }
    if (number(db, 'SELECT coalesce(max(id), 0) FROM agents') < SINGLE_AGENTS) return insert(db, agent);
    const family = familyOf(agent);
    return find(db, family.text) || insert(db, family);
  });
}
