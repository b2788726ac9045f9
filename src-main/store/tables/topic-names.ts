import type { TopicRow } from './readings.ts';

/** Topics as charts know them: merged ones under one number, hidden ones under none. `names[0]` is no topic. */
export function topicNames(listed: readonly TopicRow[]): { names: string[]; numberOf: Map<number, number> } {
  const topics = new Map(listed.map((topic) => [topic.id, topic]));
  const names = [''];
  const numberOf = new Map<number, number>();
  // Topics of one name are one to people; what is called "other" is no topic.
  const shown = new Map<string, number>([['other', 0]]);
  for (const topic of topics.values()) {
    let head = topic;
    // At most one step for each topic: a ring of merges must not hang.
    for (let step = 0; head.mergedInto !== 0 && step < topics.size; step++) head = topics.get(head.mergedInto) ?? head;
    if (head.hidden || topic.hidden) continue;
    const name = head.ownName || head.label;
    const code = shown.get(name) ?? names.push(name) - 1;
    shown.set(name, code);
    numberOf.set(topic.id, code);
  }
  return { names, numberOf };
}
