import { AppError } from '../../shared/errors.ts';
import { linesOfText } from './lab-lines.ts';

/** One text of a line lab's input: its line (from 1), and the id and language where the line is an object that tells them. */
export interface LabText {
  line: number;
  id?: string | number;
  text: string;
  language?: string;
}

/** A line as text: an object with `text` (and `id`, `language`), or the line itself. */
function readLine(source: string, line: number): LabText {
  if (source.startsWith('{')) {
    try {
      const made: unknown = JSON.parse(source);
      if (typeof made === 'object' && made !== null && 'text' in made && typeof made.text === 'string') {
        const id = 'id' in made && (typeof made.id === 'string' || typeof made.id === 'number') ? { id: made.id } : {};
        const language = 'language' in made && typeof made.language === 'string' ? { language: made.language } : {};
        return { line, ...id, text: made.text, ...language };
      }
    } catch {
      // A text may begin with a brace: then it is the text.
    }
  }
  return { line, text: source };
}

/** Every line of the input as a text, empty ones too: one line in, one line out. */
export function* labTexts(text: string): Generator<LabText> {
  let line = 0;
  for (const source of linesOfText(text)) yield readLine(source, ++line);
}

/** What tells an output line apart: the id given, else the line number. */
export const nameOf = ({ line, id }: LabText): Record<string, unknown> => (id === undefined ? { line } : { id });

/** A whole-number parameter of a lab; undefined when it is not given. */
export function wholeParam(
  params: Record<string, unknown>,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const value = params[name];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most)
    throw new AppError('invalid-input', { field: name });
  return number;
}
