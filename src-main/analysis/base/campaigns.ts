import type { CampaignColumns } from '../../../shared/columns.ts';
import type { Unit } from '../../../shared/results.ts';
import type { RunContext } from '../analysis.ts';
import { type PeriodPart, periodParts, type Subjects } from './periods.ts';

/** Code of the currency most rows with spend are in; money in other currencies is never added to it. */
export function campaignCurrency({ currency, spend, length }: CampaignColumns): number {
  const counts = new Uint32Array(256);
  for (let i = 0; i < length; i++) {
    const code = currency[i] as number;
    if ((spend[i] as number) > 0) counts[code] = (counts[code] as number) + 1;
  }
  let best = 0;
  for (let code = 1; code < 256; code++) if ((counts[code] as number) > (counts[best] as number)) best = code;
  return best;
}

/** How amounts are to be read: as the shop's own money, or, where ads are paid in another currency, as bare numbers. */
export function moneyUnit(campaigns: CampaignColumns, { currency }: RunContext, otherwise: Unit): Unit {
  const main = campaigns.currencies[campaignCurrency(campaigns)] ?? '';
  return main === '' || currency === undefined || currency === '' || main === currency ? 'money' : otherwise;
}

/** Two rows of one campaign count the same things unless they name different ad sets or ads. */
const meet = (a: string, b: string): boolean => {
  const [group, ad] = a.split('\u0000');
  const [otherGroup, otherAd] = b.split('\u0000');
  const same = (one = '', other = '') => one === '' || other === '' || one === other;
  return same(group, otherGroup) && same(ad, otherAd);
};

/** Parts of campaign rows that count in the period, each thing once. */
export function campaignParts(campaigns: CampaignColumns, { range }: RunContext): PeriodPart[] {
  const subjects: Subjects = {
    subjectOf: (i) => `${campaigns.network[i]} ${campaigns.campaign[i]}`,
    labelOf: (i) => `${campaigns.group[i] || ''}\u0000${campaigns.ad[i] || ''}`,
    meet,
  };
  return periodParts(campaigns, () => true, range, subjects);
}
