import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { amplitudeExport } from './amplitude-export.ts';
import { ga4Export } from './ga4-export.ts';
import { ga4Report } from './ga4-report.ts';
import { harVisit } from './har-visit.ts';
import { matomoDatabase } from './matomo-database.ts';
import { matomoVisits } from './matomo-visits.ts';
import { mixpanelExport } from './mixpanel-export.ts';
import { plausibleExport } from './plausible-export.ts';
import { posthogExport } from './posthog-export.ts';
import { segmentEvents } from './segment-events.ts';
import { snowplowEvents } from './snowplow-events.ts';
import { tableFile } from './table-file.ts';
import { umamiExport } from './umami-export.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  amplitudeExport,
  ga4Export,
  ga4Report,
  harVisit,
  matomoDatabase,
  matomoVisits,
  mixpanelExport,
  plausibleExport,
  posthogExport,
  segmentEvents,
  snowplowEvents,
  tableFile,
  umamiExport,
  xArchive,
];
