/** What a member of an X archive holds, as far as it is read. */
export type XMemberKind = 'owner' | 'notes' | 'tweets' | 'people' | 'tweets-csv';

const PART = '(-part\\d+)?\\.js(on)?$';
// Older archives: one file a month under data/js/tweets, and tweets.csv (before 2018); tweet.js (to 2022).
const KINDS: readonly [RegExp, XMemberKind][] = [
  [/(^|\/)(account|manifest)\.js$/, 'owner'],
  [/(^|\/)data\/js\/user_details\.js$/, 'owner'],
  [new RegExp(`(^|/)note-tweet${PART}`), 'notes'],
  [new RegExp(`(^|/)(tweets?|community-tweet)${PART}`), 'tweets'],
  [/(^|\/)data\/js\/tweets\/\d{4}_\d{2}\.js$/, 'tweets'],
  [new RegExp(`(^|/)(follower|following)${PART}`), 'people'],
  [/(^|\/)tweets\.csv$/, 'tweets-csv'],
];

/** What is read from a member, or null. Paths are matched from a `/` on, in any case, as archives get repacked. */
export function memberKind(path: string): XMemberKind | null {
  const lower = path.toLowerCase();
  if (/(^|\/)(__macosx|assets|lib)\//.test(lower)) return null;
  return KINDS.find(([pattern]) => pattern.test(lower))?.[1] ?? null;
}

/** Members to read, by what they hold. The csv only where there is no richer form of the same posts. */
export function membersToRead(paths: readonly string[]): { path: string; kind: XMemberKind }[] {
  const found = paths.flatMap((path) => {
    const kind = memberKind(path);
    return kind ? [{ path, kind }] : [];
  });
  const rich = found.some(({ kind }) => kind === 'tweets');
  return found.filter(({ kind }) => !(rich && kind === 'tweets-csv'));
}

const SENSITIVE = 'Sensitive, off by default.';
const REASONS: readonly [RegExp, string][] = [
  [/(^|\/)direct-message|audio-video-calls/, `Private messages. ${SENSITIVE}`],
  [/(^|\/)ad-|(^|\/)ads-|branch-links|user-link-clicks/, `Advertising shown to this account. ${SENSITIVE}`],
  [/ip-audit|creation-ip|device|key-registry|(^|\/)sso|connected-application/, `Sign-ins and devices. ${SENSITIVE}`],
  [/(^|\/)contact|phone-number|email-address|screen-name-change/, `Contact details. ${SENSITIVE}`],
  [/personalization|ageinfo|account-timezone|protected-history/, `What X notes about the account. ${SENSITIVE}`],
  [/grok-chat/, `Talks with an assistant. ${SENSITIVE}`],
  [/(^|\/)(block|mute)/, `Blocked and muted accounts. ${SENSITIVE}`],
  [/(^|\/)like(-part\d+)?\.js$/, 'Likes carry no date, so no chart can place them.'],
  [/(^|\/)deleted-/, 'Deleted posts stay deleted.'],
  [/(^|\/)tweets\.csv$/, 'The same posts are read from another file.'],
];
const FOLDERS: readonly [RegExp, string][] = [
  [/(^|\/)[^/]*_media\//, 'Pictures and videos are not read.'],
  [/(^|\/)(assets|lib|css|img|__macosx)\//, 'Belongs to the viewer that comes with the archive.'],
];
const MOST_LISTED = 150;

/** Members that stay unread, with the reason; folders of pictures as one entry. */
export function membersIgnored(paths: readonly string[]): { member: string; why: string }[] {
  const read = new Set(membersToRead(paths).map(({ path }) => path));
  const reasons = new Map<string, string>();
  for (const path of paths) {
    if (read.has(path) || path.endsWith('/')) continue;
    const lower = path.toLowerCase();
    const folder = FOLDERS.find(([pattern]) => pattern.test(lower));
    if (folder) {
      const length = (folder[0].exec(lower)?.index ?? 0) + (folder[0].exec(lower)?.[0].length ?? 0);
      reasons.set(path.slice(0, length), folder[1]);
      continue;
    }
    const reason = REASONS.find(([pattern]) => pattern.test(lower));
    reasons.set(path, reason?.[1] ?? 'No chart uses it.');
  }
  return [...reasons].slice(0, MOST_LISTED).map(([member, why]) => ({ member, why }));
}

/** What a single file holds, by its first bytes as text; null when it is no part of an X archive that is read. */
export function textKind(start: string): XMemberKind | null {
  const text = start.replace(/^\ufeff/, '').trimStart();
  const name = /^window\.YTD\.(\w+)\.part\d+\s*=/.exec(text)?.[1]?.toLowerCase();
  if (name !== undefined) {
    const kind = memberKind(`${name.replaceAll('_', '-')}.js`);
    return kind === 'tweets' || kind === 'people' ? kind : null;
  }
  if (/^Grailbird\.data\.tweets_\d{4}_\d{2}\s*=/.test(text)) return 'tweets';
  if (/^"?tweet_id"?,"?in_reply_to_status_id"?,/.test(text)) return 'tweets-csv';
  const list = /^\[\s*\{/.test(text) && /"id_str"\s*:/.test(text) && /"created_at"\s*:/.test(text);
  return list && /"(full_text|text)"\s*:/.test(text) ? 'tweets' : null;
}
