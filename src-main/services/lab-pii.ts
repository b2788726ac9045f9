import { findData } from '../privacy/find-data.ts';
import { linesOfText } from './lab-lines.ts';

/** The text of a line: a JSON string, the `text` of a JSON object, or the line itself. */
function textOfLine(line: string): { text: string; id?: unknown } {
  if (!/^\s*[{"]/.test(line)) return { text: line };
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === 'string') return { text: read };
    if (typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string')
      return { text: read.text, ...('id' in read ? { id: read.id } : {}) };
  } catch {
    // A line of text may begin with a brace.
  }
  return { text: line };
}

/** `inglenook lab pii`: where personal data stands in each line. Offsets are UTF-16 units of the line's text. */
export const labPii = {
  id: 'pii',
  title: 'Personal data in each line',
  question: 'Where does personal data stand in each line of text, of which kind, and how sure is that?',
  output:
    'One line for each line of the input: spans, each with start and end in UTF-16 units of the text, type in the terms of Microsoft Presidio, and confidence from 0 to 1. A line may be plain text, a JSON string, or an object with text and id, which comes back. What is percent-encoded, escaped or packed as Base64 is found where it is written.',
  async *run(input: { text(): string }) {
    for (const line of linesOfText(input.text())) {
      const { text, id } = textOfLine(line);
      const spans = findData(text).map(({ start, end, type, confidence }) => ({ start, end, type, confidence }));
      yield id === undefined ? { spans } : { id, spans };
    }
  },
};
