import type { StoredEvents } from '../../src-main/store/events/block.ts';

/** Same seed, same numbers (mulberry32, Tommy Ettinger, public domain). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const PAGES = 5000;
export const SOURCES = 400;
export const AGENTS = 2000;
const MONTHS_18_MS = 548 * 86_400_000;
export const FROM_MS = Date.UTC(2025, 0, 1);
export const TO_MS = FROM_MS + MONTHS_18_MS;

/** A pick from 1..n in which rank r is about 1/r as likely as rank 1 (Zipf's law), by inverting the integral. */
const zipf = (random: number, n: number): number => Math.min(n, Math.floor((n + 1) ** random));

function emptyBatch(rows: number): StoredEvents {
  return {
    count: 0,
    at: new Float64Array(rows),
    person: new Uint32Array(rows),
    kind: new Uint8Array(rows),
    flags: new Uint8Array(rows),
    page: new Uint32Array(rows),
    source: new Uint32Array(rows),
    agent: new Uint16Array(rows),
    status: new Uint16Array(rows),
    sizeBytes: new Uint32Array(rows),
    value: new Float32Array(rows),
    line: new Uint32Array(rows),
  };
}

/**
 * A log of `rows` hits over 18 months in time order, like a shop's: about rows/12 visitors with a home agent, visits of
 * one to twenty hits some seconds to minutes apart, page views, assets, failures, bots and a few purchases.
 * Yields the same batch object again and again.
 */
export function* generateEvents(rows: number, batchRows = 32_768, seed = 1): Generator<StoredEvents> {
  const random = makeRandom(seed);
  const people = Math.max(1, Math.round(rows / 12));
  // Visits under way at once; one of them has each next hit, so that hits of different people lie between each other.
  const open = Math.min(64, people);
  const person = new Uint32Array(open);
  const left = new Uint32Array(open);
  const batch = emptyBatch(batchRows);
  const step = MONTHS_18_MS / rows;
  for (let row = 0; row < rows; row++) {
    const v = Math.floor(random() * open);
    const entering = left[v] === 0;
    if (entering) {
      // Squared: some people come often, most once or twice.
      person[v] = 1 + Math.floor(random() ** 2 * people);
      left[v] = 1 + Math.floor(random() ** 3 * 20);
    }
    left[v] = (left[v] as number) - 1;
    const i = batch.count++;
    const who = person[v] as number;
    const agent = 1 + ((Math.imul(who, 0x9e3779b1) >>> 0) % AGENTS);
    const dice = random();
    batch.at[i] = FROM_MS + Math.floor((row * step) / 1000) * 1000;
    batch.person[i] = who;
    batch.kind[i] =
      dice < 0.55 ? 0 : dice < 0.9 ? 1 : dice < 0.93 ? 4 : dice < 0.96 ? 3 : dice < 0.98 ? 8 : dice < 0.995 ? 9 : 11;
    batch.flags[i] = agent % 20 === 0 ? 1 : 0;
    batch.page[i] = zipf(random(), PAGES);
    batch.source[i] = entering && random() < 0.6 ? zipf(random(), SOURCES) : 0;
    batch.agent[i] = agent;
    batch.status[i] = batch.kind[i] === 4 ? 404 : batch.kind[i] === 3 ? 301 : 200;
    batch.sizeBytes[i] = Math.floor(200 + random() * 60_000);
    batch.value[i] = batch.kind[i] === 11 ? Math.round(random() * 10_000) / 100 : 0;
    batch.line[i] = row + 1;
    if (batch.count === batchRows || row === rows - 1) {
      yield batch;
      batch.count = 0;
    }
  }
}
