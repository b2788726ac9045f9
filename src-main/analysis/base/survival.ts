/** Per period: share still alive at its end, share of those at risk that ended in it, and how many were at risk. */
export interface Survival {
  alive: number[];
  hazard: (number | null)[];
  atRisk: number[];
}

/** Lives, counted by how many whole periods each was watched, and whether it ended then (else it went on unseen). */
export class Lives {
  count = 0;
  /** Periods of the longest life. */
  longest = 0;
  readonly #seen: number[] = [];
  readonly #ended: number[] = [];

  add(periods: number, ended: boolean): void {
    while (this.#seen.length <= periods) {
      this.#seen.push(0);
      this.#ended.push(0);
    }
    this.count++;
    this.longest = Math.max(this.longest, periods);
    const list = ended ? this.#ended : this.#seen;
    list[periods] = (list[periods] as number) + 1;
  }

  /**
   * Share still alive over `length` periods, when not all lives were watched to their end (Kaplan & Meier 1958). A life
   * watched for k periods was at risk in periods 0 .. k, where k is the one in which it ended or was last seen.
   */
  survival(length: number): Survival {
    let risk = this.count;
    let share = 1;
    const [alive, hazard, atRisk]: [number[], (number | null)[], number[]] = [[], [], []];
    for (let k = 0; k < length; k++) {
      const ended = this.#ended[k] ?? 0;
      atRisk.push(risk);
      const rate = risk > 0 ? ended / risk : null;
      hazard.push(rate);
      share *= 1 - (rate ?? 0);
      alive.push(share);
      risk -= ended + (this.#seen[k] ?? 0);
    }
    return { alive, hazard, atRisk };
  }
}
