import type { ReadDb } from '../store/open.ts';
import { listOwnWords, loadLayer } from '../store/tables/corrections.ts';
import type { KeptLayer } from './kept-layer.ts';
import { makeOwnMeaning, type OwnMeaning } from './own-meaning.ts';

/** What was learnt from corrections; null = nothing. */
export function keptLayer(db: ReadDb): KeptLayer | null {
  const json = loadLayer(db);
  return json === undefined ? null : (JSON.parse(json) as KeptLayer);
}

/** What words mean in this business, as it stands now. */
export const loadOwnMeaning = (db: ReadDb): OwnMeaning => makeOwnMeaning(listOwnWords(db), keptLayer(db));
