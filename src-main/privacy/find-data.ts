import { findPlainByForm, seenPlain } from './find-by-form.ts';
import { type DataSpan, withoutOverlaps } from './span.ts';
import { findTagged } from './tagger/find-tagged.ts';

/**
 * All personal data in a text, also where it is escaped or packed: first what form and checksum tell, then names, addresses,
 * places, organisations and the like by a tagger trained on sentences of our own. In order, without overlaps.
 */
export function findData(text: string): DataSpan[] {
  return seenPlain(text, (plain) => {
    const claimed = findPlainByForm(plain);
    return withoutOverlaps([...claimed, ...findTagged(plain, claimed)]);
  });
}
