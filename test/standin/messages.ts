import type { BrowserWindowConstructorOptions, SaveDialogOptions } from 'electron';

/** What the host is told about a frame. */
export interface FrameFacts {
  url: string;
  isTop: boolean;
}

/** Everything a test may ask about what the host has set up. */
export interface HostFacts {
  switches: [name: string, value: string][];
  sandboxed: boolean;
  schemes: unknown[];
  windows: {
    id: number;
    options: BrowserWindowConstructorOptions;
    title: string;
    shown: boolean;
    maximized: boolean;
    focused: number;
    webRtcPolicy: string;
  }[];
  menu: string[] | null;
  proxy: unknown;
  spellChecker: { enabled: boolean; languages: string[] | null };
  requests: { url: string; cancelled: boolean }[];
  paths: Record<string, string>;
}

/** How a permission request ended in the host's own handlers. */
export interface DownloadDecision {
  prevented: boolean;
  options: SaveDialogOptions | null;
  savePath: string | null;
}

/** The answer of the host's protocol handler. */
export interface ServedResponse {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

/** How the operating system's key store behaves in a test. */
export interface SafeStorageScript {
  available: boolean;
  backend: 'basic_text' | 'gnome_libsecret' | 'kwallet6' | 'unknown';
  /** Another secret stands for a key ring that was replaced. */
  secret: string;
  /** The system asks for the text to be sealed again. */
  rotated?: boolean;
}

/** What the host process is started with, as JSON in its environment. */
export interface HostScript {
  home: string;
  safeStorage: SafeStorageScript;
  packaged: boolean;
  /** Calls of the host's checklist that are taken out of the built file: the proof that each rule does something. */
  without: string[];
  screens: { x: number; y: number; width: number; height: number }[];
}
