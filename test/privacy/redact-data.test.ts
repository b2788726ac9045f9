import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPersonal, type PersonalKind } from '../../src-main/privacy/find-personal.ts';

interface Sample {
  full_text: string;
  spans: { entity_type: string; start_position: number; end_position: number }[];
}

const root = resolve(import.meta.dirname, '../..');
const file = join(resolve(root, process.env.INGLENOOK_DATA ?? '../shared/data'), 'pii/generated_small.json');
const KINDS: Readonly<Record<string, PersonalKind>> = {
  PHONE_NUMBER: 'phone',
  CREDIT_CARD: 'card',
  IP_ADDRESS: 'IP address',
  EMAIL_ADDRESS: 'e-mail',
};

describe('masking on marked texts', () => {
  it('finds what has a form (prints recall and precision)', (context) => {
    if (!existsSync(file)) return context.skip(`no marked texts at hand (${'pii/generated_small.json'})`);
    const samples = JSON.parse(readFileSync(file, 'utf8')) as Sample[];
    const tally = { wanted: 0, found: 0, shown: 0, right: 0 };
    for (const { full_text: text, spans } of samples) {
      const wanted = spans.filter((span) => KINDS[span.entity_type] !== undefined);
      const found = findPersonal(text);
      tally.wanted += wanted.length;
      tally.shown += found.length;
      tally.found += wanted.filter((w) =>
        found.some((f) => f.start <= w.start_position && f.end >= w.end_position),
      ).length;
      // Anything marked as personal counts as rightly hidden, also the kinds that we do not look for.
      tally.right += found.filter((f) =>
        spans.some((s) => s.start_position < f.end && f.start < s.end_position),
      ).length;
    }
    const recall = tally.found / tally.wanted;
    const precision = tally.right / tally.shown;
    console.info(
      `marked texts: recall ${recall.toFixed(3)} (${tally.found}/${tally.wanted}), precision ${precision.toFixed(3)} (${tally.right}/${tally.shown})`,
    );
    expect(recall).toBeGreaterThan(0.9);
    expect(precision).toBeGreaterThan(0.9);
  });
});
