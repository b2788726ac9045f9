import type { Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { detectLanguage, SENTIMENT_VERSION, scoreText } from '../analysis/base/sentiment.ts';
import { type AgentInfo, classifyAgent } from '../import/agents.ts';
import type { ParseStep } from '../import/format.ts';
import { FORMATS } from '../import/formats/index.ts';
import { classifySource, type SourceInfo } from '../import/referrers.ts';
import { openSource } from '../import/source.ts';

/** What the parser thread of one import is asked to do. */
export interface ParseRequest {
  path: string;
  format: string;
  mapping: Mapping | null;
  zone: string;
}

/** Score and language of a message, worked out where there is time: in the parser thread. */
export interface MessageScore {
  score: number | null;
  version: number;
  language: string;
}

/** One step, enriched with what can be known from the text alone. */
export interface ParseProgress {
  step: ParseStep;
  consumedBytes: number;
  sizeBytes: number;
  /** For row batches: one entry per row, null where the row is no message. */
  scores: (MessageScore | null)[];
  /** For event batches: one entry per new agent and new source. For rows: keyed by text. */
  agents: AgentInfo[];
  sources: SourceInfo[];
}

/** Opens, parses and enriches one file. Runs in the parser thread. */
export async function* parseSteps(request: ParseRequest): AsyncGenerator<ParseProgress> {
  const format = FORMATS.find((entry) => entry.id === request.format);
  if (!format) throw new AppError('format-unknown');
  const { source } = await openSource(request.path);
  for await (const step of format.parse(source, { mapping: request.mapping, zone: request.zone })) {
    yield { step, consumedBytes: source.consumedBytes(), sizeBytes: source.sizeBytes, ...enrich(step) };
  }
}

function enrich({ batch }: ParseStep): Pick<ParseProgress, 'scores' | 'agents' | 'sources'> {
  if (batch?.type === 'events') {
    return {
      scores: [],
      agents: batch.newAgents.map(classifyAgent),
      sources: batch.newSources.map((url) => classifySource(url)),
    };
  }
  const scores = (batch?.rows ?? []).map((row): MessageScore | null => {
    if (row.type !== 'message') return null;
    const language = row.language || detectLanguage(row.text);
    return { score: scoreText(row.text, language).score, version: SENTIMENT_VERSION, language };
  });
  return { scores, agents: [], sources: [] };
}
