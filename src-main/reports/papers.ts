import type { Recipient } from '../../shared/contract/exports.ts';
import type { NoticeLanguage, Paper } from '../../shared/contract/papers.ts';
import { type Basis, PURPOSES, type Purpose } from '../../shared/model.ts';
import { STYLE } from './html-style.ts';
import { each, Markup, markup } from './markup.ts';
import { NOTICE_WORDS, type NoticeCategory } from './notice-words.ts';

/** What a paper is made from: only counts and kinds, nobody by name. */
export interface PaperFacts {
  business: string;
  madeMs: number;
  categories: readonly {
    id: NoticeCategory;
    title: string;
    /** How many rows and people, and of which days, as it may be told. */
    extent: string;
  }[];
  /** Bases in use per purpose, over all imports. */
  bases: Readonly<Record<Purpose, readonly Basis[]>>;
  sources: readonly { title: string; files: number }[];
  fromNetworks: boolean;
  protection: string;
  /** Whether the whole store is encrypted. */
  sealed: boolean;
  /** Identifiers of the erased, in words. */
  suppressed: string;
  /** Files of counts that were handed out, by recipient; `last` as a day. */
  recipients: readonly { recipient: Recipient; times: number; last: string }[];
  /** Lists of people for ads that were handed out, by recipient. */
  lists: readonly { recipient: Recipient; times: number; last: string }[];
  /** IANA zone of the business. */
  zone: string;
  /** People held, and identifiers of theirs that are kept readable, in words. */
  people: string;
  readable: string;
  /** Weighings of interests that were written down, newest first. */
  interests: readonly { purpose: Purpose; text: string; atMs: number }[];
  /** When a breach became known, Unix ms. */
  knownMs: number;
  /** How long imports of a kind are kept by the rules, in months; null = no rule. */
  keeping: readonly { title: string; files: number; months: number | null }[];
}

/** Stands where there is no date. */
export const NO_DAY = '–';

interface Part {
  title: string;
  lines: readonly string[];
}

const used = (bases: readonly Basis[]) => bases.filter((basis): basis is Exclude<Basis, 'none'> => basis !== 'none');
const DRAFT = NOTICE_WORDS.en.draft;

/** Paragraphs of a privacy notice in one tongue: says only what is really held and on which basis it is really used. */
function notice(facts: PaperFacts, language: NoticeLanguage): Part[] {
  const words = NOTICE_WORDS[language];
  const purposes = PURPOSES.flatMap((purpose) =>
    used(facts.bases[purpose]).map((basis) => `${words.purposes[purpose]}: ${words.bases[basis]}.`),
  );
  const profiles = (['personalisation', 'marketing', 'advertising'] as const).some(
    (purpose) => used(facts.bases[purpose]).length > 0,
  );
  return [
    { title: words.held, lines: facts.categories.map(({ id }) => words.categories[id]) },
    {
      title: '',
      lines: [
        ...purposes,
        ...(facts.fromNetworks ? [words.social] : []),
        ...(profiles ? [words.profiling] : []),
        words.local,
        ...(facts.lists.length > 0 ? [words.lists] : []),
        words.keep,
        words.rights,
      ],
    },
  ];
}

const basisList = (facts: PaperFacts, purpose: Purpose) => used(facts.bases[purpose]).join(', ') || 'not used';

/** What recipients are called in papers. */
export const RECIPIENT_NAMES: Readonly<Record<Recipient, string>> = {
  unsaid: 'Not said for whom',
  'own-use': 'For own use',
  adviser: 'Adviser or agency',
  accountant: 'Accountant',
  'ad-platform': 'Advertising platform',
  'service-provider': 'Service provider (processor)',
  authority: 'Authority',
  public: 'Published',
  'person-concerned': 'The person concerned',
};
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Categories of recipients (Art. 30(1)(d)), as the list of exports has them. */
const recipientLines = ({ recipients, lists }: PaperFacts): string[] => [
  'By this program itself: none. Its reports hold counts of groups only, small groups hidden, counts rounded.',
  ...recipients.map(
    ({ recipient, times, last }) =>
      `${RECIPIENT_NAMES[recipient]}: ${count(times, 'report', 'reports')}, last on ${last}`,
  ),
  ...lists.map(
    ({ recipient, times, last }) =>
      `${RECIPIENT_NAMES[recipient]}: ${count(times, 'list', 'lists')} of hashed addresses of people who agreed to advertising, last on ${last}`,
  ),
  '[Whom else you hand files to, such as your shop system or your newsletter service]',
];

/** Time limits (Art. 30(1)(f)), as the rules for keeping have them. */
const keepingLines = ({ keeping }: PaperFacts): string[] => [
  ...keeping.map(({ title, files, months }) => {
    const what = `${title} (${count(files, 'file', 'files')})`;
    return months === null
      ? `${what}: no limit is set. [How long, and why]`
      : `${what}: removed by itself after ${count(months, 'full month', 'full months')}`;
  }),
  'The list of the erased, the requests of people and the audit log: [how long]',
];

