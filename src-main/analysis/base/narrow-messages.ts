import { MESSAGE_COLUMNS, type MessageColumns } from '../../../shared/columns.ts';
import { type Network, NETWORKS } from '../../../shared/model.ts';

/** Which messages are looked at; an empty list = all. */
export interface MessageFilter {
  networks: readonly Network[];
  /** Language tags as the store has them; '' = unknown. */
  languages: readonly string[];
  /** Imports that brought the message. */
  runs: readonly number[];
}

type Column = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

function pick<T extends Column>(column: T, rows: Uint32Array): T {
  const picked = column.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i] as number] as number;
  return picked;
}

/** The messages that `keeps`, in new columns in the same order; the same columns when it keeps all. */
export function keepMessages(messages: MessageColumns, keeps: (i: number) => boolean): MessageColumns {
  const kept: number[] = [];
  for (let i = 0; i < messages.length; i++) if (keeps(i)) kept.push(i);
  if (kept.length === messages.length) return messages;
  const rows = Uint32Array.from(kept);
  const narrowed = { ...messages, length: rows.length };
  for (const name of MESSAGE_COLUMNS) (narrowed[name] as Column) = pick(messages[name] as Column, rows);
  return narrowed;
}

/** The messages of some networks, languages and imports. */
export function filterMessages(messages: MessageColumns, filter: MessageFilter): MessageColumns {
  const { networks, languages, runs } = filter;
  const networkIn = new Set(networks.map((network) => NETWORKS.indexOf(network)));
  const languageIn = new Set(languages.map((language) => messages.languages.indexOf(language)));
  const runIn = new Set(runs);
  return keepMessages(
    messages,
    (i) =>
      (networkIn.size === 0 || networkIn.has(messages.network[i] as number)) &&
      (languageIn.size === 0 || languageIn.has(messages.language[i] as number)) &&
      (runIn.size === 0 || runIn.has(messages.run[i] as number)),
  );
}

/** What some people wrote; the business's own posts are nobody's. */
export const messagesOf = (messages: MessageColumns, people: ReadonlySet<number>): MessageColumns =>
  keepMessages(messages, (i) => messages.own[i] === 0 && people.has(messages.author[i] as number));
