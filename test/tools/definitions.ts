// Writes docs/definitions.md: the fixed terms below, then every analysis with its own definition, so that the page and
// the program cannot say different things. `npm run definitions`; a test compares.
import { writeFileSync } from 'node:fs';
import { ANALYSES } from '../../src-main/analysis/index.ts';

const TERMS: readonly (readonly [string, string, string])[] = [
  [
    'hit',
    'One line of a log or one tracked event.',
    'Log analysers count files too; Inglenook keeps them apart as “asset”.',
  ],
  [
    'page view',
    'A successful request for a page, not for a file it loads. Answers 2xx and 304 to GET.',
    'Tag-based tools count a view when their script runs, so they miss people who block scripts.',
  ],
  [
    'visitor',
    'In a log: one address with one browser, as a pseudonym. Two people behind one address with the same browser are one visitor; one person with two devices is two.',
    'Tools with cookies tell devices apart better and lose people who refuse cookies.',
  ],
  [
    'visit (session)',
    'Acts of one visitor without a gap longer than 30 minutes (a setting). It belongs to the moment it begins, and does not end at midnight.',
    'Universal Analytics ended visits at midnight and at a campaign change; GA4 does not.',
  ],
  [
    'bounce',
    'A visit with one page view and nothing else.',
    'GA4 calls a visit engaged after 10 seconds, so its bounce rate is lower.',
  ],
  [
    'visit duration',
    'From the first to the last act; unknown for visits with a single act, which are left out of the median.',
    'Tools that send a signal on leaving also time the last page.',
  ],
  [
    'channel',
    'Direct, search, social, AI assistant, email, campaign, referral: by the referrer of the visit’s first act.',
    'UTM marks are in the query of the address, which Inglenook does not keep.',
  ],
  [
    'robot',
    'A user agent that names a crawler, monitor, library or AI reader.',
    'Robots that pose as browsers are not recognised by this.',
  ],
  ['sale', 'An order with the state paid, dated in the period.', ''],
  [
    'repeat',
    'A purchase on another day than the first (Fader & Hardie).',
    'Some tools count a second order of the same day.',
  ],
  [
    'new, returning',
    'New: first seen in the chosen dates. Whoever came before them counts as new again.',
    'Tools with long-lived cookies look back to the first visit they ever stored.',
  ],
  [
    'funnel window',
    'Time from the first step within which the others must follow. The best try of each person counts.',
    'GA4 sees only events of the chosen dates too, but may begin a funnel at any step.',
  ],
  [
    'RFM score',
    'Recency, frequency and money, each from 1 to 5 by fifths of all buyers; equal values get equal scores.',
    'Many tools use fixed limits, or count orders where Inglenook counts purchase days.',
  ],
  [
    'support, confidence, lift',
    'Of two items: people who bought both; their share of the buyers of the first; that share over the share among all buyers.',
    'Shops often count baskets; Inglenook counts people, over all their orders.',
  ],
  [
    'similarity (cosine)',
    'People two things share, over the root of the product of their people: 0 nobody, 1 exactly the same people.',
    '',
  ],
  [
    'mood',
    'Negative, neutral or positive, whichever the model finds likeliest; the score is −0.05 or lower, between, 0.05 or higher.',
    'It knows eight languages and emoji; irony often escapes it. docs/model-card-sentiment.md says how often it is right.',
  ],
  ['n', 'The rows a figure rests on. “People” is the number of distinct people behind it.', ''],
];

export function definitionsPage(): string {
  const terms = TERMS.map(([term, meaning, others]) => `| ${term} | ${meaning} | ${others} |`);
  const analyses = ANALYSES.flatMap(({ id, title, question, definition, purpose, reads }) => [
    `### ${title} (\`${id}\`)`,
    '',
    `${question} Purpose: ${purpose}. Reads: ${reads.join(', ')}.`,
    '',
    definition,
    '',
  ]);
  return [
    '# Definitions',
    '',
    '## Terms',
    '',
    '| term | here | elsewhere |',
    '|---|---|---|',
    ...terms,
    '',
    '## Analyses',
    '',
    ...analyses,
  ].join('\n');
}

if (import.meta.main) writeFileSync('docs/definitions.md', definitionsPage());
