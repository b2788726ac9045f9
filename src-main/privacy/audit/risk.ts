import type { Finding } from '../../../shared/audit.ts';
import type { AuditRecord } from './record.ts';

/** People and combinations that are kept apart at most. */
const MOST_COMBINATIONS = 200_000;
const SEVERAL = -1;

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const PARTS =
  /^(?:agent|user_?agent|browser|os|device|city|region|country|language|screen|resolution|timezone|context\.(?:useragent|locale|timezone))$/i;

/** Which combination of browser, place and hour a row shows. */
function combinationOf({ fields, atMs }: AuditRecord): string {
  const parts = fields.filter(([name]) => PARTS.test(name)).map(([, value]) => value);
  if (parts.length === 0) return '';
  const hour = Number.isNaN(atMs) ? '' : String(new Date(atMs).getUTCHours());
  return `${parts.join('\u0000')}\u0000${hour}`;
}

/** How many people a combination of harmless fields singles out. */
export class RiskAudit {
  readonly #personOf = new Map<number, number>();
  readonly #people = new Set<number>();
  full = false;

  add(record: AuditRecord): void {
    if (record.person === '') return;
    const combination = combinationOf(record);
    if (combination === '') return;
    const person = hashOf(record.person);
    const key = hashOf(combination);
    if (this.#people.size < MOST_COMBINATIONS) this.#people.add(person);
    const before = this.#personOf.get(key);
    if (before === undefined) {
      if (this.#personOf.size >= MOST_COMBINATIONS) {
        this.full = true;
        return;
      }
      this.#personOf.set(key, person);
    } else if (before !== person) this.#personOf.set(key, SEVERAL);
  }

  figures(): { people: number; combinations: number; alone: number; peopleAlone: number } {
    const alone = [...this.#personOf.values()].filter((person) => person !== SEVERAL);
    return {
      people: this.#people.size,
      combinations: this.#personOf.size,
      alone: alone.length,
      peopleAlone: new Set(alone).size,
    };
  }

  findings(): Finding[] {
    const { people, combinations, alone, peopleAlone } = this.figures();
    const share = peopleAlone / Math.max(1, people);
    if (people < 2 || share < 0.05) return [];
    return [
      {
        id: 're-identification:browser-place-hour',
        area: 're-identification',
        severity: share > 0.5 ? 'high' : 'medium',
        title: `${Math.round(100 * share)} % of people are singled out by browser, place and hour of the day alone`,
        field: '',
        category: '',
        count: alone,
        share: alone / Math.max(1, combinations),
        people: peopleAlone,
        reach: share,
        confidence: 0.9,
        sample: '',
        articles: ['GDPR Recital 26', 'GDPR Art. 25'],
        fix: 'Keep browser and system without version, places as regions, times as days; the command “inglenook lab kanon” finds the mildest way.',
        evidence: [],
      },
    ];
  }
}
