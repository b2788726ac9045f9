import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifyAgent, isBotAgent } from '../../src-main/import/agents.ts';
import { realFile } from '../analysis/real-data.ts';

/** One case of uap-core's tests (Apache-2.0): an agent and what it should be called. */
interface Case {
  user_agent_string: string;
  family: string;
  major: string;
}

/** A YAML scalar of one line: single quotes doubled, double quotes as in JSON, or plain. */
function scalar(text: string): string {
  const value = text.trim();
  if (value.startsWith("'")) return value.slice(1, value.lastIndexOf("'")).replaceAll("''", "'");
  if (value.startsWith('"')) return JSON.parse(value.slice(0, value.lastIndexOf('"') + 1)) as string;
  return value.replace(/\s+#.*$/, '');
}

function casesOf(path: string): Case[] {
  const found: Case[] = [];
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, key = '', value = ''] = /^\s+(?:- )?(user_agent_string|family|major):(.*)$/.exec(line) ?? [];
    if (key === 'user_agent_string') found.push({ user_agent_string: scalar(value), family: '', major: '' });
    else if (key !== '' && found.length > 0) Object.assign(found.at(-1) as Case, { [key]: scalar(value) });
  }
  return found;
}

const agentsOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => /^\s+- (.+)$/.exec(line)?.[1] ?? [])
    .map(scalar);

/** A third of the cases was held out while the rules were written (docs/decisions/0006-agents.md); the split goes by the agent's hash. */
const isHeldOut = ({ user_agent_string: agent }: Case): boolean =>
  Number.parseInt(createHash('sha256').update(agent).digest('hex').slice(0, 8), 16) % 3 === 0;

const orOther = (name: string): string => name || 'Other';
const family = (given: Case): boolean => orOther(classifyAgent(given.user_agent_string).browser) === given.family;
const major = (given: Case): boolean =>
  family(given) && (given.family === 'Other' || classifyAgent(given.user_agent_string).version === given.major);
const system = (given: Case): boolean => orOther(classifyAgent(given.user_agent_string).os) === given.family;

const share = <T>(list: readonly T[], right: (item: T) => boolean): number => list.filter(right).length / list.length;
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

function measured(
  name: string,
  cases: readonly Case[],
  right: (given: Case) => boolean,
): { seen: number; unseen: number } {
  const seen = share(
    cases.filter((given) => !isHeldOut(given)),
    right,
  );
  const unseen = share(cases.filter(isHeldOut), right);
  console.info(
    `${name}: ${percent(seen)} of the cases the rules were written with, ${percent(unseen)} of those held out`,
  );
  return { seen, unseen };
}

const [browserFile, systemFile, browserList, crawlerList] = [
  'test_ua.yaml',
  'test_os.yaml',
  'browsers.yml',
  'crawlers.yml',
].map((name) => realFile('ua', name)) as (string | null)[];

describe('agents against lists of others', () => {
  test.skipIf(!browserFile)('browser family and major version', () => {
    const cases = casesOf(browserFile as string);
    expect(cases.length).toBeGreaterThan(1500);
    const families = measured('browser family', cases, family);
    const majors = measured('browser family and major version', cases, major);
    expect(families.seen).toBeGreaterThan(0.98);
    expect(families.unseen).toBeGreaterThan(0.92);
    expect(majors.seen).toBeGreaterThan(0.96);
    expect(majors.unseen).toBeGreaterThan(0.885);
  });

  test.skipIf(!systemFile)('system family', () => {
    const cases = casesOf(systemFile as string);
    expect(cases.length).toBeGreaterThan(450);
    const systems = measured('system family', cases, system);
    expect(systems.seen).toBeGreaterThan(0.98);
    expect(systems.unseen).toBeGreaterThan(0.96);
  });

  test.skipIf(!browserList || !crawlerList)('nearly every crawler is found and nearly no browser taken for one', () => {
    const crawlers = agentsOf(crawlerList as string);
    const browsers = agentsOf(browserList as string);
    const caught = share(crawlers, isBotAgent);
    const wrong = share(browsers, isBotAgent);
    console.info(
      `crawlers caught: ${percent(caught)} of ${crawlers.length}; browsers called bots: ${percent(wrong)} of ${browsers.length}`,
    );
    expect(Math.min(crawlers.length, browsers.length)).toBeGreaterThan(500);
    expect(caught).toBeGreaterThan(0.99);
    expect(wrong).toBeLessThan(0.01);
  });
});
