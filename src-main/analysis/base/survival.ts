/** One life: how long it was watched (in whole periods), and whether it ended then (else it went on unseen). */
export interface Life {
  periods: number;
  ended: boolean;
}

/** Per period: share still alive at its end, share of those at risk that ended in it, and how many were at risk. */
export interface Survival {
  alive: number[];
  hazard: (number | null)[];
  atRisk: number[];
  ended: number[];
}

/**
 * Share still alive over time, when not all lives were watched to their end (Kaplan & Meier 1958). A life watched for k
 * periods was at risk in periods 0 .. k, where k is the one in which it ended or was last seen.
 */
export function survivalOf(lives: readonly Life[], length: number): Survival {
  const ended = Array.from({ length }, () => 0);
  const last = Array.from({ length }, () => 0);
  for (const { periods, ended: isEnd } of lives) {
    const k = Math.min(periods, length - 1);
    last[k] = (last[k] as number) + 1;
    if (isEnd && periods < length) ended[k] = (ended[k] as number) + 1;
  }
  let risk = lives.length;
  let share = 1;
  const [alive, hazard, atRisk]: [number[], (number | null)[], number[]] = [[], [], []];
  for (let k = 0; k < length; k++) {
    atRisk.push(risk);
    const rate = risk > 0 ? (ended[k] as number) / risk : null;
    hazard.push(rate);
    share *= 1 - (rate ?? 0);
    alive.push(share);
    risk -= last[k] as number;
  }
  return { alive, hazard, atRisk, ended };
}
