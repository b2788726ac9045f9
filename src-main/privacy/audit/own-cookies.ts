import type { Evidence, Finding } from '../../../shared/audit.ts';
import { note } from './finding.ts';
import { EPRIVACY, LONGEST_DAYS, TRACKING_COOKIE } from './cookie-rules.ts';
import type { VisitRequest } from './record.ts';

interface Kept {
  names: Set<string>;
  evidence: Evidence[];
  visits: Set<number>;
}
interface OfSite {
  early: Kept;
  long: Kept;
  longestDays: number;
}

const none = (): Kept => ({ names: new Set(), evidence: [], visits: new Set() });

/** Where something was seen: the number of the recorded visit, the name of its file and the line. */
export interface Place {
  visit: number;
  file: string;
  line: number;
}

function keep(kept: Kept, name: string, { visit, file, line }: Place): void {
  kept.names.add(name);
  kept.visits.add(visit);
  note(kept.evidence, file, line);
}

const listed = ({ names }: Kept) => [...names].sort().join(', ');

/** What the sites that were visited keep in the browser by themselves: each visit has its own site. */
export class OwnCookies {
  readonly #sites = new Map<string, OfSite>();

  /** Cookies of the site itself: a script sets them unseen, so that the first sign is that they are sent back. */
  add(site: string, place: Place, { cookies, sentCookies }: VisitRequest, isAgreed: boolean): void {
    const of = this.#sites.get(site) ?? { early: none(), long: none(), longestDays: 0 };
    this.#sites.set(site, of);
    for (const name of [...cookies.map((cookie) => cookie.name), ...sentCookies])
      if (!isAgreed && TRACKING_COOKIE.test(name)) keep(of.early, name, place);
    for (const { name, lifetimeDays } of cookies)
      if ((lifetimeDays ?? 0) > LONGEST_DAYS) {
        keep(of.long, name, place);
        of.longestDays = Math.max(of.longestDays, lifetimeDays ?? 0);
      }
  }

  /** `visits`: how many were recorded. Where they are of several sites, each finding says of which. */
  findings(visits: number): Finding[] {
    const isOne = this.#sites.size === 1;
    const base = { area: 'third-parties' as const, category: '', sample: '', confidence: 0.9, share: 1 };
    const seen = ({ names, evidence, visits: of }: Kept) => ({
      count: names.size,
      reach: of.size / Math.max(1, visits),
      evidence,
    });
    return [...this.#sites].flatMap(([site, { early, long, longestDays }]) => {
      const found: Finding[] = [];
      const named = { ...base, field: isOne ? 'cookies' : `cookies of ${site}` };
      if (early.names.size > 0)
        found.push({
          ...named,
          ...seen(early),
          id: `third-party:own-cookies${isOne ? '' : `:${site}`}`,
          severity: 'high',
          title: isOne
            ? `Cookies for tracking are set before consent: ${listed(early)}`
            : `${site} itself sets cookies for tracking before consent: ${listed(early)}`,
          articles: EPRIVACY,
          fix: 'Set them only after consent.',
        });
      if (long.names.size > 0)
        found.push({
          ...named,
          ...seen(long),
          id: `third-party:cookie-life:own${isOne ? '' : `:${site}`}`,
          severity: 'medium',
          title: `${isOne ? 'The site' : site} itself sets cookies that last ${Math.round(longestDays)} days: ${listed(long)}`,
          articles: ['ePrivacy Art. 5(3)', 'GDPR Art. 5(1)(e)'],
          fix: 'Shorten them to 13 months at most.',
        });
      return found;
    });
  }
}
