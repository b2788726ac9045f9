import type { Network } from '../../shared/model.ts';
import type { Source } from './format.ts';
import { type JsonObject, listAt, textAt } from './json-read.ts';
import { bytesOf } from './members.ts';
import { type ElementReader, metaInstant, metaMessage, startOf } from './meta-elements.ts';
import { repairedText } from './mojibake.ts';
import { contentKey, type Occurrences, personBucket } from './table-occurrence.ts';

const PARTICIPANT_BYTES = 64 * 1024;
const PARTICIPANTS = /"participants"\s*:\s*(\[[^\]]*\])/;

/** Whether a member's start is that of a conversation of Messenger or Instagram. */
export function isConversation(start: Uint8Array): boolean {
  const text = Buffer.from(start).toString('latin1');
  return /^\s*\{\s*"participants"\s*:\s*\[/.test(text) && /"messages"\s*:\s*\[/.test(text);
}

/** Names of those who take part in a conversation, from its start; none when they cannot be read. */
async function participantsOf(source: Source, path: string): Promise<string[]> {
  const text = Buffer.from(await startOf(bytesOf(source, path), PARTICIPANT_BYTES)).toString('utf8');
  try {
    const list = JSON.parse(PARTICIPANTS.exec(text)?.[1] ?? '[]') as unknown;
    return listAt({ list }, 'list').map((one) => repairedText(textAt(one, 'name')));
  } catch {
    return [];
  }
}

/** The one name that takes part in all of several conversations is the owner's; '' where none or several do. */
export async function commonParticipant(source: Source, paths: readonly string[]): Promise<string> {
  let common: readonly string[] = [];
  const threads = new Set<string>();
  for (const path of paths) {
    const names = await participantsOf(source, path);
    if (names.length === 0) continue;
    common = threads.size === 0 ? [...new Set(names)] : common.filter((name) => names.includes(name));
    threads.add(path.slice(0, path.lastIndexOf('/')));
  }
  const [only = '', ...others] = common;
  return threads.size > 1 && others.length === 0 ? only : '';
}

/** Calls, joined groups and the like are marked by a type of their own. */
const isTalk = (element: JsonObject): boolean => ['', 'Generic', 'Share'].includes(textAt(element, 'type'));

/** Reads the messages of one conversation; `path` of its member tells equal messages of two conversations apart. */
export function messageReader(
  network: Network,
  path: string,
  isOwner: (name: string) => boolean,
  repeats: Occurrences,
): ElementReader {
  const thread = personBucket(path.split('/').at(-2) ?? '');
  return (element, line) => {
    const text = textAt(element, 'content');
    const sender = textAt(element, 'sender_name');
    if (sender === '') return { code: 'missing-field', line, field: 'sender_name' };
    // Pictures, stickers and voice messages come without words.
    if (!isTalk(element) || text === '') return null;
    const atMs = metaInstant(element.timestamp_ms ?? element.timestamp);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'timestamp_ms' };
    const parts = ['direct', String(atMs), thread, personBucket(sender), atMs === null ? text : ''];
    const own = isOwner(sender);
    return metaMessage(network, {
      line,
      key: contentKey(parts, repeats.next(parts.join('\u0000'))),
      kind: 'direct',
      atMs,
      author: own ? [] : [{ kind: 'name', scope: network, value: sender }],
      own,
      text,
    });
  };
}
