import type { Migration } from '../migration.ts';
import { runs } from './0001-runs.ts';
import { people } from './0002-people.ts';
import { records } from './0003-records.ts';
import { events } from './0004-events.ts';
import { figures } from './0005-figures.ts';
import { agents } from './0006-agents.ts';
import { pageSites } from './0007-page-sites.ts';
import { ownVisits } from './0008-own-visits.ts';
import { newestAds } from './0009-newest-ads.ts';
import { orderParts } from './0010-order-parts.ts';
import { rights } from './0011-rights.ts';
import { messageSearch } from './0012-message-search.ts';
import { messageReadings } from './0013-message-readings.ts';
import { retention } from './0014-retention.ts';
import { topicModel } from './0015-topic-model.ts';
import { orders } from './0016-orders.ts';
import { bulkSearch } from './0017-bulk-search.ts';
import { runSets } from './0018-run-sets.ts';
import { saleChoices } from './0019-sale-choices.ts';
import { countries } from './0020-countries.ts';
import { corrections } from './0021-corrections.ts';
import { aspectGroupEdits } from './0022-aspect-group-edits.ts';
import { exportLog } from './0023-exports.ts';
import { auditHead } from './0024-audit-head.ts';
import { keptAudits } from './0025-kept-audits.ts';
import { kept } from './0026-kept.ts';
import { messageTags } from './0027-message-tags.ts';
import { nearRepeats } from './0028-near-repeats.ts';
import { screens } from './0029-screens.ts';
import { goals } from './0030-goals.ts';
import { pageTitles } from './0031-page-titles.ts';
import { purposeLimits } from './0032-purpose-limits.ts';
import { eventProperties } from './0033-event-properties.ts';
import { messageIndexes } from './0034-message-indexes.ts';
import { ownSealed } from './0035-own-sealed.ts';
import { basisDates } from './0036-basis-dates.ts';
import { goalProperties } from './0037-goal-properties.ts';
import { messageChanges } from './0038-message-changes.ts';
import { endedRules } from './0039-ended-rules.ts';
import { recipients } from './0040-recipients.ts';
import { personNumbers } from './0041-person-numbers.ts';
import { ownThings } from './0042-own-things.ts';

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [
  runs,
  people,
  records,
  events,
  figures,
  agents,
  pageSites,
  ownVisits,
  newestAds,
  orderParts,
  rights,
  messageSearch,
  messageReadings,
  retention,
  topicModel,
  orders,
  bulkSearch,
  runSets,
  saleChoices,
  countries,
  corrections,
  aspectGroupEdits,
  exportLog,
  auditHead,
  keptAudits,
  kept,
  messageTags,
  nearRepeats,
  screens,
  goals,
  pageTitles,
  purposeLimits,
  eventProperties,
  messageIndexes,
  ownSealed,
  basisDates,
  goalProperties,
  messageChanges,
  endedRules,
  recipients,
  personNumbers,
  ownThings,
];
