/** Share of people whom their first n different visits single out. */
export interface Uniqueness {
  visits: number;
  /** People with at least so many different visits; the share is of these. */
  people: number;
  unique: number;
  share: number;
}

const MOST_VISITS = 10;
/** People looked at; evenly spread over the file if there are more. */
const MOST_PEOPLE = 5000;

/**
 * Unicity (de Montjoye et al. 2013, "Unique in the Crowd"), with a person's first visits for the points an attacker knows:
 * how many are told apart from everybody else by them. `visits` are in order of time; `point` numbers what a visit shows.
 */
export function uniqueAfter(visits: readonly { person: number; point: number }[]): Uniqueness[] {
  const traces = new Map<number, Set<number>>();
  const peopleAt = new Map<number, Set<number>>();
  for (const { person, point } of visits) {
    const trace = traces.get(person) ?? new Set();
    trace.add(point);
    traces.set(person, trace);
    const people = peopleAt.get(point) ?? new Set();
    people.add(person);
    peopleAt.set(point, people);
  }
  const step = Math.max(1, traces.size / MOST_PEOPLE);
  const all = [...traces];
  const sample = Array.from(
    { length: Math.min(all.length, MOST_PEOPLE) },
    (_, i) => all[Math.floor(i * step)] as [number, Set<number>],
  );
  return Array.from({ length: MOST_VISITS }, (_, i) => i + 1)
    .map((count) => {
      const enough = sample.filter(([, trace]) => trace.size >= count);
      const unique = enough.filter(([, trace]) => isAlone([...trace].slice(0, count), peopleAt)).length;
      return { visits: count, people: enough.length, unique, share: enough.length === 0 ? 0 : unique / enough.length };
    })
    .filter(({ people }) => people > 0);
}

/** Whether only one person has been at all these points. */
function isAlone(points: readonly number[], peopleAt: ReadonlyMap<number, ReadonlySet<number>>): boolean {
  const sets = points.map((point) => peopleAt.get(point) as ReadonlySet<number>).sort((a, b) => a.size - b.size);
  let together = 0;
  for (const person of sets[0] as ReadonlySet<number>) {
    if (sets.every((set) => set.has(person))) together++;
    if (together > 1) return false;
  }
  return true;
}
