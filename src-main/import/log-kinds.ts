import { EVENT_KINDS, type EventKind } from '../../shared/model.ts';

const code = (kind: EventKind): number => EVENT_KINDS.indexOf(kind);

export const VIEW = code('view');
export const ASSET = code('asset');
export const DOWNLOAD = code('download');
const CUSTOM = code('custom');
const REDIRECT = code('redirect');
const MISSING = code('missing');
const FAILURE = code('failure');

/** What pages are made of and machines ask for: never a page view. */
const ASSETS = new Set(
  (
    'css js mjs map json xml rss atom txt ico png jpg jpeg gif svg webp avif bmp tif tiff cur woff woff2 ttf otf eot ' +
    'mp3 mp4 m4a m4s m4v webm ogg ogv oga wav flac mov avi flv swf ts m3u8 mpd vtt wasm webmanifest manifest axd'
  ).split(' '),
);
/** What people fetch to keep. */
const DOWNLOADS = new Set(
  (
    'pdf doc docx docm xls xlsx xlsm ppt pptx odt ods odp rtf csv tsv epub mobi azw3 ics vcf gpx kml zip rar 7z tar gz tgz bz2 xz ' +
    'zst exe msi dmg pkg deb rpm apk ipa appimage jar war iso img bin torrent psd ai eps stl step dwg dxf'
  ).split(' '),
);
const EXTENSION = /\.([a-z0-9]{1,11})$/i;

/** What a path names when it is served well: a page, an asset or a download, as a code of EVENT_KINDS. */
export function kindOfPath(path: string): number {
  const extension = EXTENSION.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return VIEW;
  if (ASSETS.has(extension)) return ASSET;
  return DOWNLOADS.has(extension) ? DOWNLOAD : VIEW;
}

/** What a method asks for: a page or file, that something be done, or only to know of something. */
export type Asks = 'get' | 'act' | 'probe';

const ACTS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * RFC 9110, section 9: GET fetches; POST, PUT, PATCH (RFC 5789) and DELETE change something. HEAD, OPTIONS and all else ask
 * about a page and show nobody anything: monitors, link checkers and browsers themselves send them. '' = the log does not say.
 */
export const asksOf = (method: string): Asks =>
  method === 'GET' || method === '' ? 'get' : ACTS.has(method) ? 'act' : 'probe';

/** What a hit was, as a code of EVENT_KINDS. Not modified (304) is a page seen again from the visitor's own copy. */
export function kindOfHit(status: number, asks: Asks, pathKind: number): number {
  if (status >= 500) return FAILURE;
  if (status >= 400) return MISSING;
  if (status >= 300 && status !== 304) return REDIRECT;
  if (asks === 'probe') return ASSET;
  return status >= 200 && asks === 'get' ? pathKind : CUSTOM;
}
