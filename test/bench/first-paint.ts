import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { Browser, Page } from '@playwright/test';
import { DAY_MS } from '../../shared/time.ts';
import { prepare } from '../../src-main/hosts/launch/prepare.mjs';
import { compact } from '../../src-main/store/events/compact.ts';
import { closeStore, openWriter } from '../../src-main/store/open.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { type ServedApp, startServe } from '../e2e/loopback-app.ts';
import type { Bench, Figure } from './entry.ts';
import { TO_MS } from './events.ts';
import { changeDates, type Painted, settled } from './paint-watch.ts';
import { fillDictionaries, writeEvents } from './store.ts';

const CHANGES = 5;
const LENGTHS_DAYS = [28, 90, 365];
const OPEN_MS = 120_000;

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** CPU time of a process and all its threads; NaN where the system does not tell. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // Ticks of 10 ms, in user and in system mode.
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

async function openActivity(browser: Browser, app: ServedApp): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(app.url);
  await settled(page, async () => {
    await page.getByRole('link', { name: 'Activity' }).first().click({ timeout: OPEN_MS });
    await page.getByRole('region', { name: 'Visitors over time' }).locator('canvas').waitFor({ timeout: OPEN_MS });
  });
  return page;
}

/** Changes the dates again and again, each time to ones that were never looked at. */
async function timeChanges(page: Page, pid: number, days: number): Promise<Figure[]> {
  const runs: (Painted & { hostCpuMs: number })[] = [];
  for (let i = 2; i < CHANGES + 2; i++) {
    const before = cpuMsOf(pid);
    const toMs = TO_MS - i * DAY_MS;
    const painted = await changeDates(page, dayOf(toMs - (days - 1) * DAY_MS), dayOf(toMs));
    runs.push({ ...painted, hostCpuMs: cpuMsOf(pid) - before });
  }
  const figure = (name: string, of: (run: (typeof runs)[number]) => number): Figure => {
    const values = runs.map(of);
    return { name, value: middle(values), unit: 'ms', note: `best ${Math.round(Math.min(...values))}` };
  };
  return [
    { ...figure(`first new figure, ${days} days`, (run) => run.firstMs), most: 300, key: `firstMs${days}` },
    figure('  every card in sight', (run) => run.sightMs),
    figure('  the last change of the page', (run) => run.lastMs),
    figure('  CPU of the threads behind the page', (run) => run.hostCpuMs),
    figure('  CPU of the page', (run) => run.pageCpuMs),
  ];
}

/** Opens the built program on a data folder and changes the dates of Activity; null where there is no browser. */
export async function timeFirstPaint(dataDir: string): Promise<Figure[] | null> {
  const browser = await launchChromium().catch(() => null);
  if (!browser) return null;
  const app = await startServe(dataDir);
  try {
    const page = await openActivity(browser, app);
    const figures: Figure[] = [];
    for (const days of LENGTHS_DAYS) figures.push(...(await timeChanges(page, app.pid, days)));
    return figures;
  } finally {
    await browser.close();
    await app.close();
  }
}

/** A real browser on the real program: how long after the dates were changed the page shows new figures. */
export const firstPaint: Bench = {
  name: 'first-paint',
  title: `Activity in a browser after a change of dates, median of ${CHANGES}`,
  async run({ dir, rows = 10_000_000 }) {
    if (!prepare()) throw new Error('the app could not be built');
    const db = openWriter(dir);
    fillDictionaries(db);
    writeEvents(db, rows);
    compact(db);
    closeStore(db);
    const figures = await timeFirstPaint(dir);
    if (figures === null) process.stderr.write('No browser was found: the first paint is not measured.\n');
    return figures ?? [];
  },
};
