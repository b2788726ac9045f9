import type { ReadDb } from '../store/open.ts';
import { hasOwnScores, listOwnWords } from '../store/tables/corrections.ts';
import type { TopicModelRow } from '../store/tables/topic-models.ts';
import { keptLayer } from './kept-meaning.ts';
import type { ReadingSetup } from './read-texts.ts';

/** How texts are to be read now. Own scores are wanted where there are any: a statement for each of a million messages would be felt. */
export function readingSetup<T extends TopicModelRow | null>(db: ReadDb, topics: T): ReadingSetup & { topics: T } {
  const words = listOwnWords(db);
  const kept = keptLayer(db);
  const scores = words.length > 0 || kept?.used === true || hasOwnScores(db);
  return { words, kept, scores, topics };
}
