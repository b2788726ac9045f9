import { type Evidence, type Finding, SEVERITIES, type Severity } from '../../../shared/audit.ts';
import { TRACKER_DOMAINS } from '../lexicons/tracker-domains.ts';
import type { ConsentState, Purpose } from '../../../shared/model.ts';
import type { OurPurposes } from '../consent/signal.ts';
import { categoryOf } from './categories.ts';
import { note } from './finding.ts';
import { EPRIVACY, LONGEST_DAYS } from './cookie-rules.ts';
import { OwnCookies, type Place } from './own-cookies.ts';
import type { AuditRecord } from './record.ts';
import { SharedIds } from './shared-ids.ts';
import { siteOf } from './site-of.ts';

export type TrackerKind = keyof typeof TRACKER_DOMAINS;

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

/** In which recorded visits something was seen. */
type Visits = Set<number>;

/** A visit of one site in one recording. What the visitor told this site they told no other. */
interface Visit {
  id: number;
  said: Partial<Record<Purpose, ConsentState>>;
}

interface Party {
  site: string;
  kind: TrackerKind | null;
  requests: number;
  beforeConsent: number;
  cookies: Set<string>;
  longestDays: number;
  evidence: Evidence[];
  visits: Visits;
  early: Evidence[];
  earlyVisits: Visits;
  /** Requests after a no to their purpose. */
  refused: { count: number; evidence: Evidence[]; visits: Visits };
  /** Kinds of personal data sent, and where. */
  receives: Map<string, Evidence[]>;
  sentVisits: Visits;
}

const MOST_PARTIES = 1000;

const SEVERITY: Readonly<Record<TrackerKind, Severity>> = {
  advertising: 'high',
  analytics: 'medium',
  marketing: 'medium',
  media: 'low',
};
/** Purposes of which one must be agreed to before a tracker of a kind may be asked. */
const PURPOSES: Readonly<Record<TrackerKind, readonly Purpose[]>> = {
  advertising: ['advertising'],
  analytics: ['service'],
  marketing: ['marketing', 'advertising'],
  media: [],
};
/** What a row says and holds. */
export interface RowFacts {
  said: OurPurposes;
  /** Kinds of personal data. */
  kinds: ReadonlySet<string>;
}

/** Who besides the site itself was asked for something in a recorded visit, what they were sent and set, and whether before consent. */
export class ThirdPartyAudit {
  readonly #parties = new Map<string, Party>();
  readonly #ids = new SharedIds();
  readonly #ownCookies = new OwnCookies();
  readonly #visits: Visits = new Set();
  /** How many visits there were so far. */
  #count = 0;
  /** Those of the file that is being read, by the site of their pages: a recording may go through several. */
  #ofSites = new Map<string, Visit>();
  /** A browser that sends a signal once means it for the whole visit. */
  #objects = false;
  readonly #ignored: Evidence[] = [];
  readonly #ignoredVisits: Visits = new Set();
  #ignoredCount = 0;

  /** Another file, and so other visits: maybe of other sites, whose visitor has not said anything yet. */
  begin(): void {
    this.#ofSites = new Map();
    this.#objects = false;
  }

  add(file: string, { request, line }: AuditRecord, { said, kinds }: RowFacts): void {
    if (!request) return;
    const own = siteOf(request.page || request.host);
    const visit = this.#visitOf(own);
    const place = { visit: visit.id, file, line };
    this.#visits.add(visit.id);
    Object.assign(visit.said, said);
    this.#objects ||= request.gpc || request.dnt;
    const site = siteOf(request.host);
    this.#ids.add(site, request.ids, place);
    if (site === own) {
      const isAgreed = Object.values(visit.said).includes('granted');
      this.#ownCookies.add(site, place, request, isAgreed);
      return;
    }
    const kind = trackerKindOf(request.host);
    const party = this.#partyOf(site, kind);
    if (!party) return;
    party.kind ??= kind;
    party.requests++;
    party.visits.add(visit.id);
    note(party.evidence, file, line);
    for (const { name, lifetimeDays } of request.cookies) {
      party.cookies.add(name);
      party.longestDays = Math.max(party.longestDays, lifetimeDays ?? 0);
    }
    for (const name of request.sentCookies) party.cookies.add(name);
    for (const type of kinds) {
      party.sentVisits.add(visit.id);
      const evidence = party.receives.get(type) ?? [];
      note(evidence, file, line);
      party.receives.set(type, evidence);
    }
    if (kind) this.#addTracker(party, kind, visit, place);
  }

