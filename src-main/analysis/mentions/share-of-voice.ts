import type { MessageColumns } from '../../../shared/columns.ts';
import type { SavedSearch } from '../../../shared/contract/listening.ts';
import type { TableColumn, TableResult } from '../../../shared/results.ts';
import type { RunContext } from '../analysis.ts';
import { messagesInRange, moodOf, PeopleCounter } from '../base/messages.ts';
import { netMood, scoredShare } from '../base/net-mood.ts';

/** A kept search with the ids of the messages it finds. */
export interface FoundMentions {
  search: SavedSearch;
  ids: Uint32Array;
}

/** Figures of one search while it is counted. */
class Count {
  messages = 0;
  response = 0;
  reach = 0;
  /** Messages that tell their reach, and the response to those. */
  reachMessages = 0;
  reachResponse = 0;
  readonly moods = [0, 0, 0];
  readonly people = new PeopleCounter();

  add(columns: MessageColumns, i: number): void {
    this.messages++;
    this.people.add(columns.author[i] as number);
    const response = (columns.likes[i] as number) + (columns.shares[i] as number) + (columns.replies[i] as number);
    this.response += response;
    // What a network calls reach where it tells it, else views; 0 where neither is known.
    const reach = (columns.reach[i] as number) || (columns.views[i] as number);
    if (reach > 0) {
      this.reach += reach;
      this.reachMessages++;
      this.reachResponse += response;
    }
    const mood = moodOf(columns.sentiment[i] as number);
    if (mood >= 0) this.moods[mood] = (this.moods[mood] as number) + 1;
  }
}

const COLUMNS: TableColumn[] = [
  { id: 'name', label: 'Search', type: 'text' },
  { id: 'kind', label: 'About', type: 'text' },
  { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
  { id: 'authors', label: 'People', type: 'number', unit: 'people' },
  { id: 'voice', label: 'Share of voice', type: 'number', unit: 'share', isPart: true },
  { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
  { id: 'engagement', label: 'Response', type: 'number', unit: 'count' },
  { id: 'reach', label: 'Reach', type: 'number', unit: 'count' },
  { id: 'rate', label: 'Response per reach', type: 'number', unit: 'share' },
  { id: 'scored', label: 'Mood known', type: 'number', unit: 'share' },
];

const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

function rowOf(search: SavedSearch, count: Count, mentions: number): TableResult['rows'][number] {
  const [negative = 0, , positive = 0] = count.moods;
  const moods = { negative, positive, scored: count.moods.reduce((a, b) => a + b, 0) };
  return {
    key: String(search.id),
    cells: [
      search.name,
      search.kind,
      count.messages,
      count.people.count,
      shareOf(count.messages, mentions),
      netMood(moods, count.messages),
      count.response,
      // Nobody's messages are seen by nobody: none of them tells.
      count.reach > 0 ? count.reach : null,
      count.reachMessages > 0 ? count.reachResponse / count.reach : null,
      scoredShare(moods, count.messages),
    ],
    people: count.people.count,
  };
}

/**
 * How much others say of each search in the period. Share of voice is of all mentions of the searches listed: a message that
 * names two counts for both. Reach is null where no message tells it; response per reach is of the messages that do. Net mood is the share of positive
 * less that of negative among scored messages, −1..1. Own, passed-on and repeated messages and spam are left out.
 */
export function shareOfVoice(
  messages: MessageColumns,
  found: readonly FoundMentions[],
  context: RunContext,
): TableResult {
  const { from, to } = messagesInRange(messages, context);
  const wanted = found.map(({ ids }) => new Set(ids));
  const counts = found.map(() => new Count());
  const everyone = new PeopleCounter();
  let n = 0;
  for (let i = from; i < to; i++) {
    if (messages.own[i] === 1 || messages.apart[i] !== 0) continue;
    const id = messages.id[i] as number;
    let any = false;
    wanted.forEach((ids, s) => {
      if (!ids.has(id)) return;
      any = true;
      counts[s]?.add(messages, i);
    });
    if (!any) continue;
    n++;
    everyone.add(messages.author[i] as number);
  }
  const mentions = counts.reduce((sum, count) => sum + count.messages, 0);
  const rows = found.map(({ search }, s) => rowOf(search, counts[s] as Count, mentions));
  rows.sort((a, b) => (b.cells[2] as number) - (a.cells[2] as number));
  return {
    kind: 'table',
    columns: COLUMNS,
    rows,
    total: rows.length,
    n,
    people: everyone.count,
  };
}
