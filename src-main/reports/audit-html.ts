import type { AuditReport, ConsentCourse, Finding } from '../../shared/audit.ts';
import { STYLE } from './html-style.ts';
import { each, Markup, markup } from './markup.ts';

/** `EMAIL_ADDRESS` → "e-mail address" */
const kindWords = (type: string): string => type.toLowerCase().replaceAll('_', ' ').replace('email', 'e-mail');
const rowWords = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
const percent = (share: number) => `${Math.round(100 * share)} %`;

function findingMarkup({
  area,
  field,
  severity,
  title,
  count,
  share,
  people,
  confidence,
  sample,
  articles,
  fix,
  evidence,
}: Finding): Markup {
  const rows = evidence.slice(0, 10).map(({ file, line }) => `${file}:${line}`);
  return markup`<section><h3>${title}</h3>
<p><strong>${severity}</strong> · ${rowWords(count)} (${percent(share)})${people === undefined ? null : markup` · ${people} ${people === 1 ? 'person' : 'people'}`} · sure to ${percent(confidence)} · ${articles.join(', ')}</p>
${sample === '' ? null : markup`<p>For example: <code>${sample}</code></p>`}
${area === 'minimisation' ? markup`<p>These are: ${field}</p>` : null}
<p>${fix}</p>
${rows.length === 0 ? null : markup`<p class="quiet">Seen in ${rows.join(', ')}</p>`}</section>
`;
}

/** Why the score is what it is; nothing in reports of the recipe that did not tell. */
function scoreMarkup({ recipe, findings, score }: AuditReport): Markup | null {
  if (recipe === undefined || findings.length === 0) return null;
  const row = ({ title, severity, points = 0, reach = 0, confidence, without = 0 }: Finding) =>
    markup`<tr><td>${points.toFixed(1)}</td><td>${title}</td><td>${severity}</td><td>${reach > 0 && reach < 0.005 ? 'below 1 %' : percent(reach)}</td><td>${percent(confidence)}</td><td>${without}</td></tr>`;
  return markup`<h3>Why ${score}?</h3>
<p>What each finding takes off 100: by how bad it is, the share of all people or rows that it touches, and how sure it is. The last column is the score once that one alone is mended. Recipe ${recipe} of Inglenook.</p>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Costs</th><th scope="col">What was found</th><th scope="col">Severity</th><th scope="col">Touches</th><th scope="col">Sure to</th><th scope="col">Score without it</th></tr></thead><tbody>${each(findings, row)}</tbody></table></div>`;
}

const PHASES = { silent: 'before any answer', granted: 'after a yes', denied: 'after a no' } as const;

