import type { ConsentState, Purpose } from '../../../shared/model.ts';

/** What a consent signal means for our purposes; a purpose it says nothing of is missing. */
export type OurPurposes = Partial<Record<Purpose, ConsentState>>;

/** One decoded signal. */
export interface Signal {
  format: string;
  valid: boolean;
  /** Codes of what is wrong with it. */
  problems: string[];
  ours: OurPurposes;
  /** Fields of the format itself. */
  details: Record<string, unknown>;
}

/** Several signals about the same person: a refusal outweighs a consent, whichever says it. */
export function joined(all: readonly OurPurposes[]): OurPurposes {
  const ours: OurPurposes = {};
  for (const one of all)
    for (const [purpose, state] of Object.entries(one) as [Purpose, ConsentState][])
      if (ours[purpose] !== 'denied') ours[purpose] = state;
  return ours;
}
