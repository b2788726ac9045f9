import { type Formats, makeFormats } from './formats.ts';
import { sectionMarkup } from './html-section.ts';
import { STYLE } from './html-style.ts';
import { each, Markup, markup } from './markup.ts';
import type { Report, ReportInput } from './report.ts';
import { AREAS, humanise, roundingWords } from './words.ts';

interface Chapter {
  id: string;
  title: string;
  sections: Markup[];
}

/** Sections under the title of their area, areas in the order of the work; an unknown area comes last under its own name. */
function chaptersOf({ sections, settings }: ReportInput, formats: Formats): Chapter[] {
  const known = AREAS.map(({ id }) => id);
  const strangers = [...new Set(sections.map(({ area }) => area))].filter((area) => !known.includes(area));
  const areas = [...AREAS, ...strangers.map((id) => ({ id, title: humanise(id) }))];
  return areas
    .map(({ id, title }, i) => ({
      id: `c${i + 1}`,
      title,
      sections: sections.flatMap((section, index) =>
        section.area === id ? [sectionMarkup(section, index, settings.smallGroup, formats)] : [],
      ),
    }))
    .filter(({ sections: drawn }) => drawn.length > 0);
}

function contents(chapters: readonly Chapter[]): Markup {
  if (chapters.length < 2) return markup``;
  return markup`<nav aria-label="Contents"><ul>${each(chapters, ({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}

function page(input: ReportInput): Markup {
  const formats = makeFormats(input.settings, input.currency);
  const chapters = chaptersOf(input, formats);
  const { zone, smallGroup } = input.settings;
  const rounding = roundingWords(input.sections);
  // The policy forbids everything but the page's own style: should a text ever slip through unescaped, it still cannot act.
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
<title>${input.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><h1>${input.title}</h1><p class="lead">${formats.period(input.range)} · made on ${formats.dateTime(input.madeMs)} (${zone})</p>${contents(chapters)}</header>
<main>
${
  chapters.length > 0
    ? each(chapters, ({ id, title, sections }) => markup`<h2 id="${id}">${title}</h2>\n${sections}\n`)
    : markup`<p class="empty">No analysis was chosen for this report.</p>`
}</main>
<footer><p>Groups of fewer than ${smallGroup} people are not shown. Everybody is counted by pseudonym only.</p>${rounding === '' ? null : markup`<p>${rounding}</p>`}<p>Made with Inglenook; nothing left the machine.</p></footer>
</body>
</html>
`;
}

/** One page that stands alone: no script, nothing from outside, pictures inside; for reading, printing and passing on. */
export const html: Report = {
  id: 'html',
  title: 'Page to read or print (HTML)',
  extension: 'html',
  mime: 'text/html',
  render: (input) => new TextEncoder().encode(page(input).source),
};
