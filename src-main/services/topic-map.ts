import type { TopicMap } from '../../shared/contract/listening.ts';
import { type Signature, topicPlaces } from '../analysis/topics/places.ts';
import type { ReadDb } from '../store/open.ts';
import { listTopics } from '../store/tables/readings.ts';
import { topicNames } from '../store/tables/topic-names.ts';
import { type Filter, runAnalysis } from './analyses.ts';
import type { QueryContext } from './context.ts';

/** Words of the topics by the names that charts know them by; those of merged ones together. */
function signaturesByName(db: ReadDb): Map<string, Signature> {
  const topics = listTopics(db);
  const { names, numberOf } = topicNames(topics);
  const found = new Map<string, Record<string, number>>();
  for (const { id, signature } of topics) {
    const name = names[numberOf.get(id) ?? 0];
    if (!name) continue;
    const words = found.get(name) ?? {};
    for (const [stem, weight] of Object.entries(signature)) words[stem] = (words[stem] ?? 0) + weight;
    found.set(name, words);
  }
  return found;
}

/** Topics of the period with where they lie by likeness. Only what the small-group rule lets pass has a place. */
export async function topicMap(context: QueryContext, filter: Filter): Promise<TopicMap> {
  const call = { id: 'topics-found', params: {}, filter, compare: false };
  const reply = await runAnalysis(context, call, false);
  const signatures = signaturesByName(context.db);
  const names = reply.result.kind === 'table' ? reply.result.rows.map(({ key }) => key) : [];
  const known = names.filter((name) => signatures.has(name)).sort();
  const { places, kept } = topicPlaces(known.map((name) => signatures.get(name) ?? {}));
  return { reply, places: known.map((name, i) => ({ name, x: places[i]?.x ?? 0, y: places[i]?.y ?? 0 })), kept };
}
