import { Parser } from 'htmlparser2';

const BREAKS: ReadonlySet<string> = new Set(['br', 'li', 'div', 'blockquote', 'pre', 'tr']);
/** Text in these is no text that anybody wrote. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);

/**
 * Text of a piece of HTML as a browser would show it, entities decoded: paragraphs are set apart by a blank line.
 * Nothing in it is ever run or loaded.
 */
export function htmlText(html: string): string {
  if (!/[<&]/.test(html)) return html.trim();
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.has(name)) silent++;
      else if (name === 'p' && text !== '') text += '\n\n';
      else if (BREAKS.has(name) && text !== '') text += '\n';
    },
    ontext(part) {
      if (silent === 0) text += part;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
    },
  });
  parser.write(html);
  parser.end();
  return text
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
