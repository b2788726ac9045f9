import {
  FileInput,
  Gauge,
  Handshake,
  Megaphone,
  MessagesSquare,
  MousePointerClick,
  NotebookText,
  ScanSearch,
  Settings,
  ShieldCheck,
  Target,
  Users,
} from 'lucide-react';
import { lazy } from 'react';
import type { PageEntry } from './registry.ts';

/** Every page, in the order of the work. A new page is one folder and one entry here: rail, route, palette and key follow. */
export const PAGES: readonly PageEntry[] = [
  {
    id: 'overview',
    title: 'Overview',
    answer: 'What changed, and why.',
    icon: Gauge,
    group: 'see',
    key: 'o',
    dated: true,
    load: async () => ({ default: (await import('./overview/OverviewPage.tsx')).OverviewPage }),
  },
  {
    id: 'imports',
    title: 'Imports',
    answer: 'Which files are in, and how to add or undo one.',
    icon: FileInput,
    group: 'see',
    key: 'i',
    dated: false,
    load: async () => ({ default: (await import('./imports/ImportsPage.tsx')).ImportsPage }),
  },
  {
    id: 'listening',
    title: 'Listening',
    answer: 'What people write, and in which mood.',
    icon: MessagesSquare,
    group: 'see',
    key: 'l',
    dated: true,
    load: async () => ({ default: (await import('./listening/ListeningPage.tsx')).ListeningPage }),
  },
  {
    id: 'activity',
    title: 'Activity',
    answer: 'Who came, from where, and what they did.',
    icon: MousePointerClick,
    group: 'see',
    key: 'a',
    dated: true,
    load: async () => ({ default: (await import('./activity/ActivityPage.tsx')).ActivityPage }),
  },
  {
    id: 'campaigns',
    title: 'Campaigns',
    answer: 'What your ads and posts cost and brought.',
    icon: Megaphone,
    group: 'see',
    key: 'c',
    dated: true,
    load: async () => ({ default: (await import('./campaigns/CampaignsPage.tsx')).CampaignsPage }),
  },
  {
    id: 'segments',
    title: 'Segments',
    answer: 'Which buyers are alike, and how they are doing.',
    icon: Users,
    group: 'act',
    key: 's',
    dated: true,
    load: async () => ({ default: (await import('./segments/SegmentsPage.tsx')).SegmentsPage }),
  },
  {
    id: 'recommendations',
    title: 'Recommendations',
    answer: 'What people like these also buy and look at.',
    icon: Handshake,
    group: 'act',
    key: 'r',
    dated: true,
    load: async () => ({ default: (await import('./recommendations/RecommendationsPage.tsx')).RecommendationsPage }),
  },
  {
    id: 'audiences',
    title: 'Audiences',
    answer: 'Whom you may show ads elsewhere, and who stays out.',
    icon: Target,
    group: 'act',
    key: 'd',
    dated: false,
    load: async () => ({ default: (await import('./audiences/AudiencesPage.tsx')).AudiencesPage }),
  },
  {
    id: 'privacy',
    title: 'Privacy',
    answer: 'What is held about whom, why, and that it stays here.',
    icon: ShieldCheck,
    group: 'care',
    key: 'p',
    dated: false,
    load: async () => ({ default: (await import('./privacy/PrivacyPage.tsx')).PrivacyPage }),
  },
  {
    id: 'audit',
    title: 'Audit',
    answer: 'What your logs and trackers give away, and how to mend it.',
    icon: ScanSearch,
    group: 'care',
    key: 'u',
    dated: false,
    load: async () => ({ default: (await import('./audit/AuditPage.tsx')).AuditPage }),
  },
  {
    id: 'reports',
    title: 'Reports',
    answer: 'What you can hand to somebody else.',
    icon: NotebookText,
    group: 'care',
    key: 'e',
    dated: true,
    load: async () => ({ default: (await import('./reports/ReportsPage.tsx')).ReportsPage }),
  },
  {
    id: 'settings',
    title: 'Settings',
    answer: 'How Inglenook looks, counts and protects.',
    icon: Settings,
    group: 'care',
    key: ',',
    dated: false,
    load: async () => ({ default: (await import('./settings/SettingsPage.tsx')).SettingsPage }),
  },
];

/** The pages' views, each loaded when it is first opened. */
export const PAGE_VIEWS = PAGES.map(({ id, load }) => ({ id, View: lazy(load) }));

/** How long to let the first page ask its own questions before the others are fetched. */
const FETCH_AFTER_MS = 1000;

/** Fetches the views of all pages, once the first has begun: later the questions of one page would hold up the next. */
export function fetchPages(): () => void {
  const timer = setTimeout(() => void Promise.allSettled(PAGES.map(({ load }) => load())), FETCH_AFTER_MS);
  return () => clearTimeout(timer);
}
