/** Terms as they are used here, and how other tools differ: word, meaning, elsewhere. */
export const TERMS: readonly (readonly [term: string, meaning: string, elsewhere: string])[] = [
  [
    'hit',
    'One line of a log or one tracked event.',
    'Log analysers count files too; Inglenook keeps them apart as “asset”.',
  ],
  [
    'page view',
    'A successful request for a page, not for a file it loads. Answers 2xx and 304 to GET.',
    'Tag-based tools count a view when their script runs, so they miss people who block scripts.',
  ],
  [
    'visitor',
    'In a log: one address with one browser, as a pseudonym. Two people behind one address with the same browser are one visitor; one person with two devices, or whose provider changes the address, is several. A log has no ids: it cannot know better. Exports with ids of cookies or users count those.',
    'Google Analytics and Matomo count cookies: they tell devices apart better and lose people who refuse cookies. Plausible forgets everybody at midnight.',
  ],
  [
    'visit (session)',
    'Acts of one visitor without a gap longer than 30 minutes (a setting). It belongs to the moment it begins. It ends at midnight, or when somebody comes through another outside source, only if the settings say so.',
    'All wait 30 minutes. Universal Analytics also ended visits at midnight and at a new campaign, and Matomo ends them at both; GA4 and Plausible at neither.',
  ],
  [
    'very long visit',
    'A visit with more acts than the settings allow; left out of every count, and told beside each result. No limit unless one is set.',
    'Log analysers often leave out visits of thousands of hits without saying so.',
  ],
  [
    'bounce',
    'A visit with one page view and nothing else.',
    'Matomo and Plausible count alike. GA4 calls a visit engaged after 10 seconds, a second page or a conversion, and bounces are the rest: its rate is lower.',
  ],
  [
    'visit duration',
    'From the first to the last act; unknown for visits with a single act, which are left out of the median.',
    'Tools that send a signal on leaving also time the last page.',
  ],
  [
    'time in visits',
    'The durations of all visits, added up: one of a single act adds nothing. Time per visit is its mean over the visits with two acts or more.',
    'Tools that count a single act as 0 seconds show a lower mean.',
  ],
  [
    'download',
    'A file that people fetch to keep (PDF, ZIP, office files, programs …), answered well. It is an act of a visit, but no page view.',
    'Google Analytics and Matomo see a download only where its link is clicked on a page with their script; a log also has those from elsewhere.',
  ],
  [
    'outlink',
    'A click on a link to another site, where an export tells of it: an event named “outlink” from Matomo, elsewhere by the name that the tool gives it.',
    'Web servers never see such clicks: from a log nobody can count them.',
  ],
  [
    'site search',
    'A search on the site itself: an event that an export calls so, or a view of a page whose address says so (/search, /suche, /recherche …, or /?s= of WordPress). What was typed is kept in lower case, at most 80 characters; where it looks personal, or names somebody in this workspace, only that a search was made.',
    'Google Analytics and Matomo keep the words as they were typed, also names and addresses.',
  ],
  [
    'not found',
    'A request answered with a status from 400 to 499, mostly 404. It is neither a page view nor an act of a visit.',
    'Tag-based tools see it only where the error page holds their script, as one more page view.',
  ],
  [
    'own staff',
    'Visits that the settings name by address, page, visitor id or person. They are left out of every count, and told beside each result.',
    'Google Analytics and Matomo forget such visits for good; here the rule can be taken away, and they count again (an address only from the next import on).',
  ],
  [
    'again and again (rage clicks)',
    'The same page or event three times or more in a row within 30 seconds, by one person.',
    'Tools that record the mouse look at clicks on one spot; a log knows requests alone.',
  ],
  [
    'event',
    'Anything a visitor does that a file tells of: a view, a download, a search, a step of a purchase, or an event of the site’s own. In a log, a request that changes something (POST, PUT, PATCH, DELETE: a form that is sent) is one; a question about a page (HEAD, OPTIONS and the like) is neither an event nor a page view, as nobody sees an answer.',
    'Log analysers often count every method as a request of the page; GA4 calls everything an event, also a page view and the start of a visit.',
  ],
  [
    'entry, exit',
    'The first and the last act of a visit.',
    'Tools that count page views only leave out that a visit ended with a download or a purchase.',
  ],
  [
    'time on page, engagement time',
    'Time to the next act of the same visit. Unknown for the last page, which is left out of the median.',
    'GA4 measures how long the page was in front, by a script; Matomo sends a signal on leaving.',
  ],
  [
    'goal, conversion',
    'A page, event, kind of event or value that the owner names. Conversions are events; the rate is the share of visits with one.',
    'GA4’s session key event rate is the same; its user rate counts people.',
  ],
  [
    'attribution model',
    'How a conversion is shared among the visits before it, of the last 90 days and after the last conversion. Seven models stand side by side.',
    'GA4 offers last click and a data-driven model whose inner workings are not told.',
  ],
  [
    'retention: exact, rolling',
    'Back in that very period (N-day retention), or in it or any later one (unbounded).',
    'Many tools show one of them and do not say which.',
  ],
  [
    'gone (churned)',
    'Nothing for 30 days (can be changed) at the end of the data. Lives that may still go on are taken into account (Kaplan–Meier).',
    'Most tools divide those who left by those who were there: whoever came only lately makes that rate too low.',
  ],
  [
    'customer lifetime value',
    'What a customer is expected to spend in the next year, from a model of when people buy and leave (BG/NBD, Pareto/NBD) and of what they spend (Gamma-Gamma).',
    'Many shops mean what a customer has spent so far.',
  ],
  [
    'channel',
    'Direct, search, social, AI assistant, email, campaign, referral: by the campaign marks (utm_source, utm_medium, utm_campaign, or the click id of an advertisement) of the visit’s first act, else by its referrer; it holds for the whole visit. Of the query of an address nothing else is kept but what was typed into the site’s own search.',
    'GA4 has some twenty channels, with paid and unpaid ones apart; here what is paid is “campaign”.',
  ],
  [
    'robot',
    'A user agent that names a crawler, monitor, library or AI reader. Robots are left out of every count but their own, unless “Count robots too” is chosen.',
    'Tag-based tools never see most robots, as those run no script. Robots that pose as browsers are not recognised by this.',
  ],
  [
    'sale',
    'An order with the state paid, dated in the period.',
    'Shop systems often count unpaid and cancelled orders too, until they are deleted.',
  ],
  [
    'repeat',
    'A purchase on another day than the first (Fader & Hardie).',
    'Some tools count a second order of the same day.',
  ],
  [
    'new, returning',
    'A visit is new when its visitor did nothing before it in all that was imported, also before the chosen dates. Cohorts and buyers are new at their first act within the chosen dates.',
    'Tools with long-lived cookies look back to the first visit they ever stored, and take a deleted cookie for somebody new.',
  ],
  [
    'funnel window',
    'Time from the first step within which the others must follow. The best try of each person counts.',
    'GA4 sees only events of the chosen dates too, but may begin a funnel at any step.',
  ],
  [
    'RFM score',
    'Recency, frequency and money, each from 1 to 5 by fifths of all buyers; equal values get equal scores.',
    'Many tools use fixed limits, or count orders where Inglenook counts purchase days.',
  ],
  [
    'support, confidence, lift',
    'Of two items: people who bought both; their share of the buyers of the first; that share over the share among all buyers.',
    'Shops often count baskets; Inglenook counts people, over all their orders.',
  ],
  [
    'similarity (cosine)',
    'People two things share, over the root of the product of their people: 0 nobody, 1 exactly the same people.',
    '',
  ],
  [
    'mood',
    'Negative, neutral or positive, whichever the model finds likeliest; the score is −0.05 or lower, between, 0.05 or higher. Where the owner said how a message sounds, or what a word means, that counts first. Net mood: the share of positive less that of negative among the messages whose mood is known; it is not told where that is fewer than a tenth of them.',
    'It knows eight languages and emoji; irony often escapes it. docs/model-card-sentiment.md says how often it is right.',
  ],
  [
    'audit score',
    'From 100, which means that nothing was found, towards 0, which is never reached: 100 × 100 ÷ (100 + the weights of all findings). A finding weighs 25 to 100 if it is critical, 6 to 40 if high, 2 to 12 if medium, 0.5 to 2 if low; within that by the square root of the share of all rows or of all people that it touches, whichever is greater (of recorded visits: the share of visits), and times how sure it is. With any finding the score is 99 at most. Mending one never lowers it; what each one costs, and what mending it brings, is told. Compare audits of like files and periods. This is recipe 2; the first took fixed points off and stood at 0 for most sites. The recipe is ours.',
    'Mozilla’s HTTP Observatory starts at 100 and takes fixed points off, down to 0; Lighthouse takes a weighted mean of its tests; CVSS rates one flaw at a time, from 0 to 10, whomever it touches. None of them is about personal data.',
  ],
  ['n', 'The rows a figure rests on. “People” is the number of distinct people behind it.', ''],
];
