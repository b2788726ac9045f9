import { each, type Markup, markup } from './markup.ts';
import type { NoteMark } from './notes.ts';
import { PLOT, px } from './svg-frame.ts';

/** Lines at the places of notes, each with the number under which the list below the picture tells it. */
export function noteLines(marks: readonly NoteMark[], xOf: (index: number) => number): Markup {
  const places = new Map<number, NoteMark[]>();
  for (const mark of marks) places.set(mark.index, [...(places.get(mark.index) ?? []), mark]);
  return markup`${each([...places], ([index, noted]) => {
    const x = px(xOf(index));
    // At the right edge the number stands left of its line, or it would be cut off.
    const isLast = x > PLOT.right - 24;
    return markup`<g class="noted"><line class="line noted" x1="${x}" x2="${x}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text class="name" x="${isLast ? x - 3 : x + 3}" y="${PLOT.top + 8}" text-anchor="${isLast ? 'end' : 'start'}">${noted.map(({ number }) => number).join(', ')}</text></g>`;
  })}`;
}