  #visitOf(site: string): Visit {
    const visit = this.#ofSites.get(site) ?? { id: this.#count++, said: {} };
    this.#ofSites.set(site, visit);
    return visit;
  }

  #addTracker(party: Party, kind: TrackerKind, { id, said }: Visit, { file, line }: Place): void {
    const states = PURPOSES[kind].map((purpose) => said[purpose]);
    if (states.length === 0) return;
    if (states.includes('denied') && !states.includes('granted')) {
      party.refused.count++;
      party.refused.visits.add(id);
      note(party.refused.evidence, file, line);
    }
    if (!states.includes('granted')) {
      party.beforeConsent++;
      party.earlyVisits.add(id);
      note(party.early, file, line);
    }
    if (this.#objects && kind !== 'analytics') {
      this.#ignoredCount++;
      this.#ignoredVisits.add(id);
      note(this.#ignored, file, line);
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
      visits: new Set(),
      early: [],
      earlyVisits: new Set(),
      refused: { count: 0, evidence: [], visits: new Set() },
      receives: new Map(),
      sentVisits: new Set(),
    };
    this.#parties.set(site, made);
    return made;
  }

  /** Everybody who was asked, most requests first. */
  summary() {
    return [...this.#parties.values()]
      .map(({ site, kind, requests, beforeConsent, cookies, longestDays, receives }) => ({
        site,
        kind,
        requests,
        beforeConsent,
        cookies: [...cookies].sort(),
        longestDays,
        receives: [...receives.keys()].sort(),
      }))
      .sort((a, b) => b.requests - a.requests || (a.site < b.site ? -1 : 1));
  }

  findings(): Finding[] {
    const all = [...this.#parties.values()];
    const total = all.reduce((sum, { requests }) => sum + requests, 0);
    return [
      ...all.flatMap((party) =>
        [...asked(party, total), ...refused(party), ...longLived(party), ...sentTo(party)].map(
          ({ visits, ...finding }) => ({ ...finding, reach: this.#reach(visits) }),
        ),
      ),
      ...this.#ids.findings(this.#visits.size),
      ...this.#ownCookies.findings(this.#visits.size),
      ...this.#ofSignal(total),
    ];
  }

  /** What a recorded visit meets, everybody may meet: reach is counted in visits, not in requests. */
  readonly #reach = (visits: Visits): number => visits.size / Math.max(1, this.#visits.size);

  #ofSignal(total: number): Finding[] {
    if (this.#ignoredCount === 0) return [];
    return [
      {
        area: 'consent',
        category: '',
        sample: '',
        id: 'consent:gpc-ignored',
        severity: 'high',
        confidence: 0.95,
        title: 'Trackers are asked although the browser sends Global Privacy Control or Do Not Track',
        field: 'sec-gpc, dnt',
        count: this.#ignoredCount,
        share: this.#ignoredCount / Math.max(1, total),
        reach: this.#reach(this.#ignoredVisits),
        articles: ['CCPA §1798.135(e)', 'GDPR Art. 21(5)'],
        fix: 'Take the signal as an opt-out of sale and sharing: do not load advertising for these visitors.',
        evidence: this.#ignored,
      },
    ];
  }
}

type Seen = Finding & { visits: Visits };

const BASE = { area: 'third-parties' as const, category: '', sample: '', confidence: 0.95 };

function asked(party: Party, total: number): Seen[] {
  const { site, kind, requests, beforeConsent, evidence, visits, early, earlyVisits } = party;
  // After a plain no there is a finding of its own.
  if (!kind || (beforeConsent > 0 && beforeConsent === party.refused.count)) return [];
  return [
    {
      ...BASE,
      id: `third-party:${site}`,
      severity: beforeConsent > 0 ? SEVERITY[kind] : 'low',
      title: beforeConsent > 0 ? `${site} (${kind}) is asked before anybody agreed` : `${site} (${kind}) is asked`,
      field: site,
      count: beforeConsent || requests,
      share: requests / Math.max(1, total),
      articles: EPRIVACY,
      fix: 'Load it only after consent to this purpose, or do without it; name it in the privacy notice.',
      evidence: beforeConsent > 0 ? early : evidence,
      visits: beforeConsent > 0 ? earlyVisits : visits,
    },
  ];
}

function refused({ site, kind, requests, refused: { count, evidence, visits } }: Party): Seen[] {
  if (count === 0) return [];
  return [
    {
      ...BASE,
      id: `third-party:refused:${site}`,
      severity: 'critical',
      title: `${site} (${kind}) is asked although the visitor said no to its purpose`,
      field: site,
      count,
      share: count / Math.max(1, requests),
      articles: ['GDPR Art. 7(3)', 'GDPR Art. 5(1)(b)', 'ePrivacy Art. 5(3)'],
      fix: 'Tie it to the answer to its own purpose: a yes to statistics is none to advertising.',
      evidence,
      visits,
    },
  ];
}

function longLived({ site, cookies, longestDays, evidence, visits }: Party): Seen[] {
  if (longestDays <= LONGEST_DAYS) return [];
  return [
    {
      ...BASE,
      id: `third-party:cookie-life:${site}`,
      severity: 'medium',
      title: `${site} sets cookies that last ${Math.round(longestDays)} days`,
      field: site,
      count: cookies.size,
      share: 1,
      articles: ['ePrivacy Art. 5(3)', 'GDPR Art. 5(1)(e)'],
      fix: 'Shorten them to 13 months at most.',
      evidence,
      visits,
    },
  ];
}

/** Which data a party is sent; numbers that stand for a visitor are what trackers live on, and told of as joins. */
function sentTo({ site, kind, requests, receives, sentVisits }: Party): Seen[] {
  const groups = new Map<string, { severity: Severity; evidence: Evidence[]; types: string[] }>();
  for (const [type, evidence] of receives) {
    const category = categoryOf(type);
    if (!category || (category.severity === 'medium' && type !== 'HASHED_IDENTIFIER')) continue;
    const group = groups.get(category.title) ?? { severity: category.severity, evidence: [], types: [] };
    group.types.push(type);
    for (const { file, line } of evidence) note(group.evidence, file, line);
    groups.set(category.title, group);
  }
  if (groups.size === 0) return [];
  const all = [...groups.values()];
  const evidence = all.flatMap((group) => group.evidence).sort((a, b) => a.line - b.line);
  const rows = new Map(evidence.map((one) => [`${one.file}\u0000${one.line}`, one]));
  return [
    {
      ...BASE,
      confidence: 0.9,
      id: `third-party:data:${site}`,
      severity: SEVERITIES.find((severity) => all.some((group) => group.severity === severity)) ?? 'high',
      title: `${site}${kind ? ` (${kind})` : ''} is sent personal data: ${[...groups.keys()].map((title) => title.toLowerCase()).join('; ')}`,
      field: site,
      category: all
        .flatMap(({ types }) => types)
        .sort()
        .join(', '),
      count: rows.size,
      share: rows.size / Math.max(1, requests),
      articles: ['GDPR Art. 13(1)(e)', 'GDPR Art. 28', 'GDPR Art. 44'],
      fix: 'Send it only if this party needs it, under a contract, and name it in the privacy notice; else take it out of the address, the form or the script.',
      evidence: [...rows.values()],
      visits: sentVisits,
    },
  ];
}
