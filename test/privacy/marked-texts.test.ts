import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findData } from '../../src-main/privacy/find-data.ts';

interface Marked {
  text: string;
  spans: { type: string; start: number; end: number }[];
}

/** Our own texts, in which `[TYPE|value]` marks what is to be found. */
function marked(line: string): Marked {
  const spans: Marked['spans'] = [];
  let text = '';
  for (let i = 0; i < line.length; ) {
    const type = /^\[([A-Z][A-Z_]+)\|/.exec(line.slice(i, i + 40))?.[1];
    if (type === undefined) {
      text += line[i++];
      continue;
    }
    const start = text.length;
    i += type.length + 2;
    // Values may hold brackets of their own, as in anna[at]shop.
    for (let deep = 1; i < line.length; i++) {
      if (line[i] === '[') deep++;
      if (line[i] === ']' && --deep === 0) break;
      text += line[i];
    }
    i++;
    spans.push({ type, start, end: text.length });
  }
  return { text, spans };
}

/** Found by the way, and no finding of an audit. */
const HARMLESS = new Set(['GPE', 'ORGANIZATION', 'DATE_TIME', 'AGE', 'TITLE', 'NRP', 'ZIP_CODE', 'URL', 'DOMAIN_NAME']);

describe('texts as logs, events and customers write them', () => {
  const path = join(import.meta.dirname, '../fixtures/pii/marked.txt');
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map(marked);

  it('hold what is marked and little else (prints the figures)', () => {
    const counts = { marked: 0, found: 0, wrong: 0 };
    for (const { text, spans } of texts) {
      const is = findData(text);
      const meets = (a: Marked['spans'][number], b: Marked['spans'][number]) =>
        a.type === b.type && a.start < b.end && b.start < a.end;
      counts.marked += spans.length;
      counts.found += spans.filter((span) => is.some((one) => meets(span, one))).length;
      counts.wrong += is.filter((one) => !HARMLESS.has(one.type) && !spans.some((span) => meets(span, one))).length;
    }
    const recall = counts.found / counts.marked;
    const precision = counts.found / (counts.found + counts.wrong);
    console.log(`marked texts: P ${precision.toFixed(3)} R ${recall.toFixed(3)} (${texts.length} texts)`);
    expect(texts.length).toBeGreaterThan(250);
    expect(recall).toBeGreaterThan(0.96);
    expect(precision).toBeGreaterThan(0.94);
  });
});
