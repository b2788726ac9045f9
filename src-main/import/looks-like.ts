import type { FileHead } from './format.ts';
import { metaArchiveForm } from './meta-members.ts';

const SIGNATURES: readonly { bytes: readonly number[]; at: number; what: string }[] = [
  { bytes: [0x42, 0x5a, 0x68], at: 0, what: 'This is a bzip2 archive. Unpack it first, then import what is inside.' },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    at: 0,
    what: 'This is an xz archive. Unpack it first, then import what is inside.',
  },
  { bytes: [0x52, 0x61, 0x72, 0x21], at: 0, what: 'This is a RAR archive. Unpack it first, then import the folder.' },
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    at: 0,
    what: 'This is a 7-Zip archive. Unpack it first, then import the folder.',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], at: 0, what: 'This is a PDF document. It holds no rows that can be read.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], at: 0, what: 'This is a picture.' },
  { bytes: [0xff, 0xd8, 0xff], at: 0, what: 'This is a picture.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], at: 0, what: 'This is a picture.' },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    at: 0,
    what: 'This is an old Office document. Save the sheet as CSV, then import that.',
  },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], at: 0, what: 'This is a database file. Export its tables as CSV.' },
];

// Two notations of Apache ("[Sun Dec 04 04:47:44 2005] [error]", since 2.4 "[core:error] [pid 1]") and that of nginx.
const TEXTS: readonly { line: RegExp; what: string }[] = [
  {
    line: /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:.]+ \d{4}\] \[[\w:-]+\]/,
    what: 'This looks like an Apache error log. Inglenook reads the access log, which usually lies beside it.',
  },
  {
    line: /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[\w+\] \d+#\d+:/,
    what: 'This looks like an nginx error log. Inglenook reads the access log, which usually lies beside it.',
  },
  {
    line: /^#(Software|Version|Fields|Date):/,
    what: 'This looks like a log in the W3C format, but without the columns of web requests.',
  },
  {
    line: /^tls \d\.\d \d{4}-\d\d-\d\dT[\d:.]+Z? net\/\S+ /,
    what: 'This is a log of an AWS network load balancer. It notes connections, not pages: use the log of the web server behind it.',
  },
  {
    line: /^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ \d{1,5} \d{1,5} (TLSv1\.\d|-) \S+ (-|\d+\.\d+) /,
    what: 'This is a connection log of an AWS application load balancer. It notes connections, not pages: use its access log.',
  },
  { line: /^(<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ \S+?(\[\d+\])?: /, what: 'This looks like a system log.' },
  {
    line: /^(Date|Link|Like\(s\)|Username|Comment|Who can view|Allow comments): /,
    what: 'This looks like a TikTok export as text. Ask TikTok for it again and choose JSON.',
  },
  { line: /^\s*(<!doctype html|<html)/i, what: 'This is a web page. Ask for the export as JSON or CSV instead.' },
  { line: /^\s*<\?xml/, what: 'This is an XML file of a kind that Inglenook does not know.' },
  { line: /^\s*[[{]/, what: 'This is a JSON file of a kind that Inglenook does not know.' },
];

/** TikTok's export as text: a file for each part, in the folders that the JSON has as sections. */
const TIKTOK_TEXT =
  /(^|\/)(your activity|activity|profile|app settings|profile and settings|comments?|videos?|posts?|direct messages?|ads and data|tiktok live|tiktok shop)\/[^/]+\.txt$/i;

/** One plain sentence on what a file nobody claims looks like. Never holds content of the file. */
export function looksLike(head: FileHead): string {
  if (head.members.length > 0) return archiveLooksLike(head);
  if (head.sizeBytes === 0 || head.bytes.length === 0) return 'The file is empty.';
  for (const { bytes, at, what } of SIGNATURES)
    if (bytes.every((byte, index) => head.bytes[at + index] === byte)) return what;
  if (isBinary(head.bytes)) return 'This is not a text file, and not an archive that Inglenook knows.';
  const sample = Buffer.from(head.bytes.subarray(0, 8192)).toString('latin1').split('\n').slice(0, 40);
  const filled = sample.filter((line) => line.trim() !== '');
  for (const { line, what } of TEXTS) {
    const hits = filled.filter((text) => line.test(text)).length;
    if (hits > 0 && (hits * 2 > filled.length || line.test(filled[0] ?? ''))) return what;
  }
  return 'This is a text file of a kind that Inglenook does not know.';
}

/** What an archive or folder looks like, by its listing. */
function archiveLooksLike({ members }: FileHead): string {
  if (members.filter(({ path }) => TIKTOK_TEXT.test(path)).length >= 2)
    return 'This looks like a TikTok export as text. Ask TikTok for it again and choose JSON.';
  const meta = metaArchiveForm(members.map(({ path }) => path));
  if (meta?.html) return `This is the HTML form of a copy from ${meta.network}. Ask for it again as JSON.`;
  if (meta)
    return `This part of a copy from ${meta.network} holds nothing that Inglenook reads. Other parts of it may.`;
  return 'None of the files in here is of a kind that Inglenook knows.';
}

/** Zero bytes do not occur in text, except in UTF-16, which begins with a mark. */
function isBinary(bytes: Uint8Array): boolean {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  return mark !== 0xfffe && mark !== 0xfeff && bytes.subarray(0, 4096).includes(0);
}
