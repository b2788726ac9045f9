import { type Device, DEVICES } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** A browser or program. */
interface StoredAgent {
  /** User-agent string as sent. */
  text: string;
  browser: string;
  os: string;
  /** Index into DEVICES. */
  device: number;
  bot: boolean;
}

/** Columns keep agents in two bytes; the last ids are kept for families. */
const MAX_AGENT = 65_535;
const SINGLE_AGENTS = 60_000;

/** One entry for all agents of the same kind, once a store has met more single ones than the columns can tell apart. */
function familyOf({ browser, os, device, bot }: StoredAgent): StoredAgent {
  const kind: Device = DEVICES[device] ?? 'unknown';
  return { text: `(${kind} ${browser} ${os}${bot ? ' bot' : ''})`, browser, os, device, bot };
}

function insert(db: WriteDb, agent: StoredAgent): number {
  const id = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM agents');
  if (id > MAX_AGENT) return 0;
  const values = [id, agent.text, agent.browser, agent.os, agent.device, agent.bot ? 1 : 0] as const;
  run(db, 'INSERT INTO agents VALUES (?, ?, ?, ?, ?, ?)', ...values);
  return id;
}

const find = (db: ReadDb, text: string): number => number(db, 'SELECT id FROM agents WHERE text = ?', text);

/** Id of an agent, made if new. The empty text is 0 (unknown). */
export function addAgent(db: WriteDb, agent: StoredAgent): number {
  if (agent.text === '') return 0;
  return remember(db, 'agents', agent.text, () => {
    const known = find(db, agent.text);
    if (known > 0) return known;
    if (number(db, 'SELECT coalesce(max(id), 0) FROM agents') < SINGLE_AGENTS) return insert(db, agent);
    const family = familyOf(agent);
    return find(db, family.text) || insert(db, family);
  });
}
