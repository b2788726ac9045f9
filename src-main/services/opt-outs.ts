import { EVENT_FLAGS } from '../../shared/model.ts';
import type { Purpose } from '../../shared/model.ts';
import { decodeDnt, decodeGpc } from '../privacy/consent/short-strings.ts';
import type { StoredEvents } from '../store/events/block.ts';
import type { WriteDb } from '../store/open.ts';
import { addConsent } from '../store/tables/consents.ts';
import { DROPPED } from './suppressor.ts';

interface Seen {
  atMs: number;
  line: number;
}

const SIGNALS = [
  { flag: EVENT_FLAGS.gpc, wording: 'Sec-GPC: 1', purposes: Object.keys(decodeGpc('1').ours) as Purpose[] },
  { flag: EVENT_FLAGS.dnt, wording: 'DNT: 1', purposes: Object.keys(decodeDnt('1').ours) as Purpose[] },
] as const;

const ANY = EVENT_FLAGS.gpc | EVENT_FLAGS.dnt;

/**
 * Opt-out signals that browsers sent with their visits (W3C Global Privacy Control; DNT), as refusals of the people behind
 * them: with the person all that is known of them, orders and messages too. The first and the last of an import are kept, so
 * that a consent given between does not outlast a signal that goes on.
 */
export class OptOuts {
  readonly #seen = SIGNALS.map(() => new Map<number, { first: Seen; last: Seen }>());

  /** Looks at rows that are about to be stored. */
  note({ count, at, person, flags, line }: Pick<StoredEvents, 'count' | 'at' | 'person' | 'flags' | 'line'>): void {
    for (let i = 0; i < count; i++) {
      const flag = flags[i] as number;
      if ((flag & ANY) === 0 || (flag & EVENT_FLAGS.own) !== 0) continue;
      const who = person[i] as number;
      if (who === 0 || who === DROPPED) continue;
      const seen = { atMs: at[i] as number, line: line[i] as number };
      for (const [s, { flag: wanted }] of SIGNALS.entries())
        if ((flag & wanted) !== 0) this.#noteOne(this.#seen[s] as Map<number, { first: Seen; last: Seen }>, who, seen);
    }
  }

  #noteOne(people: Map<number, { first: Seen; last: Seen }>, who: number, seen: Seen): void {
    const known = people.get(who);
    if (!known) people.set(who, { first: seen, last: seen });
    else if (seen.atMs < known.first.atMs) known.first = seen;
    else if (seen.atMs > known.last.atMs) known.last = seen;
  }

  /** Writes what was seen into the history of consents. In the caller's transaction. */
  save(db: WriteDb, run: number): void {
    for (const [s, { wording, purposes }] of SIGNALS.entries())
      for (const [person, { first, last }] of this.#seen[s] ?? [])
        for (const { atMs, line } of first.atMs === last.atMs ? [first] : [first, last])
          for (const purpose of purposes)
            addConsent(db, { person, purpose, state: 'denied', atMs, wording, run, line });
  }
}
