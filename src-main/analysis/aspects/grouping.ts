import type { AspectColumns } from '../../../shared/columns.ts';
import type { AspectCategory } from '../../../shared/moods.ts';
import { CONCEPTS } from '../lexicons/concepts.ts';

/** What the owner made of a thing. */
export interface GroupEdit {
  /** As `headOf` gives it. */
  name: string;
  /** '' = its own. */
  ownName: string;
  /** '' = by itself. */
  mergedInto: string;
  hidden: boolean;
}

const heads = new Map<string, string>();
const categories = new Map<string, AspectCategory>();
for (const { name, category, wordings } of CONCEPTS)
  for (const wording of [name, ...wordings.split('|')]) {
    heads.set(wording, name);
    categories.set(wording, category);
  }

/** What a thing is called whatever the language and wording; itself where nothing is known of it. */
export const headOf = (group: string): string => heads.get(group) ?? group;
/** What a known thing belongs to. */
export const conceptCategory = (group: string): AspectCategory | undefined => categories.get(group);

/** What a thing is shown as; '' = not at all. A ring of merges ends where it began. */
function shownAs(head: string, edits: ReadonlyMap<string, GroupEdit>): string {
  let name = head;
  const passed = new Set<string>();
  for (let edit = edits.get(name); edit; edit = edits.get(name)) {
    if (edit.hidden) return '';
    if (edit.mergedInto === '' || passed.has(edit.mergedInto)) return edit.ownName || name;
    passed.add(name);
    name = edit.mergedInto;
  }
  return name;
}

/**
 * Aspects under what their things are shown as: one group across languages and wordings, and as the owner named, merged and
 * hid them (group 0 = hidden). `found` has the groups before the owner's word; of these several may have one name.
 */
export function groupAspects(aspects: AspectColumns, given: readonly GroupEdit[]): AspectColumns {
  const edits = new Map(given.map((edit) => [edit.name, edit]));
  const found = aspects.groups.map(headOf);
  const shown = new Numbers();
  const shownOf = Uint32Array.from(found, (head) => shown.of(head === '' ? '' : shownAs(head, edits)));
  const group = new Uint32Array(aspects.group.length);
  for (let i = 0; i < group.length; i++) group[i] = shownOf[aspects.group[i] as number] as number;
  return { ...aspects, group, groups: shown.texts, found: { group: aspects.group, groups: found } };
}

/** Numbers of texts in the order in which they come; '' is 0. */
class Numbers {
  readonly texts = [''];
  readonly #known = new Map([['', 0]]);
  of(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
