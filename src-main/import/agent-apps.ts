import type { FoundProduct } from './agent-table.ts';

/** Words that begin an agent and name no program: shells, runtimes, networks and makers of phones. */
const NO_PROGRAM =
  /^(?:Mozilla|Opera|Dalvik|Java|CFNetwork|Darwin|Linux|Android|iOS|iPhone|iPad|Windows|Safari|null|\(null\))$/i;

/** Apps that say no more than their name: "Foo Reader/2.1 CFNetwork/672 Darwin/14.0", "foo-client/1.2 (…)". */
export function appFamily(agent: string): FoundProduct | undefined {
  const java = /\bJava[/ ](?:1\.)?(\d+)/.exec(agent);
  if (java && /^(?:Mozilla\/\S+ \([^)]*\) )?Java/.test(agent)) return { family: 'Java', major: java[1] as string };
  const network = /^(.{1,60}?)(?:[-_ ]?iP(?:ad|hone|od))?\/(\d+)[\w.]* CFNetwork\//.exec(agent);
  if (network)
    return { family: plain(/^(.{1,60}?)\/(\d+)[\w.]* CFNetwork/.exec(agent)?.[1] ?? ''), major: network[2] as string };
  const bare = /\bCFNetwork(?:\/(\d+)|\b)/.exec(agent);
  if (bare) return { family: 'CFNetwork', major: bare[1] ?? '' };
  if (/MIDP|CLDC/.test(agent)) return undefined;
  const first = /^([A-Za-z][\w .!'+&-]{1,40}?)(?:\/| v?(?=\d+\.))v?(\d+)/.exec(agent);
  const name = plain(first?.[1] ?? '');
  return first && name !== '' && !NO_PROGRAM.test(name) ? { family: name, major: first[2] as string } : undefined;
}

/** "Foo%20Reader-iPad" is Foo Reader. */
const plain = (name: string): string =>
  name
    .replaceAll('%20', ' ')
    .replace(/-iP(?:ad|hone|od)$/, '')
    .trim();
