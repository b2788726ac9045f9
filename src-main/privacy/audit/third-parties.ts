import type { Evidence, Finding, Severity } from '../../../shared/audit.ts';
import { TRACKER_DOMAINS } from '../lexicons/tracker-domains.ts';
import { note } from './finding.ts';
import type { AuditRecord } from './record.ts';
import { hashOf } from './risk.ts';

type TrackerKind = keyof typeof TRACKER_DOMAINS;

const KIND_OF = new Map(
  (Object.entries(TRACKER_DOMAINS) as [TrackerKind, string][]).flatMap(([kind, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((domain): [string, TrackerKind] => [domain, kind]),
  ),
);

/** What a host is known for; null for hosts that are in no list. */
export function trackerKindOf(host: string): TrackerKind | null {
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    const kind = KIND_OF.get(rest);
    if (kind) return kind;
  }
  return null;
}

/** Endings under which anybody may register a name, of those that are made of two parts. */
const TWO_PART_ENDINGS = /\.(?:co|com|org|net|ac|gov|edu)\.[a-z]{2}$/;
/** The name that somebody registered: the last two parts of a host, or three below endings such as co.uk. */
export function siteOf(host: string): string {
  const parts = host.replace(/:\d+$/, '').split('.');
  return parts.slice(TWO_PART_ENDINGS.test(host) ? -3 : -2).join('.');
}

interface Party {
  site: string;
  kind: TrackerKind | null;
  requests: number;
  beforeConsent: number;
  cookies: Set<string>;
  longestDays: number;
  evidence: Evidence[];
  early: Evidence[];
}

const MOST_PARTIES = 1000;
const MOST_IDS = 100_000;
/** Consent is to be asked for again after 13 months; cookies should not outlive it. */
const LONGEST_DAYS = 396;

const SEVERITY: Readonly<Record<TrackerKind, Severity>> = {
  advertising: 'high',
  analytics: 'medium',
  marketing: 'medium',
  media: 'low',
};
const EPRIVACY = ['ePrivacy Art. 5(3)', 'GDPR Art. 6(1)(a)', 'GDPR Art. 13(1)(e)'];

/** Who besides the site itself was asked for something in a recorded visit, what they set, and whether before consent. */
export class ThirdPartyAudit {
  readonly #parties = new Map<string, Party>();
  readonly #sitesOfId = new Map<number, Set<string>>();
  #own = '';
  #consented = false;
  #ownEarly: { names: Set<string>; evidence: Evidence[] } = { names: new Set(), evidence: [] };
  readonly #ignored: Evidence[] = [];
  #ignoredCount = 0;

  /** `consents`: whether this or an earlier request says that advertising or analytics are allowed. */
  add(file: string, { request, line }: AuditRecord, consents: boolean): void {
    if (!request) return;
    this.#consented ||= consents;
    this.#own ||= siteOf(request.page || request.host);
    const site = siteOf(request.host);
    if (site === this.#own) {
      for (const { name } of request.cookies)
        if (
          !this.#consented &&
          /^_ga|^_gid|^_fbp|^_fbc|^_hj|^_uet|^_tt|^_pin|^_scid|^ajs_|^amp_|^mp_|^hubspotutk/.test(name)
        ) {
          this.#ownEarly.names.add(name);
          note(this.#ownEarly.evidence, file, line);
        }
      return;
    }
    const kind = trackerKindOf(request.host);
    const party = this.#partyOf(site, kind);
    if (!party) return;
    party.kind ??= kind;
    party.requests++;
    note(party.evidence, file, line);
    for (const { name, lifetimeDays } of request.cookies) {
      party.cookies.add(name);
      party.longestDays = Math.max(party.longestDays, lifetimeDays ?? 0);
    }
    if (kind && kind !== 'media') {
      if (!this.#consented) {
        party.beforeConsent++;
        note(party.early, file, line);
      }
      if (request.gpc || request.dnt) {
        this.#ignoredCount++;
        note(this.#ignored, file, line);
      }
    }
    for (const id of request.ids) {
      const key = hashOf(id);
      if (this.#sitesOfId.size >= MOST_IDS && !this.#sitesOfId.has(key)) continue;
      this.#sitesOfId.set(key, (this.#sitesOfId.get(key) ?? new Set()).add(site));
    }
  }

  #partyOf(site: string, kind: TrackerKind | null): Party | null {
    const known = this.#parties.get(site);
    if (known) return known;
    if (this.#parties.size >= MOST_PARTIES) return null;
    const made: Party = {
      site,
      kind,
      requests: 0,
      beforeConsent: 0,
      cookies: new Set(),
      longestDays: 0,
      evidence: [],
      early: [],
    };
    this.#parties.set(site, made);
    return made;
  }

  /** Everybody who was asked, most requests first. */
  summary() {
    return [...this.#parties.values()]
      .map(({ site, kind, requests, beforeConsent, cookies, longestDays }) => ({
        site,
        kind,
        requests,
        beforeConsent,
        cookies: [...cookies].sort(),
        longestDays,
      }))
      .sort((a, b) => b.requests - a.requests || (a.site < b.site ? -1 : 1));
  }

  findings(): Finding[] {
    const all = [...this.#parties.values()];
    const total = all.reduce((sum, { requests }) => sum + requests, 0);
    const base = { area: 'third-parties' as const, category: '', sample: '', confidence: 0.95 };
    const found: Finding[] = all.flatMap((party) => {
      const list: Finding[] = [];
      const { site, kind, requests, beforeConsent, longestDays, evidence, early } = party;
      if (kind)
        list.push({
          ...base,
          id: `third-party:${site}`,
          severity: beforeConsent > 0 ? SEVERITY[kind] : 'low',
          title: beforeConsent > 0 ? `${site} (${kind}) is asked before anybody agreed` : `${site} (${kind}) is asked`,
          field: site,
          count: beforeConsent || requests,
          share: requests / Math.max(1, total),
          articles: EPRIVACY,
          fix: 'Load it only after consent to this purpose, or do without it; name it in the privacy notice.',
          evidence: beforeConsent > 0 ? early : evidence,
        });
      if (longestDays > LONGEST_DAYS)
        list.push({
          ...base,
          id: `third-party:cookie-life:${site}`,
          severity: 'medium',
          title: `${site} sets cookies that last ${Math.round(longestDays)} days`,
          field: site,
          count: party.cookies.size,
          share: 1,
          articles: ['ePrivacy Art. 5(3)', 'GDPR Art. 5(1)(e)'],
          fix: 'Shorten them to 13 months at most.',
          evidence,
        });
      return list;
    });
    return [...found, ...this.#acrossSites()];
  }

  #acrossSites(): Finding[] {
    const found: Finding[] = [];
    const base = { area: 'third-parties' as const, category: '', sample: '' };
    const shared = [...this.#sitesOfId.values()].filter((sites) => sites.size > 1);
    if (shared.length > 0) {
      const sites = [...new Set(shared.flatMap((one) => [...one]))].sort();
      found.push({
        ...base,
        id: 'third-party:joins',
        severity: 'high',
        confidence: 0.8,
        title: `${shared.length} values that stand for one visitor go to ${sites.length} parties, who can join what they know`,
        field: sites.slice(0, 8).join(', '),
        count: shared.length,
        share: shared.length / Math.max(1, this.#sitesOfId.size),
        articles: ['GDPR Art. 26', 'GDPR Art. 13(1)(e)', 'CCPA §1798.140(ah)'],
        fix: 'Do not hand the same number to several parties; switch cookie matching off.',
        evidence: [],
      });
    }
    if (this.#ownEarly.names.size > 0)
      found.push({
        ...base,
        id: 'third-party:own-cookies',
        severity: 'high',
        confidence: 0.9,
        title: `Cookies for tracking are set before consent: ${[...this.#ownEarly.names].sort().join(', ')}`,
        field: 'cookies',
        count: this.#ownEarly.names.size,
        share: 1,
        articles: EPRIVACY,
        fix: 'Set them only after consent.',
        evidence: this.#ownEarly.evidence,
      });
    if (this.#ignoredCount > 0)
      found.push({
        ...base,
        area: 'consent',
        id: 'consent:gpc-ignored',
        severity: 'high',
        confidence: 0.95,
        title: 'Trackers are asked although the browser sends Global Privacy Control or Do Not Track',
        field: 'sec-gpc, dnt',
        count: this.#ignoredCount,
        share:
          this.#ignoredCount /
          Math.max(
            1,
            [...this.#parties.values()].reduce((sum, { requests }) => sum + requests, 0),
          ),
        articles: ['CCPA §1798.135(e)', 'GDPR Art. 21(5)'],
        fix: 'Take the signal as an opt-out of sale and sharing: do not load advertising for these visitors.',
        evidence: this.#ignored,
      });
    return found;
  }
}
