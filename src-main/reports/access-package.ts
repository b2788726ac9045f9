import { csvLine } from './csv.ts';
import { STYLE } from './html-style.ts';
import { each, Markup, markup } from './markup.ts';
import { type ZipEntry, zip } from './zip.ts';

type Cell = string | number | null;

/** One part of what is held of a person: a table, and why it is held. */
export interface PackageSection {
  /** File name without ending. */
  id: string;
  title: string;
  about: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Worked out by the program rather than given or observed: not part of portability (GDPR Art. 20). */
  derived: boolean;
}

/** Everything held about one person, gathered. Personal data: only ever handed to the owner for that person. */
export interface PersonPackage {
  scope: 'access' | 'portability';
  pseudonym: string;
  business: string;
  madeMs: number;
  sections: readonly PackageSection[];
}

const encode = (text: string) => new TextEncoder().encode(text);
const TITLES = { access: 'What we hold about you', portability: 'Your data to take with you' } as const;

const csvOf = ({ columns, rows }: PackageSection): Uint8Array =>
  encode(`\uFEFF${[columns, ...rows].map((cells) => csvLine(cells)).join('')}`);

function sectionOf({ id, title, about, columns, rows }: PackageSection): Markup {
  const body =
    rows.length === 0
      ? markup`<p class="empty">Nothing.</p>`
      : markup`<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table><thead><tr>${each(columns, (name) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>${each(
          rows,
          (cells) => markup`<tr>${each(cells, (cell) => markup`<td>${cell}</td>`)}</tr>`,
        )}</tbody></table></div>`;
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p class="note">${about}</p>${body}</section>`;
}

function pageOf({ scope, pseudonym, business, madeMs, sections }: PersonPackage): Markup {
  const title = TITLES[scope];
  return markup`<!DOCTYPE html>
<html lang="en">
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
<header><h1>${title}</h1><p class="lead">${business} · made on ${new Date(madeMs).toISOString().slice(0, 10)} · kept under ${pseudonym}</p>
<nav aria-label="Contents"><ul>${each(sections, (section) => markup`<li><a href="#${section.id}">${section.title} (${section.rows.length})</a></li>`)}</ul></nav></header>
<main>${each(sections, sectionOf)}</main>
<footer><p>The same is beside this page as JSON and CSV. Details of other people were replaced. Times are in UTC.</p></footer>
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
