import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A closed port of this computer: whatever the browser wants from outside ends there, DNS look-ups included. */
const NOWHERE = '127.0.0.1:9';

/**
 * Flags of the app window: a browser that keeps to itself, with a profile of its own. The address is on the command
 * line, which other users of this computer may read; it opens the app once, and the window uses it at once.
 */
export function appWindowFlags(url: string, profileDir: string): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-service-autorun',
    '--no-pings',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-field-trial-config',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--dns-prefetch-disable',
    '--metrics-recording-only',
    '--password-store=basic',
    `--proxy-server=${NOWHERE}`,
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,MediaRouter,OptimizationHints,Translate,DnsOverHttpsUpgrade,AsyncDns',
  ];
}

/** Folders of Crashpad's database on one system or another. */
const CRASH_FOLDERS = ['new', 'pending', 'completed', 'attachments', 'reports'];

/**
 * Where the browser may not keep crash files: plain files lie where it would make its folders, so that its crash handler
 * gives up. A crash file holds what a page had in memory. Seen in Chromium 156 on Linux: with both flags against it one was
 * still written, into the folder of the person's own browser; named by the variable, this place is taken instead.
 */
export function withoutCrashFiles(profileDir: string): { BREAKPAD_DUMP_LOCATION: string } {
  const nowhere = join(profileDir, 'no-crash-files');
  mkdirSync(nowhere, { recursive: true, mode: 0o700 });
  for (const name of CRASH_FOLDERS) {
    rmSync(join(nowhere, name), { recursive: true, force: true });
    writeFileSync(join(nowhere, name), '');
  }
  return { BREAKPAD_DUMP_LOCATION: nowhere };
}

/** A window that was opened by us. */
export interface AppWindow {
  /** Resolves when the program could not be started or failed at once. */
  failed: Promise<void>;
  close(): void;
}

/** How soon a browser that cannot work gives up. */
const FAILS_WITHIN_MS = 5_000;

/** Opens the address in an app window of the given browser. */
export function openAppWindow(browser: string, url: string, profileDir: string): AppWindow {
  mkdirSync(profileDir, { recursive: true, mode: 0o700 });
  const child: ChildProcess = spawn(browser, appWindowFlags(url, profileDir), {
    stdio: 'ignore',
    env: { ...process.env, ...withoutCrashFiles(profileDir) },
  });
  const began = Date.now();
  const failed = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', (code) => {
      // 0 is also what a browser answers that hands the address to a window already open on the same profile.
      if (code !== 0 && Date.now() - began < FAILS_WITHIN_MS) resolve();
    });
  });
  return { failed, close: () => void child.kill() };
}
