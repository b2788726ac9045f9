import type { TableResult } from '../../../shared/results.ts';
import { pageNames } from './series.ts';

/** What is counted as success, '' = a purchase, and why that, in words for people ('' = nothing to explain). */
export interface FirstGoal {
  goal: string;
  why: string;
}

const PURCHASE: FirstGoal = { goal: '', why: '' };

/** The page that shops show once an order is placed, as the common shop programs and languages name it. */
const THANKS =
  /(?:^|[/_.-])(?:thank(?:-?_?you|s)|order-?_?(?:received|confirm(?:ed|ation)|complete[d]?|success)|checkout\/(?:success|onepage\/success|finish|complete)|danke(?:schoen)?|bestell-?(?:bestaetigung|ung-(?:erfolgreich|abgeschlossen))|merci|confirmation(?:-de)?-commande|commande-confirmee|gracias|pedido-(?:confirmado|recibido|realizado)|grazie|ordine-(?:confermato|ricevuto)|obrigad[oa]|bedankt)(?:$|[/_.?-])/i;

/** Steps towards a purchase and other acts, the nearest to success first. */
const NEXT_BEST = [
  ['checkout', 'the checkout, as the data names no purchases'],
  ['cart', 'the cart, as the data names no purchases'],
  ['custom', 'the most frequent event, as the data names no purchases'],
  ['download', 'the most frequent download, as the data names no purchases'],
] as const;

/**
 * What to count while nobody chose: the owner's first goal; purchases, where the data has any; the page that thanks for an
 * order; then the nearest to it that the data has. An event without a name of its own goes by its page, and as a goal would
 * count those who only looked at that page, too: only a download may be named by a path.
 */
export function firstGoal(
  kept: readonly string[],
  events: TableResult | undefined,
  pages: TableResult | undefined,
): FirstGoal {
  if (kept[0] !== undefined) return { goal: kept[0], why: 'your first goal' };
  const at = (id: string) => events?.columns.findIndex((column) => column.id === id) ?? -1;
  const [event, kind] = [at('event'), at('kind')];
  const named = (events?.rows ?? []).map(({ cells }) => ({
    event: String(cells[event] ?? ''),
    kind: String(cells[kind] ?? ''),
  }));
  if (named.some((one) => one.kind === 'purchase')) return PURCHASE;
  const thanks = pages ? pageNames(pages).find(({ page }) => THANKS.test(page)) : undefined;
  if (thanks) return { goal: thanks.page, why: 'the page that thanks for an order, as the data names no purchases' };
  for (const [wanted, why] of NEXT_BEST) {
    const found = named.find(
      (one) => one.kind === wanted && one.event !== '' && (wanted === 'download' || !one.event.startsWith('/')),
    );
    if (found) return { goal: found.event, why };
  }
  return PURCHASE;
}
