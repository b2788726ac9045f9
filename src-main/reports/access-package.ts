import type { NoticeLanguage } from '../../shared/contract/papers.ts';
import { type Tongue, tongueOf } from './access-words/index.ts';
import type { ColumnName, FixedCell, SectionId } from './access-words/words.ts';
import { csvLine } from './csv.ts';
import { STYLE } from './html-style.ts';
import { each, Markup, markup } from './markup.ts';
import { type ZipEntry, zip } from './zip.ts';

type Cell = string | number | null;

/** One part of what is held of a person: a table, and why it is held. */
export interface PackageSection {
  /** File name without ending. */
  id: SectionId;
  title: string;
  about: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Columns whose cells we wrote ourselves, all or those listed: the page to read says them in its tongue. */
  ours?: Partial<Record<ColumnName, 'all' | readonly FixedCell[]>>;
  /** Columns with texts of the person's in which contacts of others were replaced. */
  texts?: readonly ColumnName[];
  /** Worked out by the program rather than given or observed: not part of portability (GDPR Art. 20). */
  derived: boolean;
}

/** Everything held about one person, gathered. Personal data: only ever handed to the owner for that person. */
export interface PersonPackage {
  scope: 'access' | 'portability';
  pseudonym: string;
  business: string;
  madeMs: number;
  /** Tongue of the page to read; files for programs are the same in every tongue. */
  language: NoticeLanguage;
  sections: readonly PackageSection[];
}

const encode = (text: string) => new TextEncoder().encode(text);

const csvOf = ({ columns, rows }: PackageSection): Uint8Array =>
  encode(`\uFEFF${[columns, ...rows].map((cells) => csvLine(cells)).join('')}`);

/** A cell of the page in its tongue: what we wrote, not what the person did. */
function cellIn(tongue: Tongue, { ours, texts }: PackageSection, column: string, cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  if (texts?.some((name) => name === column)) return tongue.text(cell);
  const mine = ours?.[column as ColumnName];
  return mine === 'all' || mine?.some((one) => one === cell) ? tongue.cell(cell) : cell;
}

function sectionOf(tongue: Tongue, section: PackageSection): Markup {
  const { id, columns, rows } = section;
  const [title, about] = tongue.section(id, section.title, section.about);
  const body =
    rows.length === 0
      ? markup`<p class="empty">${tongue.frame.nothing}</p>`
      : markup`<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table><thead><tr>${each(columns, (name) => markup`<th scope="col">${tongue.column(name)}</th>`)}</tr></thead><tbody>${each(
          rows,
          (cells) =>
            markup`<tr>${each(cells, (cell, i) => markup`<td>${cellIn(tongue, section, columns[i] ?? '', cell)}</td>`)}</tr>`,
        )}</tbody></table></div>`;
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p class="note">${about}</p>${body}</section>`;
}

function pageOf({ scope, pseudonym, business, madeMs, language, sections }: PersonPackage): Markup {
  const tongue = tongueOf(language);
  const { frame } = tongue;
  const title = frame[scope];
  const made = frame.made.replace('{day}', new Date(madeMs).toISOString().slice(0, 10)).replace('{name}', pseudonym);
  const titleOf = ({ id, title: own, about }: PackageSection) => tongue.section(id, own, about)[0];
  return markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
<title>${title}</title>
<style>${new Markup(STYLE)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:14px}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line)}</style>
</head>
<body>
<header><h1>${title}</h1><p class="lead">${business} · ${made}</p>
<nav aria-label="${frame.contents}"><ul>${each(sections, (section) => markup`<li><a href="#${section.id}">${titleOf(section)} (${section.rows.length})</a></li>`)}</ul></nav></header>
<main>${each(sections, (section) => sectionOf(tongue, section))}</main>
<footer><p>${frame.foot}</p></footer>
</body>
</html>
`;
}

function jsonOf({ scope, pseudonym, madeMs, sections }: PersonPackage): Uint8Array {
  const named = sections.map(({ id, columns, rows, derived }) => [
    id,
    { derived, rows: rows.map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null]))) },
  ]);
  const whole = { format: 'inglenook-person', version: 1, scope, pseudonym, made: new Date(madeMs).toISOString() };
  return encode(`${JSON.stringify({ ...whole, sections: Object.fromEntries(named) }, null, 1)}\n`);
}

/** The package as a ZIP: a page to read, one JSON, a CSV per part. Portability leaves derived parts out. */
export function packageZip(given: PersonPackage): Uint8Array {
  const sections = given.scope === 'access' ? given.sections : given.sections.filter(({ derived }) => !derived);
  const person = { ...given, sections };
  const files: ZipEntry[] = [
    { name: 'index.html', bytes: encode(pageOf(person).source) },
    { name: 'data.json', bytes: jsonOf(person) },
    ...sections.map((section) => ({ name: `${section.id}.csv`, bytes: csvOf(section) })),
  ];
  return zip(files, given.madeMs);
}