const categoryLine = ({ title, extent }: PaperFacts['categories'][number]): string => `${title}: ${extent}`;

/** The record of processing activities (GDPR Art. 30(1)), as far as the store can tell. */
function record(facts: PaperFacts): Part[] {
  return [
    { title: 'Controller', lines: [`${facts.business} – [address, contact, data protection officer if there is one]`] },
    {
      title: 'Purposes and lawful basis',
      lines: PURPOSES.map((purpose) => `${purpose}: ${basisList(facts, purpose)}`),
    },
    {
      title: 'Categories of people and data',
      lines: facts.categories.map(categoryLine),
    },
    {
      title: 'Where it comes from',
      lines: facts.sources.map(({ title, files }) => `${title}: ${count(files, 'file', 'files')}`),
    },
    {
      title: 'Recipients',
      lines: recipientLines(facts),
    },
    { title: 'Transfers to third countries', lines: ['None by this program: it opens no connection.'] },
    { title: 'Time limits for erasure', lines: keepingLines(facts) },
    {
      title: 'Security measures (Art. 32)',
      lines: [
        `Names and addresses: ${facts.protection}. People are kept as keyed fingerprints.`,
        `Texts, page paths and orders: ${facts.sealed ? 'encrypted by this program under the same passphrase' : 'not encrypted by this program'}; disk encryption of the system: [yes or no].`,
        'Groups below the smallest size do not leave the screen. Every import, report, look into the vault and erasure is in an audit log that shows any change.',
        `Erased people kept out of later imports: ${facts.suppressed} identifiers.`,
      ],
    },
  ];
}

/** What the owner wrote down for a purpose, the newest wording first. */
const writtenLines = ({ interests: written }: PaperFacts, purpose: Purpose): string[] =>
  written
    .filter((one) => one.purpose === purpose)
    .map(({ text, atMs }, i) => `${i === 0 ? 'Written down' : 'Before that'} on ${dayOf(atMs)}: ${text}`);

/** Questions of a legitimate-interest assessment for each purpose that rests on one. The answers are the owner's. */
function interests(facts: PaperFacts): Part[] {
  const resting = PURPOSES.filter((purpose) => facts.bases[purpose].includes('legitimate-interest'));
  if (resting.length === 0) return [{ title: 'No purpose rests on legitimate interest', lines: ['Nothing to weigh.'] }];
  return resting.map((purpose) => ({
    title: purpose,
    lines: [
      ...writtenLines(facts, purpose),
      'Purpose: which interest do you pursue, and who gains by it? [answer]',
      'Necessity: is there a way with less data, shorter or only in groups? Inglenook counts in groups and keeps people as pseudonyms. [answer]',
      'Balance: would people expect it? Is anybody a child or vulnerable? What is the worst that could happen to them? [answer]',
      'Safeguards in place: objection takes effect at once; small groups are not shown; nothing leaves the computer; erasure on request.',
      'Decision: [we may / we may not], on [date], by [name].',
    ],
  }));
}

/** Questions that tell whether a data protection impact assessment is needed (WP 248 rev.01), and its parts (Art. 35(7)). */
function impact(facts: PaperFacts): Part[] {
  const profiling = [...used(facts.bases.personalisation), ...used(facts.bases.advertising)].length > 0;
  return [
    {
      title: 'Is one needed? Two or more times yes means: probably',
      lines: [
        `Evaluation or scoring of people, profiling: ${profiling ? 'yes, personal suggestions or advertising are switched on' : 'no purpose for it is switched on'}`,
        'Decisions with legal or similar effect by machine alone: no, this program takes none. [Do you?]',
        'Systematic monitoring: [visits to a site are noted – are people told?]',
        'Special categories (health, religion, politics …) in texts or groups: [answer]',
        `Large scale: ${facts.people} people are held. [answer]`,
        'Data sets joined in ways people do not expect: [orders, visits and messages of one person are joined – answer]',
        'Children, employees, patients: [answer]',
        'New technology: [answer]',
        'People are kept from a right or a service by it: no, by this program.',
      ],
    },
    {
      title: 'What is done, with what, for what',
      lines: PURPOSES.map((purpose) => `${purpose}: ${basisList(facts, purpose)}`),
    },
    { title: 'Necessity and proportion', lines: ['[answer]'] },
    {
      title: 'Risks for people: how likely, how bad',
      lines: [
        'The computer is stolen: [answer]',
        'Somebody is recognised in a report: [answer]',
        'A person is treated unfairly by a wrong profile: [answer]',
      ],
    },
    {
      title: 'Measures',
      lines: [
        `Names and addresses: ${facts.protection}.`,
        'Small groups hidden, objection at once, erasure on request, nothing leaves the computer.',
        '[further measures]',
      ],
    },
  ];
}

