/**
 * Makes src-main/import/lexicons/referrer-lists.ts from the CC0 lists of matomo-org/searchengine-and-social-list.
 * Run by hand: `npx node test/tools/referrer-lists.ts FOLDER` with the folder of the three YAML files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUT = fileURLToPath(new URL('../../src-main/import/lexicons/referrer-lists.ts', import.meta.url));

/** Names and hosts of one list. The files are plain enough to be read line by line: `Name:`, then `- host` in it or under `urls:`. */
function hostsByName(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let hosts: string[] = [];
  let inUrls = true;
  for (const line of text.split('\n')) {
    const name = /^(["']?)([^\s#"'].*?)\1:\s*$/.exec(line);
    const key = /^\s+(?:-\s+)?(\w+):/.exec(line);
    const item = /^\s+-\s+'?([^\s':]+)'?\s*$/.exec(line);
    if (name?.[2]) {
      hosts = [];
      inUrls = true;
      found.set(decodeURIComponent(name[2]), hosts);
    } else if (key) inUrls = key[1] === 'urls';
    else if (item?.[1] && inUrls) hosts.push(item[1].toLowerCase());
  }
  return found;
}

const folder = process.argv[2];
if (!folder) throw new Error('Which folder?');
const list = (file: string): string =>
  [...hostsByName(readFileSync(join(folder, file), 'utf8'))]
    .filter(([, hosts]) => hosts.length > 0)
    .map(([name, hosts]) => `  ${JSON.stringify(`${name}: ${[...new Set(hosts)].join(' ')}`)},`)
    .join('\n');

writeFileSync(
  OUT,
  `/**
 * Search engines, social networks and AI assistants, one line each: "name: host host …"; {} stands for a country's
 * ending. Source: https://github.com/matomo-org/searchengine-and-social-list, dedicated to the public domain (CC0 1.0).
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
