/** Personal data in a text: [start, end) in UTF-16 units; `type` in the terms of Microsoft Presidio where it has one. */
export interface DataSpan {
  type: string;
  start: number;
  end: number;
  /** 0 … 1: how sure it is that this is what the type says. */
  confidence: number;
}

/** Of overlapping spans the earlier in the list wins; result in order of the text. */
export function withoutOverlaps(spans: readonly DataSpan[]): DataSpan[] {
  const kept: DataSpan[] = [];
  for (const span of spans)
    if (!kept.some((other) => other.start < span.end && span.start < other.end)) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}
