import type { Page } from '@playwright/test';

const BINDING = 'inglenookTestViolation';

/** Everything a page did that it must never do. */
export interface PageWatch {
  problems(): Promise<string[]>;
}

const listen = (binding: string) => {
  const bound = window as unknown as Record<string, (what: string) => void>;
  const tell = (directive: string, uri: string) => bound[binding]?.(`${directive} ${uri}`);
  // Buffered: also what happened before the test could look. Some violations never reach the console.
  new ReportingObserver(
    (reports) => {
      for (const report of reports) {
        const body = report.body as unknown as { effectiveDirective: string; blockedURL: string } | null;
        tell(body?.effectiveDirective ?? '', body?.blockedURL ?? '');
      }
    },
    { types: ['csp-violation'], buffered: true },
  ).observe();
};

/** Collects console errors, thrown errors, policy violations and requests to anywhere but the app itself. */
export async function watchPage(page: Page, isOwn: (url: string) => boolean): Promise<PageWatch> {
  const violations: string[] = [];
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!isOwn(request.url())) outside.push(`request to ${new URL(request.url()).origin}`);
  });
  await page.exposeBinding(BINDING, (_source, what: string) => void violations.push(`policy violation: ${what}`));
  await page.addInitScript(listen, BINDING);
  await page.evaluate(listen, BINDING);
  return {
    async problems() {
      // Reports come a task later than what they report.
      if (!page.isClosed()) await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      const errors = await page.pageErrors();
      const messages = await page.consoleMessages();
      return [
        ...errors.map((error) => `thrown: ${error.message}`),
        ...messages.filter((message) => message.type() === 'error').map((message) => `console: ${message.text()}`),
        ...violations,
        ...outside,
      ];
    },
  };
}