const HOUR_MS = 3_600_000;
/** GDPR Art. 33(1). */
const HOURS_TO_NOTIFY = 72;

/** An instant on the clock of the business. */
const clockOf = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(ms);

function clockLines({ knownMs, madeMs, zone }: PaperFacts): string[] {
  const dueMs = knownMs + HOURS_TO_NOTIFY * HOUR_MS;
  const left = Math.floor((dueMs - madeMs) / HOUR_MS);
  return [
    `It became known on ${clockOf(knownMs, zone)} (${zone}).`,
    `The authority must be told by ${clockOf(dueMs, zone)}: 72 hours, weekends and holidays counted (Art. 33(1)).`,
    left >= 0
      ? `When this was written, ${count(left, 'hour was', 'hours were')} left.`
      : `When this was written, it was ${count(-left, 'hour', 'hours')} late. Tell them now, and say why it is late.`,
    'What is not known yet can be told later, in parts (Art. 33(4)).',
  ];
}

/** What to tell the authority (Art. 33(3)) and the people (Art. 34) when what this computer holds may be in other hands. */
function breach(facts: PaperFacts): Part[] {
  const { people, readable, sealed } = facts;
  return [
    { title: 'The clock', lines: clockLines(facts) },
    {
      title: 'What happened',
      lines: ['[Lost, stolen, sent to the wrong person, read by somebody: what, when, how you noticed]'],
    },
    {
      title: 'What was on this computer',
      lines: [
        `People in all, as pseudonyms: ${people}.`,
        ...facts.categories.map(categoryLine),
        `Addresses, numbers and names that can be read with the key: ${readable}. They are ${facts.protection}.`,
        `Texts, page paths and orders: ${sealed ? 'encrypted by this program' : 'not encrypted by this program'}. Disk encryption of the system: [yes or no].`,
        '[The files you imported from, backups, and what other programs hold]',
      ],
    },
    {
      title: 'Lists of people that were handed out before',
      lines:
        facts.lists.length === 0
          ? ['None.']
          : facts.lists.map(
              ({ recipient, times, last }) =>
                `${RECIPIENT_NAMES[recipient]}: ${count(times, 'list', 'lists')}, last on ${last}`,
            ),
    },
    {
      title: 'What may follow for the people',
      lines: ['[Unwanted mail, fraud, shame, loss of money: how likely, how bad]'],
    },
    {
      title: 'Must the people be told? (Art. 34)',
      lines: [
        'Yes, at once and in plain words, when it is likely to put them at high risk. [answer, and why]',
        sealed
          ? 'Not where what was taken cannot be read by others (Art. 34(3)(a)): the whole store is encrypted. Was the passphrase on the computer, or the workspace open? [answer]'
          : 'The store is not encrypted as a whole, so texts, page paths and orders can be read by whoever has the disk unless the system encrypts it.',
      ],
    },
    {
      title: 'What was done, and what will be',
      lines: ['[Passphrase changed, device wiped, accounts locked, recipient asked to delete]'],
    },
    { title: 'Who can be asked', lines: [`${facts.business} – [name, phone, e-mail]`] },
    {
      title: 'Keep this, even if nobody has to be told (Art. 33(5))',
      lines: ['Facts, effects, what was done, and why the authority or the people were or were not told.'],
    },
  ];
}

const TITLES: Readonly<Record<Exclude<Paper, 'notice'>, string>> = {
  record: 'Record of processing activities (Art. 30 GDPR)',
  interests: 'Legitimate-interest assessment: questions to answer',
  impact: 'Data protection impact assessment: questions to answer',
  breach: 'After a breach: what to tell whom, and by when',
};

/** A draft as one page that stands alone. What only a human can know is in [brackets]. */
export function paperPage(paper: Paper, language: NoticeLanguage, facts: PaperFacts): Uint8Array {
  const tongue = paper === 'notice' ? language : 'en';
  const title = paper === 'notice' ? NOTICE_WORDS[language].title : TITLES[paper];
  const draft = paper === 'notice' ? NOTICE_WORDS[language].draft : DRAFT;
  const makers = { record, interests, impact, breach } as const;
  const parts = paper === 'notice' ? notice(facts, language) : makers[paper](facts);
  const page = markup`<!DOCTYPE html>
<html lang="${tongue}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1><p class="lead">${facts.business} · ${new Date(facts.madeMs).toISOString().slice(0, 10)}</p><p><strong>${draft}</strong></p></header>
<main>${each(parts, ({ title: heading, lines }) => markup`<section>${heading === '' ? null : markup`<h2>${heading}</h2>`}<ul>${each(lines, (line) => markup`<li>${line}</li>`)}</ul></section>`)}</main>
</body>
</html>
`;
  return new TextEncoder().encode(page.source);
}
