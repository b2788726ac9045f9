import { ACT_BLOCK, type Doings } from './act-blocks.ts';
import { differ } from './bits.ts';

/**
 * Notes the first act and each that has another number than the one before in one of the columns. Each is written down, and
 * written over where it does not count.
 */
function noteTurns({ visits, count }: Doings, ids: Int32Array, places: Int32Array): number {
  let turns = Math.min(1, count);
  places[0] = 0;
  for (let j = 1; j < count; j++) {
    places[turns] = j;
    const bits = ((ids[j] as number) ^ (ids[j - 1] as number)) | ((visits[j] as number) ^ (visits[j - 1] as number));
    turns += differ(bits, 0);
  }
  return turns;
}

function noteTurnsOfBoth({ visits, count }: Doings, down: Int32Array, across: Int32Array, places: Int32Array): number {
  let turns = Math.min(1, count);
  places[0] = 0;
  for (let j = 1; j < count; j++) {
    places[turns] = j;
    const bits =
      ((down[j] as number) ^ (down[j - 1] as number)) |
      ((across[j] as number) ^ (across[j - 1] as number)) |
      ((visits[j] as number) ^ (visits[j - 1] as number));
    turns += differ(bits, 0);
  }
  return turns;
}

/** In place: `places` are ascending. */
function pickFrom(numbers: Int32Array, places: Int32Array, count: number, picked: Int32Array): void {
  for (let k = 0; k < count; k++) picked[k] = numbers[places[k] as number] as number;
}

/** Where more acts of a block than this share are turns, leaving the others out is not worth its time. */
const MOST_TURNS = 3 / 4;
/** So many blocks are then taken as they are before one is looked at again. */
const BLOCKS_TAKEN = 15;

/** The acts of a block that are in another cell, or of another visit, than the one before: the others are nobody new. */
export class Turns {
  readonly #own: Doings = { visits: new Int32Array(ACT_BLOCK), count: 0 };
  /** Of these acts in the block, with room for its end. */
  readonly places = new Int32Array(ACT_BLOCK + 1);
  #taken: Doings | null = null;
  #left = 0;

  /** Whether no act of the block is left out. */
  get areAll(): boolean {
    return this.#taken !== null;
  }

  get block(): Doings {
    return this.#taken ?? this.#own;
  }

  /** `across`: of a grid, where there are two numbers to an act. */
  read(block: Doings, down: Int32Array, across?: Int32Array): void {
    this.#taken = this.#left > 0 ? block : null;
    if (this.#left-- > 0) return;
    const [own, places] = [this.#own, this.places];
    own.count = across ? noteTurnsOfBoth(block, down, across, places) : noteTurns(block, down, places);
    pickFrom(block.visits, places, own.count, own.visits);
    this.#left = own.count > MOST_TURNS * block.count ? BLOCKS_TAKEN : 0;
  }

  /** Numbers of acts of the block, of these acts alone: in the same place, which is written over from the front. */
  pick(numbers: Int32Array): Int32Array {
    if (!this.#taken) pickFrom(numbers, this.places, this.#own.count, numbers);
    return numbers;
  }
}
