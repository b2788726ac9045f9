// Writes docs/formats.md: every file that can be imported, from the registry itself. A test compares.
import { writeFileSync } from 'node:fs';
import type { Format } from '../../src-main/import/format.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';

export const FORMATS_FILE = new URL('../../docs/formats.md', import.meta.url);

const GROUPS: Readonly<Record<Format['group'], string>> = {
  social: 'Archives of social networks',
  reviews: 'Reviews',
  insights: 'Figures of pages and posts',
  ads: 'Advertising',
  'web-log': 'Server, CDN and app logs',
  analytics: 'Web analytics and customer data',
  commerce: 'Shops and payments',
  any: 'Anything else',
};

const listOf = (entries: Format['keeps']): string => entries.map(({ field, why }) => `${field} (${why})`).join('; ');

/** The whole page. */
export function formatsPage(): string {
  const parts = Object.entries(GROUPS).flatMap(([group, title]) => {
    const formats = FORMATS.filter((format) => format.group === group).sort((a, b) => (a.title < b.title ? -1 : 1));
    if (formats.length === 0) return [];
    return [
      `## ${title}`,
      '',
      ...formats.flatMap(({ id, title: name, about, keeps, drops }) => [
        `### ${name}`,
        '',
        `\`${id}\` · ${about}`,
        '',
        `- **Kept:** ${listOf(keeps)}`,
        `- **Left out:** ${listOf(drops)}`,
        '',
      ]),
    ];
  });
  return [
    '# What can be imported',
    '',
    'Written from the registry of formats by `node test/tools/formats.ts`. Every file is recognised by its name and its first',
    'bytes, shown before anything is stored, and can be taken out again.',
    '',
    ...parts,
  ].join('\n');
}

if (import.meta.main) writeFileSync(FORMATS_FILE, formatsPage());
