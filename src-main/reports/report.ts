import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { Settings } from '../../shared/contract/app.ts';

/** What a report is made from: results that have passed the gate, with their definitions. */
export interface ReportInput {
  title: string;
  settings: Settings;
  /** When the report was made; given, never read from a clock. */
  madeMs: number;
  /** ISO 4217 of the money figures; absent or '' when unknown. */
  currency?: string;
  range: { fromMs: number; toMs: number } | null;
  /** What the owner noted on days, by the first instant of the day, in order; no addresses in them. */
  notes?: readonly { atMs: number; text: string }[];
  sections: { reply: AnalysisReply; question: string; definition: string; area: string }[];
}

/** One kind of report: results → bytes, pure. */
export interface Report {
  id: string;
  title: string;
  extension: string;
  mime: string;
  render(input: ReportInput): Uint8Array;
}
