import { AppError } from '../../shared/errors.ts';
import { EVENT_FLAGS, EVENT_KINDS, type Rejection, type Row } from '../../shared/model.ts';
import type { EventBatch, Format, ParseOptions, Source } from '../../src-main/import/format.ts';

/** A hit with its dictionary ids resolved, for people to read. */
export interface Hit {
  line: number;
  at: string;
  visitor: string;
  kind: string;
  flags: string[];
  page: string;
  /** Left out where the log does not tell. */
  site?: string;
  source: string;
  agent: string;
  status: number;
  sizeBytes: number;
  value: number;
  /** Left out where the log does not tell. */
  tookMs?: number;
  /** What was typed into the site's search; left out where nothing was. */
  search?: string;
}

/** Everything a parse yields. `error` is the code when the file as a whole was refused. */
export interface Parsed {
  rows: (Row | Hit)[];
  rejections: Rejection[];
  skipped: number;
  error?: string;
}

/** Resolves the running lists of event batches. Throws when an index points outside of its list. */
export function hitReader(): (batch: EventBatch) => Hit[] {
  let visitors: string[] = [];
  let pages: string[] = [];
  let sites: string[] = [];
  let sources: string[] = [];
  let agents: string[] = [];
  let searches: string[] = [];
  const at = (list: string[], index: number): string => {
    if (index === 0) return '';
    const found = list[index - 1];
    if (found === undefined) throw new Error(`index ${index} of ${list.length}`);
    return found;
  };
  return (batch) => {
    if (batch.reset) [visitors, pages, sites, sources, agents, searches] = [[], [], [], [], [], []];
    for (const key of batch.newVisitors) visitors.push(`${key.kind}:${key.scope}:${key.value}`);
    for (const text of batch.newPages) pages.push(text);
    for (const site of batch.newPageSites) sites.push(site);
    if (sites.length !== pages.length) throw new Error(`${sites.length} sites of ${pages.length} pages`);
    for (const text of batch.newSources) sources.push(text);
    for (const text of batch.newAgents) agents.push(text);
    for (const text of batch.newSearches ?? []) searches.push(text);
    return Array.from({ length: batch.count }, (_, i) => ({
      line: batch.line[i] ?? -1,
      at: new Date(batch.atMs[i] ?? Number.NaN).toISOString(),
      visitor: at(visitors, batch.visitor[i] ?? -1),
      kind: EVENT_KINDS[batch.kind[i] ?? -1] ?? '?',
      flags: Object.entries(EVENT_FLAGS)
        .filter(([, bit]) => ((batch.flags[i] ?? 0) & bit) !== 0)
        .map(([name]) => name),
      page: at(pages, batch.page[i] ?? -1),
      ...(at(sites, batch.page[i] ?? -1) === '' ? {} : { site: at(sites, batch.page[i] ?? -1) }),
      source: at(sources, batch.source[i] ?? -1),
      agent: at(agents, batch.agent[i] ?? -1),
      status: batch.status[i] ?? -1,
      sizeBytes: batch.sizeBytes[i] ?? -1,
      value: batch.value[i] ?? -1,
      ...((batch.tookMsPlus1?.[i] ?? 0) > 0 ? { tookMs: (batch.tookMsPlus1?.[i] ?? 0) - 1 } : {}),
      ...((batch.search?.[i] ?? 0) > 0 ? { search: at(searches, batch.search?.[i] ?? -1) } : {}),
    }));
  };
}

/** Runs a whole parse. Only AppError becomes a result; any other error is thrown on. */
export async function collect(format: Format, source: Source, options: ParseOptions): Promise<Parsed> {
  const parsed: Parsed = { rows: [], rejections: [], skipped: 0 };
  const read = hitReader();
  try {
    for await (const { batch, rejections, skipped } of format.parse(source, options)) {
      if (batch) for (const row of batch.type === 'events' ? read(batch) : batch.rows) parsed.rows.push(row);
      parsed.rejections.push(...rejections);
      parsed.skipped += skipped;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    parsed.error = error.code;
  }
  return parsed;
}
