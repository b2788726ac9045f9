/**
 * Makes src-main/import/lexicons/referrer-lists.ts from the CC0 lists of matomo-org/searchengine-and-social-list.
 * Run by hand: `npx node test/tools/referrer-lists.ts FOLDER` with the folder of the three YAML files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUT = fileURLToPath(new URL('../../src-main/import/lexicons/referrer-lists.ts', import.meta.url));

interface Entry {
  hosts: string[];
  /** Parameters that carry the search term, or patterns between slashes for terms in the path. */
  params: string[];
  /** Character sets of terms that are not UTF-8. */
  charsets: string[];
}

const unquoted = (text: string): string => /^'(.*)'$/.exec(text)?.[1]?.replaceAll("''", "'") ?? text;

/** Entries of one list by name. The files are plain enough to be read line by line: `Name:`, then `- host` in it or under `urls:`. */
function entriesByName(text: string): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  let entries: Entry[] = [];
  let key = 'urls';
  for (const line of text.split('\n')) {
    const name = /^(["']?)([^\s#"'].*?)\1:\s*$/.exec(line)?.[2];
    const opened = /^\s+(?:-\s+)?(\w+):/.exec(line)?.[1];
    const item = /^\s+-\s+(\S.*?)\s*$/.exec(line)?.[1];
    if (name) {
      entries = [{ hosts: [], params: [], charsets: [] }];
      key = 'urls';
      found.set(decodeURIComponent(name), entries);
      continue;
    }
    if (/^ {2}-\s*$/.test(line) && entries.at(-1)?.hosts.length) entries.push({ hosts: [], params: [], charsets: [] });
    if (opened) key = opened;
    else if (item) add(entries.at(-1) as Entry, key, unquoted(item));
  }
  return found;
}

function add(entry: Entry, key: string, item: string): void {
  if (key === 'urls') entry.hosts.push(item.toLowerCase());
  else if (key === 'params' && item.trim() !== '') entry.params.push(item);
  else if (key === 'charsets' && !/^utf-?8$/i.test(item)) entry.charsets.push(item.toLowerCase());
}

const folder = process.argv[2];
if (!folder) throw new Error('Which folder?');
const list = (file: string): string =>
  [...entriesByName(readFileSync(join(folder, file), 'utf8'))]
    .flatMap(([name, entries]) => entries.map((entry) => ({ name, ...entry })))
    .filter(({ hosts }) => hosts.length > 0)
    .map(({ name, hosts, params, charsets }) => {
      const parts = [`${name}: ${[...new Set(hosts)].join(' ')}`, params.join(' '), charsets.join(' ')];
      return `  ${JSON.stringify(parts.join(' | ').replace(/[ |]+$/, ''))},`;
    })
    .join('\n');

writeFileSync(
  OUT,
  `/**
 * Search engines, social networks and AI assistants, one line each: "name: host host … | parameter of the search
 * term … | character set"; {} stands for a country's ending. Source: https://github.com/matomo-org/searchengine-and-social-list, dedicated to the public domain (CC0 1.0).
 * Made by test/tools/referrer-lists.ts; not edited by hand.
 */
export const SEARCH_ENGINES: readonly string[] = [
${list('SearchEngines.yml')}
];
export const SOCIAL_NETWORKS: readonly string[] = [
${list('Socials.yml')}
];
export const AI_ASSISTANTS: readonly string[] = [
${list('AIAssistants.yml')}
];
`,
);
