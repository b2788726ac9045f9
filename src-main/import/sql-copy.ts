/** Words that begin a line of CREATE TABLE which is no column. */
const NO_COLUMN =
  /^(?:primary|unique|key|index|fulltext|spatial|constraint|foreign|check|exclude|like|partition|period)$/i;
const COPY = /^COPY\s+(?:"?\w+"?\.)?(?:"([^"]+)"|(\w+))\s*(?:\(([^)]*)\))?\s+FROM\s+stdin\b(?!.*\bcsv\b)[^;]*;\s*$/i;
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Column that a line inside CREATE TABLE describes, if it does. */
export function createdColumns(line: string): string[] {
  const [, quoted, bare] = /^\s+(?:[`"]([^`"]+)[`"]|([A-Za-z_]\w*))[\s,]/.exec(`${line} `) ?? [];
  if (quoted !== undefined) return [quoted];
  return bare === undefined || NO_COLUMN.test(bare) ? [] : [bare];
}

/** Table and columns of a line `COPY table (columns) FROM stdin;`; null for any other. */
export function copyOf(line: string): { table: string; columns: string[] | null } | null {
  const [, quoted, bare, columns] = COPY.exec(line) ?? [];
  const table = quoted ?? bare;
  if (table === undefined) return null;
  return { table, columns: columns?.split(',').map((name) => name.trim().replaceAll('"', '')) ?? null };
}

/** Cells of one line of COPY in its text form, each at most `longest` characters; `\N` = NULL, here ''. */
export const copiedCells = (line: string, longest: number): string[] =>
  line
    .split('\t')
    .map((cell) =>
      cell === '\\N'
        ? ''
        : cell
            .slice(0, longest)
            .replace(/\\(?:([0-7]{1,3})|x([\da-fA-F]{1,2})|(.))/gs, (_, octal?: string, hex?: string, sign = '') =>
              octal !== undefined
                ? String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
                : hex !== undefined
                  ? String.fromCharCode(Number.parseInt(hex, 16))
                  : (ESCAPED[sign] ?? sign),
            ),
    );
