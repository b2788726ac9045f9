import { basename, join } from 'node:path';
import type { App, Session, WebContents } from 'electron';
import { ENTRY_URL, isAppUrl } from './protocol.ts';

/** Switches of Chromium's own services that would speak to the network or look for it. Before ready. */
export const QUIET_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['disable-sync'],
  ['disable-default-apps'],
  ['disable-client-side-phishing-detection'],
  ['no-pings'],
  ['dns-prefetch-disable'],
  ['no-proxy-server'],
  // No name resolves, whatever asks: the last net under the request filter.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // Seen to matter: Chromium 156 ignores the older name `force-webrtc-ip-handling-policy`.
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'AutofillServerCommunication,DnsOverHttps,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate',
  ],
];

/** Background networking, component update, crash upload, DNS prefetch and name look-ups off. https://www.electronjs.org/docs/latest/api/command-line-switches */
export function turnOffBackgroundTraffic(app: App): void {
  for (const [name, value] of QUIET_SWITCHES) app.commandLine.appendSwitch(name, value);
}

/** Every permission a page could ask for is refused. https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content */
export function refusePermissionRequests(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
}

/** …and what is looked up without asking is refused too. https://www.electronjs.org/docs/latest/api/session#sessetpermissioncheckhandlerhandler */
export function refusePermissionChecks(session: Session): void {
  session.setPermissionCheckHandler(() => false);
}

/** No USB, HID, serial or Bluetooth device. https://www.electronjs.org/docs/latest/tutorial/devices */
export function refuseDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}

/** No window or screen capture. https://www.electronjs.org/docs/latest/api/session#sessetdisplaymediarequesthandlerhandler-opts */
export function refuseScreenSharing(session: Session): void {
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** Cancels every request that is not for our own files. Nothing leaves the machine. https://www.electronjs.org/docs/latest/api/web-request#webrequestonbeforerequestfilter-listener */
export function refuseOutsideRequests(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const own =
      isAppUrl(details.url) || details.url.startsWith('blob:app://bundle/') || details.url.startsWith('data:');
    // The developer tools are pages of Chromium itself; they exist in development only.
    answer({ cancel: !own && !details.url.startsWith('devtools://') });
  });
}

/** No proxy, no proxy discovery. https://www.electronjs.org/docs/latest/api/session#sessetproxyconfig */
export async function connectDirectly(session: Session): Promise<void> {
  await session.setProxy({ mode: 'direct' });
}

/** No certificate is trusted, for no encrypted connection is ever wanted. https://www.electronjs.org/docs/latest/api/session#sessetcertificateverifyprocproc */
export function refuseCertificates(session: Session): void {
  const REFUSED = -2;
  session.setCertificateVerifyProc((_request, answer) => answer(REFUSED));
}

/** A certificate error is never overridden. https://www.electronjs.org/docs/latest/api/app#event-certificate-error */
export function refuseCertificateErrors(app: App): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
}

/** Chromium would fetch spelling dictionaries from the network. https://www.electronjs.org/docs/latest/api/session#sessetspellcheckerenabledenable */
export function turnOffSpellCheckDownloads(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

/** Only files that our own page made may be saved, and only where the person says. https://www.electronjs.org/docs/latest/api/download-item */
export function saveOnlyThroughDialog(session: Session, folder: string): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://bundle/')) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(folder, basename(item.getFilename())) });
  });
}

/** The page may only be loaded anew; it never goes elsewhere, in no frame. https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation */
export function refuseNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || details.url.split('#')[0] !== ENTRY_URL) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
}

/** No second window, no link opens outside either. https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows */
export function refuseNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No embedded browser. https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation */
export function refuseWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** A peer connection may use no network path but a proxy, and there is none. https://www.electronjs.org/docs/latest/api/web-contents#contentssetwebrtciphandlingpolicypolicy */
export function keepWebRtcOffTheNetwork(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
