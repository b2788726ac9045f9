import { AppError } from '../../shared/errors.ts';
import { listTwins } from '../store/orders/twins.ts';
import { scopesOf } from '../store/orders/words.ts';
import { listSaleChoices, removeSaleChoice, saveSaleChoice } from '../store/tables/sale-choices.ts';
import type { Group } from './handlers.ts';

export const sales: Group<'sales'> = {
  'sales.twins': ({ db }) => {
    const choices = listSaleChoices(db);
    return listTwins(db).map((twins) => {
      const pair = [twins.one, twins.other];
      const chosen = choices.find(({ counted, leftOut }) => pair.includes(counted) && pair.includes(leftOut));
      return { ...twins, counted: chosen?.counted ?? null };
    });
  },
  'sales.countOnce': ({ db, touch, audit }, { counted, leftOut }) => {
    const known = new Set(scopesOf(db).values());
    if (!known.has(counted) || !known.has(leftOut)) throw new AppError('not-found');
    saveSaleChoice(db, { counted, leftOut });
    audit('sales.counted-once');
    touch();
    return { saved: true };
  },
  'sales.countBoth': ({ db, touch, audit }, { one, other }) => {
    const removed = removeSaleChoice(db, one, other);
    if (removed) {
      audit('sales.counted-both');
      touch();
    }
    return { removed };
  },
};
