import { isHidden } from './members.ts';

type Member = { path: string; sizeBytes: number };

/** A kind of member and the end of the paths it has, in plain form. */
export type KindRule<Kind extends string> = readonly [RegExp, Kind];

/** Paths differ by year in apostrophes and blanks ("people's", "people_s"): all become `_`. Lower case. */
export const plainPath = (path: string): string => path.toLowerCase().replace(/[^a-z0-9/.]+/g, '_');

/** Members that a format reads, by kind, in the order of their paths. The first rule that fits decides. */
export function membersOfKinds<Kind extends string>(
  members: readonly Member[],
  rules: readonly KindRule<Kind>[],
): { path: string; kind: Kind }[] {
  return members
    .filter(({ path, sizeBytes }) => sizeBytes > 0 && !isHidden(path))
    .flatMap(({ path }) => {
      const plain = plainPath(path);
      const rule = rules.find(([pattern]) => pattern.test(plain));
      return rule ? [{ path, kind: rule[1] }] : [];
    })
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

/** Conversations, in the folders that Messenger and Instagram sort them into. Spam ("other") is left out. */
export const MESSAGES =
  /(^|\/)messages\/(inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover|legacy_threads)\/[^/]+\/message_\d+\.json$/;

/** What private messages are called where they can be switched on. */
export const PRIVATE_MESSAGES = 'Private messages';

/** Says of private messages that they are there and off. */
export const privateMessages = (present: boolean): { name: string; why: string }[] =>
  present
    ? [
        {
          name: PRIVATE_MESSAGES,
          why: 'What people wrote to you in private, and your answers. Off unless you need it.',
        },
      ]
    : [];

const SENSITIVE = 'Sensitive, off by default.';
const REASONS: readonly [RegExp, string][] = [
  [/\.(jpe?g|png|gif|webp|heic|bmp|srt|mp4|mov|m4a|aac|opus|mp3|wav|webm|pdf)$/, 'Pictures and videos are not read.'],
  [/(^|\/)messages\/|secret_conversations|message_requests|chat/, `Private messages. ${SENSITIVE}`],
  [/(^|\/)(ads?_|ads_information|advert|your_topics)|ad_preferences|instagram_ads/, `Advertising. ${SENSITIVE}`],
  [
    /security_and_login|login|logout|device|password|two_factor|last_known_location/,
    `Sign-ins and devices. ${SENSITIVE}`,
  ],
  [/contacts|possible_(phone|email)|autofill|phone_number/, `Contact details of people. ${SENSITIVE}`],
  [/location/, `Places. ${SENSITIVE}`],
  [/search/, `Searches. ${SENSITIVE}`],
  [/off_of_|off_meta|apps_and_websites/, `Visits to other sites and apps. ${SENSITIVE}`],
  [/payment|shopping|monetization|fundraiser/, `Payments. ${SENSITIVE}`],
  [
    /personal_information|profile_information|friends|family|blocked|restricted|unfollowed|pending|close_friends/,
    'Not needed.',
  ],
  [
    /likes_and_reactions|(^|\/)likes\/|story_(sticker_)?interactions|liked_threads|story_reactions/,
    'Likes and taps that you gave are no messages.',
  ],
  // No description or sample of such a member of a Page's archive was found anywhere: a shape would be a guess.
  [
    /(^|\/)this_profile_s_activity_across_facebook\/(.*[/_])?(reviews?|recommendations?|ratings?)[/_.]/,
    'Reviews of a page: how this file is built is not known, so it is not read. A table of your reviews can be imported.',
  ],
  [/recommended\.json$|(^|\/)reviews\//, 'Reviews and recommendations that you gave to others.'],
  [/deleted/, 'What was deleted stays deleted.'],
  [/archived/, 'Archived posts are hidden from visitors.'],
  [/no_data\.txt$|\.html?$/, 'Belongs to the viewer that comes with the archive.'],
];
const TALK = /^(.*?messages|.*(?=\/[^/]+\/(?:message|replies)_\d+\.\w+$))\//i;
const MOST_LISTED = 150;

/** Members that stay unread, with the reason; media as one entry per folder. Never holds content of a file. */
export function membersLeft(
  members: readonly Member[],
  read: readonly { path: string }[],
): { member: string; why: string }[] {
  const taken = new Set(read.map(({ path }) => path));
  const reasons = new Map<string, string>();
  for (const { path } of members) {
    if (taken.has(path) || path.endsWith('/') || isHidden(path)) continue;
    const at = REASONS.findIndex(([pattern]) => pattern.test(plainPath(path)));
    const why = REASONS[at]?.[1] ?? 'No chart uses it.';
    // Folders of conversations are named after people: the folder above them is enough.
    const talk = TALK.exec(path)?.[1];
    const folder = talk ?? path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (talk !== undefined) reasons.set(`${folder}/`, `Private messages. ${SENSITIVE}`);
    else if (at === 0 && folder !== '') reasons.set(`${folder}/`, why);
    else reasons.set(path, why);
  }
  return [...reasons].slice(0, MOST_LISTED).map(([member, why]) => ({ member, why }));
}

/** Which Meta network an archive with these paths is from, and whether it is in HTML; null when it is none. */
export function metaArchiveForm(paths: readonly string[]): { network: string; html: boolean } | null {
  const plain = paths.map(plainPath);
  const found = NETWORK_MARKS.find(([mark]) => plain.some((path) => mark.test(path)));
  if (!found) return null;
  const pages = plain.filter((path) => /\.html?$/.test(path)).length;
  const json = plain.filter((path) => path.endsWith('.json')).length;
  return { network: found[1], html: pages > json };
}

const NETWORK_MARKS: readonly [RegExp, string][] = [
  [
    /(^|\/)your_instagram_activity\/(?!threads\/)|(^|\/)(past_instagram_insights|followers_and_following)\//,
    'Instagram',
  ],
  [/(^|\/)threads\/(threads_and_replies|followers|following)\.(json|html)$/, 'Threads'],
  [
    /(^|\/)(this_profile_s_activity_across_facebook|your_(activity_across_facebook|facebook_activity))\/|(^|\/)posts\/(your|profile)_posts[^/]*\.(json|html)$/,
    'Facebook',
  ],
  [/(^|\/)(content|media)\/(posts|stories|reels)(_\d+)?\.(json|html)$/, 'Instagram'],
];
