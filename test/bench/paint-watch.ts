import type { Page, Request } from '@playwright/test';

/** What a page did after the dates were changed, in ms since the press. */
export interface Painted {
  /** When the first new figure was on screen. */
  firstMs: number;
  /** When the last card in sight had its new figures; without what is compared with. */
  sightMs: number;
  /** When the last card changed for the last time. */
  lastMs: number;
  /** CPU time that the page's own thread took. */
  pageCpuMs: number;
}

/** Set up in the page; the names are of this measurement alone. */
interface Watch {
  startMs: number;
  /** When each card was last repainted, in sight and elsewhere. */
  firstMs: number;
  sightMs: number;
  lastMs: number;
}

/** A page is done when nothing has changed and nothing was asked for this long. */
const QUIET_MS = 1500;

/** Notes from now on when figures, tables and charts change; counts from the next press. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const host = window as unknown as { paint?: Watch; watching?: true };
    host.paint = { startMs: Number.NaN, firstMs: Number.NaN, sightMs: Number.NaN, lastMs: Number.NaN };
    if (host.watching) return;
    host.watching = true;
    addEventListener('pointerdown', ({ timeStamp }) => Object.assign(host.paint as Watch, { startMs: timeStamp }), {
      capture: true,
    });
    // The frame that shows a change has been painted once a task runs that was set in it.
    const painted = (note: (atMs: number) => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => note(performance.now());
        port2.postMessage(null);
      });
    // Noted together, a frame's changes cost the page next to nothing.
    const waiting = new Set<Element>();
    const noteFrame = (now: number) => {
      const { paint } = host;
      const elements = [...waiting];
      waiting.clear();
      if (!paint || Number.isNaN(paint.startMs)) return;
      const ms = now - paint.startMs;
      const places = new Set<Element>();
      for (const element of elements) {
        const place = element.closest('.figure, .card');
        if (!place) continue;
        paint.lastMs = ms;
        if (element.closest('.figure-value, canvas, .card-foot, td') !== null) places.add(place);
      }
      if (places.size > 0 && Number.isNaN(paint.firstMs)) paint.firstMs = ms;
      // Looked at only now: before, it would have the page laid out once more.
      for (const place of places) if (place.getBoundingClientRect().top < innerHeight) paint.sightMs = ms;
    };
    const changed = (element: Element) => {
      if (!host.paint || Number.isNaN(host.paint.startMs)) return;
      if (waiting.size === 0) painted(noteFrame);
      waiting.add(element);
    };
    new MutationObserver((records) => {
      const elements = records.map(({ target }) => (target instanceof Element ? target : target.parentElement));
      for (const element of new Set(elements)) if (element) changed(element);
    }).observe(document.querySelector('main') as Element, { childList: true, characterData: true, subtree: true });
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (this.canvas.isConnected) changed(this.canvas);
      return clear.apply(this, box);
    };
  });
}

/** Does something to a page and waits until it shows all it will. */
export async function settled(page: Page, act: () => Promise<void>): Promise<void> {
  const underWay = new Set<Request>();
  let last = performance.now();
  const began = (request: Request) => void (request.url().includes('/api/') && underWay.add(request));
  const ended = (request: Request) => {
    underWay.delete(request);
    last = performance.now();
  };
  page.on('request', began);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  await act();
  while (underWay.size > 0 || performance.now() - last < QUIET_MS) await page.waitForTimeout(100);
  page.off('request', began);
  page.off('requestfinished', ended);
  page.off('requestfailed', ended);
}

const isOpen = (page: Page) => page.getByRole('button', { name: 'Use these dates' }).isVisible();

/** Changes the dates as a person does, YYYY-MM-DD both included, and answers when the page followed. */
export async function changeDates(page: Page, from: string, to: string): Promise<Painted> {
  if (!(await isOpen(page))) await page.getByRole('button', { name: /^Dates: / }).click();
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
  await watch(page);
  // Found beforehand: a search by role goes through the whole page and is no work of the page's own.
  const use = await page.getByRole('button', { name: 'Use these dates' }).elementHandle();
  const tools = await page.context().newCDPSession(page);
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async () => {
    const { metrics } = await tools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await cpuMs();
  await settled(page, async () => use?.click());
  const paint = await page.evaluate(() => (window as unknown as { paint: Watch }).paint);
  const pageCpuMs = (await cpuMs()) - before;
  await tools.detach();
  if (Number.isNaN(paint.firstMs)) throw new Error('no figure changed');
  return { firstMs: paint.firstMs, sightMs: paint.sightMs, lastMs: paint.lastMs, pageCpuMs };
}