/** Rows per day that should not have been collected, and what each person had said by then. */
function consentMarkup({ perDay, people }: AuditReport['consent']): Markup | null {
  const wrong = [perDay.beforeConsent, perDay.afterOptOut, perDay.gpcIgnored, perDay.beyondPurpose ?? {}];
  const days = [...new Set(wrong.flatMap((one) => Object.keys(one)))].sort();
  if (days.length === 0) return null;
  const dayMarkup = (day: string) => {
    const rows = perDay.rows?.[day] ?? 0;
    const cell = (count = 0) => markup`<td>${count}${rows > 0 && count > 0 ? ` (${percent(count / rows)})` : ''}</td>`;
    return markup`<tr><td>${day}</td><td>${rows || '–'}</td>${each(wrong, (one) => cell(one[day]))}</tr>`;
  };
  const spanMarkup = ({ phase, from, rows }: ConsentCourse['spans'][number]) =>
    markup`<li>${from === null ? '' : `${from.slice(0, 10)}: `}${rowWords(rows)} ${PHASES[phase]}</li>`;
  const personMarkup = ({ person, before, after, spans }: ConsentCourse) =>
    markup`<tr><td>Person ${person}</td><td>${before}</td><td>${after}</td><td><ol>${each(spans, spanMarkup)}</ol></td></tr>`;
  return markup`<h2>Consent, day by day and person by person</h2>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Day (UTC)</th><th scope="col">Rows</th><th scope="col">Before an answer</th><th scope="col">After a no</th><th scope="col">Against a signal</th><th scope="col">Beyond what was agreed</th></tr></thead><tbody>${each(days, dayMarkup)}</tbody></table></div>
${
  people && people.touched > 0
    ? markup`<p>${people.touched} of ${people.followed} people have rows from before their answer or after a no${people.shown.length < people.touched ? `; the ${people.shown.length} with most are shown` : ''}. Their numbers are this report's own.</p>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Person</th><th scope="col">Before an answer</th><th scope="col">After a no</th><th scope="col">Course</th></tr></thead><tbody>${each(people.shown, personMarkup)}</tbody></table></div>`
    : null
}`;
}

const filesMarkup = (files: AuditReport['files']): Markup =>
  markup`<h2>Files</h2><div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">File</th><th scope="col">Read as</th><th scope="col">Rows</th><th scope="col">Not readable</th></tr></thead><tbody>${each(
    files,
    ({ name, kind, rows, rejected }) =>
      markup`<tr><td>${name}</td><td>${kind}</td><td>${rows}</td><td>${rejected}</td></tr>`,
  )}</tbody></table></div>`;

/** Element that the signed text is read back from. */
const OPEN = '<template id="signed-report">';
const CLOSE = '</template>';

/** A page and what is signed inside it: the report's own signature, and one of the page as a reader sees it. */
export interface SignedPage {
  /** JSON of the signed report. */
  signed: string;
  /** The page with an empty element in place of the signed text. */
  page: string;
  /** Signature of the page; null in pages made before there was one. */
  pageSignature: string | null;
}

/** The page as a file: what is signed is put into it. Base64 needs no escapes, so the same bytes come back. */
export function sealedPage({ signed, page, pageSignature }: SignedPage): string {
  const packed = Buffer.from(
    JSON.stringify({ ...(JSON.parse(signed) as object), page: pageSignature }),
    'utf8',
  ).toString('base64');
  return page.replace(OPEN + CLOSE, () => OPEN + packed + CLOSE);
}

/** An audit as one page that stands alone, with an empty element for what is signed: see `sealedPage`. */
export function auditHtml(report: AuditReport): string {
  const { files, rows, from, to, score, findings, thirdParties, madeAt } = report;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
<title>Audit of tracked data</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><h1>Audit of tracked data</h1><p class="lead">${files.length} files · ${rows} rows${from && to ? ` · ${from.slice(0, 10)} to ${to.slice(0, 10)}` : ''} · made at ${madeAt}</p></header>
<main>
<h2>Score: ${score} of 100</h2>
<p>100 means that nothing was found. A help for the eye, no legal verdict: have the findings judged by somebody who knows your case.</p>
${scoreMarkup(report)}
<h2>Findings</h2>
${findings.length === 0 ? markup`<p class="empty">Nothing was found.</p>` : each(findings, findingMarkup)}
${
  thirdParties.length === 0
    ? null
    : markup`<h2>Third parties</h2><div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Site</th><th scope="col">Known for</th><th scope="col">Requests</th><th scope="col">Before consent</th><th scope="col">Cookies</th><th scope="col">Is sent</th></tr></thead><tbody>${each(
        thirdParties,
        (party) =>
          markup`<tr><td>${party.site}</td><td>${party.kind ?? '–'}</td><td>${party.requests}</td><td>${party.beforeConsent}</td><td>${party.cookies.join(', ')}</td><td>${(party.receives ?? []).map(kindWords).join(', ')}</td></tr>`,
      )}</tbody></table></div>`
}
${consentMarkup(report.consent)}
${filesMarkup(files)}
</main>
<footer><p>Values are masked; evidence is given by file and line. Verify with: <code>inglenook lab audit FILE --verify</code>, and compare the public key it prints with the one you were told.</p><p>Made with Inglenook; nothing left the machine.</p></footer>
${new Markup(OPEN + CLOSE)}
</body>
</html>
`.source;
}

/** What is signed inside a page, and the page without it; null if there is none. */
export function signedIn(page: string): SignedPage | null {
  const start = page.lastIndexOf(OPEN);
  const end = page.indexOf(CLOSE, start);
  if (start < 0 || end < 0) return null;
  try {
    const packed = page.slice(start + OPEN.length, end);
    const { page: own, ...signed } = JSON.parse(Buffer.from(packed, 'base64').toString('utf8')) as Record<
      string,
      unknown
    >;
    return {
      signed: JSON.stringify(signed),
      page: page.slice(0, start + OPEN.length) + page.slice(end),
      pageSignature: typeof own === 'string' ? own : null,
    };
  } catch {
    return null;
  }
}
