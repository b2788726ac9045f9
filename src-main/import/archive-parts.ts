/** Part of an export that came in several archives. */
interface Part {
  /** Name without the number, the same for all parts. */
  set: string;
  number: number;
  /** How many there are, where the name says so. */
  of: number | null;
  /** The name that another part has. */
  nameOf(number: number): string;
}

const ARCHIVE = '\\.(?:zip|tgz|tar\\.gz)';
/** Where the number of a part stands: Google Takeout; "part 2 of 3"; networks that number their zips behind a blank or a line. */
const NOTATIONS: readonly RegExp[] = [
  new RegExp(`^(takeout-\\d{8}T\\d{6}Z(?:-\\d{1,2})?-)(\\d{3})()(${ARCHIVE})$`, 'i'),
  new RegExp(`^(.*?part[-_. ]?)(\\d{1,3})((?:[-_. ]?of[-_. ]?\\d{1,3})?)(${ARCHIVE})$`, 'i'),
  // Names end in dates, too: a number behind a year and a month is a day.
  new RegExp(
    `^((?:facebook|instagram|threads|twitter|x)[-_].*?(?<!\\d{4}[-_]\\d{2})[-_])(\\d{1,2})()(${ARCHIVE})$`,
    'i',
  ),
];

/** Which part of a set an archive is, by its name; null when the name does not say that it is one. */
export function archivePart(name: string): Part | null {
  for (const notation of NOTATIONS) {
    const [, before, digits = '', total = '', ending = ''] = notation.exec(name) ?? [];
    if (before === undefined) continue;
    return {
      set: `${before}${total}${ending}`.toLowerCase(),
      number: Number(digits),
      of: total === '' ? null : Number(/\d+$/.exec(total)?.[0]),
      nameOf: (number) => `${before}${String(number).padStart(digits.length, '0')}${total}${ending}`,
    };
  }
  return null;
}

/**
 * Files with the parts of each set together and in the order of their numbers, where the set's first file stood; and the
 * names of parts that must exist but are not there. Whether parts behind the last one are missing cannot be known.
 */
export function inParts<F extends { name: string }>(files: readonly F[]): { files: F[]; missing: string[] } {
  const sets = new Map<string, { file: F; part: Part }[]>();
  for (const file of files) {
    const part = archivePart(file.name);
    if (part) sets.set(part.set, [...(sets.get(part.set) ?? []), { file, part }]);
  }
  for (const parts of sets.values()) parts.sort((a, b) => a.part.number - b.part.number);
  const placed = new Set<string>();
  const ordered = files.flatMap((file) => {
    const set = archivePart(file.name)?.set;
    if (set === undefined) return [file];
    if (placed.has(set)) return [];
    placed.add(set);
    return (sets.get(set) ?? []).map((entry) => entry.file);
  });
  return { files: ordered, missing: [...sets.values()].flatMap(missingOf) };
}

function missingOf(parts: readonly { part: Part }[]): string[] {
  const [first] = parts;
  if (!first) return [];
  const there = new Set(parts.map(({ part }) => part.number));
  const last = Math.max(...there, first.part.of ?? 0);
  const names: string[] = [];
  for (let number = 1; number <= last; number++) if (!there.has(number)) names.push(first.part.nameOf(number));
  return names;
}
