import type { Evidence, Finding } from '../../../shared/audit.ts';
import { note } from './finding.ts';
import type { Place } from './own-cookies.ts';
import { hashOf } from './risk.ts';

const MOST_IDS = 100_000;

interface Sent {
  sites: Set<string>;
  visits: Set<number>;
  evidence: Evidence[];
}

/** Values that could stand for one visitor, and to which sites they were sent; only their hashes are kept. */
export class SharedIds {
  readonly #sent = new Map<number, Sent>();

  add(site: string, ids: readonly string[], { visit, file, line }: Place): void {
    for (const id of ids) {
      const key = hashOf(id);
      const known = this.#sent.get(key);
      if (!known && this.#sent.size >= MOST_IDS) continue;
      const sent = known ?? { sites: new Set(), visits: new Set(), evidence: [] };
      sent.sites.add(site);
      sent.visits.add(visit);
      note(sent.evidence, file, line);
      this.#sent.set(key, sent);
    }
  }

  /** `visits`: how many were recorded. */
  findings(visits: number): Finding[] {
    const shared = [...this.#sent.values()].filter(({ sites }) => sites.size > 1);
    if (shared.length === 0) return [];
    const sites = [...new Set(shared.flatMap((one) => [...one.sites]))].sort();
    const evidence: Evidence[] = [];
    for (const one of shared) for (const { file, line } of one.evidence.slice(0, 4)) note(evidence, file, line);
    return [
      {
        area: 'third-parties',
        category: '',
        sample: '',
        id: 'third-party:joins',
        severity: 'high',
        confidence: 0.8,
        title: `${shared.length === 1 ? 'A value that stands' : `${shared.length} values that stand`} for one visitor ${shared.length === 1 ? 'goes' : 'go'} to ${sites.length} sites, which can join what they know`,
        field: sites.slice(0, 8).join(', '),
        count: shared.length,
        share: shared.length / Math.max(1, this.#sent.size),
        reach: new Set(shared.flatMap((one) => [...one.visits])).size / Math.max(1, visits),
        articles: ['GDPR Art. 26', 'GDPR Art. 13(1)(e)', 'CCPA §1798.140(ah)'],
        fix: 'Do not hand the same number to several parties; switch cookie matching off.',
        evidence,
      },
    ];
  }
}
