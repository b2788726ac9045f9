import type { TableResult } from '../../../shared/results.ts';

/** A topic in the picture. Places and radius are in hundredths of its width; the picture is 60 of them high. */
export interface Bubble {
  name: string;
  /** From 1, the largest first: what stands in a bubble that has no room for its name. */
  rank: number;
  messages: number;
  people: number;
  /** Share of positive less that of negative messages, −1..1; null = none is scored. */
  mood: number | null;
  x: number;
  y: number;
  radius: number;
}

export const MAP_HEIGHT = 60;
const WIDTH = 100;
const EDGE = 1;
const GAP = 0.6;
/** Share of the picture that all bubbles together fill. */
const FILLED = 0.26;
const SMALLEST = 2.2;
const LARGEST = 13;
const ROUNDS = 400;

type Place = { name: string; x: number; y: number };
const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** Moves bubbles apart that overlap, each by its share, and keeps them inside. Same bubbles: same places. */
function moveApart(bubbles: Bubble[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    let touching = false;
    bubbles.forEach((a, i) => {
      for (const b of bubbles.slice(i + 1)) {
        const least = a.radius + b.radius + GAP;
        const distance = Math.hypot(b.x - a.x, b.y - a.y);
        if (distance >= least) continue;
        touching = true;
        // Two in one place part along a direction of their own.
        const [dx, dy] = distance > 0 ? [(b.x - a.x) / distance, (b.y - a.y) / distance] : [Math.cos(i), Math.sin(i)];
        const push = (least - distance) / 2;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    });
    for (const bubble of bubbles) {
      bubble.x = within(bubble.x, bubble.radius + EDGE, WIDTH - bubble.radius - EDGE);
      bubble.y = within(bubble.y, bubble.radius + EDGE, MAP_HEIGHT - bubble.radius - EDGE);
    }
    if (!touching) return;
  }
}

/** Bubbles of a "topics-found" table: area by messages, near each other where topics are alike, never one upon another. */
export function bubblesOf(table: TableResult, places: readonly Place[]): Bubble[] {
  const at = new Map(places.map((place) => [place.name, place]));
  const column = (id: string) => table.columns.findIndex((one) => one.id === id);
  const [messages, people, mood] = [column('messages'), column('authors'), column('mood')];
  const rows = table.rows.filter(({ key }) => at.has(key));
  const all = rows.reduce((sum, { cells }) => sum + Number(cells[messages]), 0);
  const bubbles = rows.map(({ key, cells }, i): Bubble => {
    const share = Number(cells[messages]) / Math.max(1, all);
    const radius = within(Math.sqrt((share * FILLED * WIDTH * MAP_HEIGHT) / Math.PI), SMALLEST, LARGEST);
    const { x, y } = at.get(key) as Place;
    return {
      name: key,
      rank: i + 1,
      messages: Number(cells[messages]),
      people: Number(cells[people]),
      mood: cells[mood] === null ? null : Number(cells[mood]),
      x: WIDTH / 2 + x * (WIDTH / 2 - LARGEST),
      y: MAP_HEIGHT / 2 - y * (MAP_HEIGHT / 2 - LARGEST),
      radius,
    };
  });
  moveApart(bubbles);
  return bubbles;
}
