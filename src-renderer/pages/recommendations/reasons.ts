import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import type { TableResult } from '../../../shared/results.ts';
import { lastWord } from '../consent-standing.ts';

/** One suggestion with its reason in words. */
export interface Suggestion {
  key: string;
  item: string;
  reason: string;
  people: number;
}

/** True when a suggestion table rests on the person's own purchases, not on what is popular with everybody. */
export function isPersonal(table: TableResult): boolean {
  const basis = table.columns.findIndex((column) => column.id === 'basis');
  return table.rows.some(({ cells }) => cells[basis] === 'own purchases');
}

/** Suggestions with their reasons. `count` writes a number of people with its noun: "41 people". */
export function suggestionsOf(table: TableResult, count: (people: number) => string): Suggestion[] {
  const at = (id: string) => table.columns.findIndex((column) => column.id === id);
  const [item, because, people, basis] = [at('item'), at('because'), at('people'), at('basis')];
  return table.rows.map(({ key, cells }) => {
    const both = typeof cells[people] === 'number' ? cells[people] : 0;
    const own = cells[basis] === 'own purchases';
    return {
      key,
      item: String(cells[item] ?? ''),
      people: both,
      reason: own
        ? `Because they bought ${String(cells[because] ?? '')}; ${count(both)} bought both.`
        : `Popular: ${count(both)} bought it.`,
    };
  });
}

/** Why no suggestion can rest on this person's own purchases; null when nothing stands in the way. */
export type Obstacle = 'no-orders' | 'frozen' | 'objected' | 'no-consent' | null;

/** Finds the obstacle from what is on record. The latest word on personal suggestions counts. */
export function obstacleOf(card: Pick<SeenPerson, 'orders' | 'restricted' | 'consents'>, personal: boolean): Obstacle {
  if (card.restricted) return 'frozen';
  const said = lastWord(card.consents, 'personalisation');
  if (said === 'denied') return 'objected';
  // How many there are is not told where they said no to being counted; with a yes to this use orders would have been found.
  if (card.orders === 0 || (card.orders === null && said === 'granted' && !personal)) return 'no-orders';
  return personal ? null : 'no-consent';
}
